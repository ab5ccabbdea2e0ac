import { checkBoard, publishBoard, withdrawBoard } from '#lib/honors/commands.ts';
import { formAction } from '#lib/platform/form-action.server.ts';

const reason = (form: FormData): string => String(form.get('reason') ?? '');

export const actions = {
	approve: formAction(checkBoard),
	return: formAction(checkBoard, (form) => ({
		id: form.get('check'),
		board: form.get('board'),
		verdict: 'returned',
		reason: reason(form)
	})),
	publish: formAction(publishBoard),
	withdraw: formAction(withdrawBoard, (form) => ({
		board: form.get('board'),
		reason: reason(form)
	}))
};
