import { formAction } from '#lib/platform/form-action.server.ts';
import { claimShift, closePost, editPost, openSeries } from '#lib/posts/commands.ts';
import { closeOf, editOf, seriesOf } from '#lib/posts/schema.form.ts';

export const actions = {
	claim: formAction(claimShift),
	shifts: formAction(openSeries, seriesOf),
	edit: formAction(editPost, editOf),
	close: formAction(closePost, closeOf)
};
