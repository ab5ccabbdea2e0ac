import { SECRETARIES } from '#lib/kernel/actor.ts';
import { boardList } from '#lib/honors/views.ts';
import { readView } from '#lib/sync/read-view.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
	const { actor } = await event.parent();
	const seat = actor.memberships.find((m) => SECRETARIES.includes(m.role)) ?? actor.memberships[0];
	// Whoever only has a seat in a grid looks at the community first: that is where boards are.
	const home = SECRETARIES.includes(seat?.role ?? 'resident')
		? seat?.unit
		: seat?.unit.slice(0, 12);
	const unit = event.url.searchParams.get('unit') ?? home ?? '';
	return { boards: await readView(event, boardList, { unit }) };
};
