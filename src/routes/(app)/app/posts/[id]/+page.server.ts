import { formAction } from '#lib/platform/form-action.server.ts';
import { claimShift, closePost, editPost, openShifts } from '#lib/posts/commands.ts';
import { closeOf, editOf, shiftsOf } from '#lib/posts/schema.form.ts';

export const actions = {
	claim: formAction(claimShift),
	shifts: formAction(openShifts, shiftsOf),
	edit: formAction(editPost, editOf),
	close: formAction(closePost, closeOf)
};
