import type { Actions } from '@sveltejs/kit';
import { closeList } from '#lib/lists/commands.ts';
import { formAction } from '#lib/platform/form-action.server.ts';

export const actions: Actions = { close: formAction(closeList) };
