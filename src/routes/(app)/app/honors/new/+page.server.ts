import { draftBoard } from '#lib/honors/commands.ts';
import { formAction } from '#lib/platform/form-action.server.ts';

export const actions = { draft: formAction(draftBoard) };
