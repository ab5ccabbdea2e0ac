import { unitTree } from '#lib/org/views.ts';
import { readView } from '#lib/sync/read-view.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => ({
	tree: await readView(event, unitTree, {}),
	search: event.url.searchParams.get('q') ?? ''
});
