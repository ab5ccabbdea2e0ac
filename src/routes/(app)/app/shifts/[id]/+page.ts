import { isHttpError } from '@sveltejs/kit';
import { myPresence } from '#lib/hours/views.ts';
import { askableView, shiftPage } from '#lib/posts/views.ts';
import { readView } from '#lib/sync/read-view.ts';
import type { PageLoad } from './$types';

/** Not kept on this phone: the page is there all the same. */
const orNull = <T>(reading: Promise<T>): Promise<T | null> =>
	reading.catch((problem: unknown) => {
		if (isHttpError(problem)) return null;
		throw problem;
	});

export const load: PageLoad = async (event) => {
	const [page, presence] = await Promise.all([
		readView(event, shiftPage, { shift: event.params.id }),
		orNull(readView(event, myPresence, {}))
	]);
	const { mine, startsAt } = page.data.shift;
	const mayOffer = mine?.place === 'held' && startsAt > Date.now();
	const askable = mayOffer
		? await orNull(readView(event, askableView, { shift: event.params.id }))
		: null;
	return { page, presence, askable };
};
