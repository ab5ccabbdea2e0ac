import { confirmHours, rejectHours, tickAttendance } from '#lib/hours/commands.ts';
import { confirmOf, rejectOf, tickOf } from '#lib/hours/schema.form.ts';
import { formAction } from '#lib/platform/form-action.server.ts';

export const actions = {
	confirm: formAction(confirmHours, confirmOf),
	reject: formAction(rejectHours, rejectOf),
	tick: formAction(tickAttendance, tickOf)
};
