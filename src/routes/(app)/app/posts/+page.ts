import { LEADERS } from '#lib/kernel/actor.ts';
import { SORTS, type Sort } from '#lib/posts/rules.ts';
import { managedPosts, openShiftsView } from '#lib/posts/views.ts';
import { readView } from '#lib/sync/read-view.ts';
import type { PageLoad } from './$types';

const isSort = (asked: string | null): asked is Sort => SORTS.some((sort) => sort === asked);

export const load: PageLoad = async (event) => {
	const { actor } = await event.parent();
	const asked = event.url.searchParams.get('sort');
	const leader = actor.memberships.some((m) => LEADERS.includes(m.role));
	const [open, managed] = await Promise.all([
		readView(event, openShiftsView, {}),
		leader ? readView(event, managedPosts, {}) : null
	]);
	return { open, managed, sort: isSort(asked) ? asked : ('soon' as const) };
};
