import type { Actions } from '@sveltejs/kit';
import { freezeMinutes } from '#lib/meetings/commands.ts';
import { formAction } from '#lib/platform/form-action.server.ts';

export const actions: Actions = { freeze: formAction(freezeMinutes) };
