import { isHttpError } from '@sveltejs/kit';
import { myPresence } from '#lib/hours/views.ts';
import { shiftPage } from '#lib/posts/views.ts';
import { readView } from '#lib/sync/read-view.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
	const [page, presence] = await Promise.all([
		readView(event, shiftPage, { shift: event.params.id }),
		// Not kept on this phone: the page is there all the same.
		readView(event, myPresence, {}).catch((problem: unknown) => {
			if (isHttpError(problem)) return null;
			throw problem;
		})
	]);
	return { page, presence };
};
