import type { Actions } from '@sveltejs/kit';
import { amendMinutes, editMeeting, signIn, takeAttendance } from '#lib/meetings/commands.ts';
import { absenceOf, amendmentOf, editOf } from '#lib/meetings/schema.form.ts';
import { formAction } from '#lib/platform/form-action.server.ts';

export const actions: Actions = {
	signIn: formAction(signIn),
	present: formAction(takeAttendance),
	absent: formAction(takeAttendance, absenceOf),
	edit: formAction(editMeeting, editOf),
	amend: formAction(amendMinutes, amendmentOf)
};
