import { redirect, type Actions } from '@sveltejs/kit';
import { openList } from '#lib/lists/commands.ts';
import { openingOf } from '#lib/lists/schema.form.ts';
import { formAction } from '#lib/platform/form-action.server.ts';

const open = formAction(openList, openingOf);

export const actions: Actions = {
	/** Goes to the new list, as the page with JavaScript does. */
	open: async (event) => {
		const answer = await open(event);
		if ('outcome' in answer && answer.outcome.kind === 'done') {
			const { list } = answer.outcome.data as { list: string };
			redirect(303, `/app/lists/${list}/draft`);
		}
		return answer;
	}
};
