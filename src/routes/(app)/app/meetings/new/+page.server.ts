import { redirect, type Actions } from '@sveltejs/kit';
import { openMeeting } from '#lib/meetings/commands.ts';
import { openingOf } from '#lib/meetings/schema.form.ts';
import { formAction } from '#lib/platform/form-action.server.ts';

const open = formAction(openMeeting, openingOf);

export const actions: Actions = {
	/** Goes to the new meeting, as the page with JavaScript does. */
	open: async (event) => {
		const answer = await open(event);
		if ('outcome' in answer && answer.outcome.kind === 'done') {
			const { meeting } = answer.outcome.data as { meeting: string };
			redirect(303, `/app/meetings/${meeting}`);
		}
		return answer;
	}
};
