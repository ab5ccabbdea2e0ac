import { tickLists, toConfirm } from '#lib/hours/views.ts';
import { readView } from '#lib/sync/read-view.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
	const [pending, lists] = await Promise.all([
		readView(event, toConfirm, {}),
		readView(event, tickLists, {})
	]);
	return { pending, lists, entry: event.url.searchParams.get('entry') };
};
