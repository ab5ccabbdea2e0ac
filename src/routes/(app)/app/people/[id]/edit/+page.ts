import { personPage } from '#lib/roster/views.ts';
import { readView } from '#lib/sync/read-view.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => ({
	person: await readView(event, personPage, { person: event.params.id })
});
