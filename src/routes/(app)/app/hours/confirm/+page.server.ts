import { answerAppeal, confirmHours, rejectHours, tickAttendance } from '#lib/hours/commands.ts';
import { answerOf, confirmOf, rejectOf, tickOf } from '#lib/hours/schema.form.ts';
import { formAction } from '#lib/platform/form-action.server.ts';

export const actions = {
	confirm: formAction(confirmHours, confirmOf),
	reject: formAction(rejectHours, rejectOf),
	answer: formAction(answerAppeal, answerOf),
	tick: formAction(tickAttendance, tickOf)
};
