import { uuidv7 } from '#lib/kernel/id.ts';
import { formAction } from '#lib/platform/form-action.server.ts';
import { addPerson } from '#lib/roster/commands.ts';
import { personInput, seatInput } from '#lib/roster/schema.forms.ts';

export const actions = {
	add: formAction(addPerson, (form) => ({
		id: uuidv7(),
		...personInput(form),
		seat: { id: uuidv7(), ...seatInput(form) }
	}))
};
