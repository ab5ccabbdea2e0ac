import { redirect, type Actions } from '@sveltejs/kit';
import { formAction } from '#lib/platform/form-action.server.ts';
import { openPost } from '#lib/posts/commands.ts';
import { openingOf } from '#lib/posts/schema.form.ts';

const open = formAction(openPost, openingOf);

export const actions: Actions = {
	/** Goes to the new post, as the page with JavaScript does. */
	open: async (event) => {
		const answer = await open(event);
		if ('outcome' in answer && answer.outcome.kind === 'done') {
			const { post } = answer.outcome.data as { post: string };
			redirect(303, `/app/posts/${post}`);
		}
		return answer;
	}
};
