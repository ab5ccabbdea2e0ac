import { personPage } from '#lib/roster/views.ts';
import { unitTree } from '#lib/org/views.ts';
import { readView } from '#lib/sync/read-view.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
	const [person, tree] = await Promise.all([
		readView(event, personPage, { person: event.params.id }),
		readView(event, unitTree, {})
	]);
	return { person, tree };
};
