import { uuidv7 } from '#lib/kernel/id.ts';
import { formAction } from '#lib/platform/form-action.server.ts';
import { addSeat, endSeat } from '#lib/roster/commands.ts';
import { seatInput } from '#lib/roster/schema.forms.ts';

export const actions = {
	end: formAction(endSeat, (form) => ({ seat: form.get('seat'), to: form.get('to') })),
	seat: formAction(addSeat, (form) => ({
		id: uuidv7(),
		person: form.get('person'),
		...seatInput(form)
	}))
};
