import { publicHonors } from '#lib/honors/views.ts';
import { readView } from '#lib/sync/read-view.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
	// People agreed to be read by neighbours, not to be found by search engines.
	event.setHeaders({ 'x-robots-tag': 'noindex, nofollow', 'cache-control': 'no-store' });
	return {
		honors: await readView(event, publicHonors, { unit: event.params.unit }),
		address: event.url.origin + event.url.pathname
	};
};
