import { isHttpError } from '@sveltejs/kit';
import { LEADERS } from '#lib/kernel/actor.ts';
import { SORTS, type Sort } from '#lib/posts/rules.ts';
import { managedPosts, offersView, openShiftsView } from '#lib/posts/views.ts';
import { readView } from '#lib/sync/read-view.ts';
import type { PageLoad } from './$types';

const isSort = (asked: string | null): asked is Sort => SORTS.some((sort) => sort === asked);

export const load: PageLoad = async (event) => {
	const { actor } = await event.parent();
	const asked = event.url.searchParams.get('sort');
	const leader = actor.memberships.some((m) => LEADERS.includes(m.role));
	const [open, managed, offers] = await Promise.all([
		readView(event, openShiftsView, {}),
		leader ? readView(event, managedPosts, {}) : null,
		readView(event, offersView, {}).catch((problem: unknown) => {
			if (isHttpError(problem)) return null;
			throw problem;
		})
	]);
	return { open, managed, offers, sort: isSort(asked) ? asked : ('soon' as const) };
};
