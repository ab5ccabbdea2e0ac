import { boardPage } from '#lib/honors/views.ts';
import { readView } from '#lib/sync/read-view.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => ({
	board: await readView(event, boardPage, { board: event.params.id })
});
