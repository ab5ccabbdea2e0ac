import { uuidv7 } from '#lib/kernel/id.ts';
import { grantConsent, withdrawConsent } from '#lib/honors/commands.ts';
import { formAction } from '#lib/platform/form-action.server.ts';

export const actions = {
	grant: formAction(grantConsent, (form) => ({
		id: form.get('consent') ?? uuidv7(),
		purpose: 'red_board',
		text: form.get('text'),
		shownAs: form.get('shownAs')
	})),
	withdraw: formAction(withdrawConsent)
};
