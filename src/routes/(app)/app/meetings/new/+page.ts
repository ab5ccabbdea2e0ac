import { isHttpError } from '@sveltejs/kit';
import { LEADERS, type PersonActor } from '#lib/kernel/actor.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { HOUR } from '#lib/kernel/time.ts';
import { CONVENERS } from '#lib/meetings/rules.ts';
import { unitPage } from '#lib/org/views.ts';
import { readView } from '#lib/sync/read-view.ts';
import type { PageLoad } from './$types';

interface Place {
	code: string;
	name: string;
}

/** The units in which this person may open a meeting: their own, and for leaders those below. */
export const load: PageLoad = async (event) => {
	const { actor, me } = await event.parent();
	const asked = event.url.searchParams.get('unit');
	const seats = [...new Set(convening(actor))];
	const places = new Map<string, Place>();
	for (const code of asked && !seats.includes(asked) ? [asked, ...seats] : seats) {
		try {
			const { data } = await readView(event, unitPage, { code });
			const below = leadsAny(actor) ? data.children : [];
			for (const unit of [data.unit, ...below]) {
				if (unit.closedAt === null) places.set(unit.code, { code: unit.code, name: unit.name });
			}
		} catch (problem) {
			if (!isHttpError(problem)) throw problem;
			// Offline without a copy: the seat's own name is known.
			const seat = me.memberships.find((m) => m.unit === code);
			if (seat) places.set(code, { code, name: seat.unitName });
		}
	}
	const hour = Math.ceil(Date.now() / HOUR) * HOUR;
	return {
		places: [...places.values()],
		unit: asked && places.has(asked) ? asked : (places.keys().next().value ?? ''),
		id: uuidv7(),
		startsAt: hour + HOUR
	};
};

const convening = (actor: PersonActor) =>
	actor.memberships.filter((m) => CONVENERS.includes(m.role)).map((m) => m.unit);
const leadsAny = (actor: PersonActor) => actor.memberships.some((m) => LEADERS.includes(m.role));
