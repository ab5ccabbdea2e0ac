import { isHttpError } from '@sveltejs/kit';
import { LEADERS } from '#lib/kernel/actor.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { unitPage } from '#lib/org/views.ts';
import { readView } from '#lib/sync/read-view.ts';
import type { PageLoad } from './$types';

/** The units whose lists this person keeps: their own seats' and those below. */
export const load: PageLoad = async (event) => {
	const { actor, me } = await event.parent();
	const asked = event.url.searchParams.get('unit');
	const seats = [
		...new Set(actor.memberships.filter((m) => LEADERS.includes(m.role)).map((m) => m.unit))
	];
	const places = new Map<string, string>();
	for (const code of asked && !seats.includes(asked) ? [asked, ...seats] : seats) {
		try {
			const { data } = await readView(event, unitPage, { code });
			for (const unit of [data.unit, ...data.children]) {
				if (unit.closedAt === null) places.set(unit.code, unit.name);
			}
		} catch (problem) {
			if (!isHttpError(problem)) throw problem;
			// Offline without a copy: the seat's own name is known.
			const seat = me.memberships.find((m) => m.unit === code);
			if (seat) places.set(code, seat.unitName);
		}
	}
	const wanted = asked && places.has(asked) ? asked : (places.keys().next().value ?? '');
	return {
		places: [...places].map(([code, name]) => ({ code, name })),
		unit: wanted,
		id: uuidv7()
	};
};
