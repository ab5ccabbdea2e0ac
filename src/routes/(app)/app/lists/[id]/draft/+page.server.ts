import type { Actions } from '@sveltejs/kit';
import { publishVersion } from '#lib/lists/commands.ts';
import { formAction } from '#lib/platform/form-action.server.ts';

export const actions: Actions = { publish: formAction(publishVersion) };
