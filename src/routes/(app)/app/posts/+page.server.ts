import { formAction } from '#lib/platform/form-action.server.ts';
import { claimShift } from '#lib/posts/commands.ts';

export const actions = { claim: formAction(claimShift) };
