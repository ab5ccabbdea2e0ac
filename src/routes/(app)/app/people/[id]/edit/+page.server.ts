import { formAction } from '#lib/platform/form-action.server.ts';
import { editPerson } from '#lib/roster/commands.ts';
import { personInput } from '#lib/roster/schema.forms.ts';

export const actions = {
	save: formAction(editPerson, (form) => ({ person: form.get('person'), ...personInput(form) }))
};
