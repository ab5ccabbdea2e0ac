import { isHttpError } from '@sveltejs/kit';
import { LEADERS } from '#lib/kernel/actor.ts';
import { monthOf } from '#lib/kernel/time.ts';
import { openAppeals, tickLists, toConfirm, unitMonth } from '#lib/hours/views.ts';
import { readView } from '#lib/sync/read-view.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
	const { actor } = await event.parent();
	const unit = actor.memberships.find((seat) => LEADERS.includes(seat.role))?.unit;
	const [pending, lists, appeals, month] = await Promise.all([
		readView(event, toConfirm, {}),
		readView(event, tickLists, {}),
		readView(event, openAppeals, {}),
		unit === undefined
			? null
			: readView(event, unitMonth, { unit, month: monthOf(Date.now()) }).catch(
					(problem: unknown) => {
						if (isHttpError(problem)) return null;
						throw problem;
					}
				)
	]);
	return { pending, lists, appeals, month, entry: event.url.searchParams.get('entry') };
};
