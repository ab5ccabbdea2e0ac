import { isHttpError } from '@sveltejs/kit';
import { LEADERS } from '#lib/kernel/actor.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { unitPage } from '#lib/org/views.ts';
import { readView } from '#lib/sync/read-view.ts';
import type { PageLoad } from './$types';

/** The units for which this person may open a post: those led, and one level below. */
export const load: PageLoad = async (event) => {
	const { actor, me } = await event.parent();
	const led = new Set(actor.memberships.filter((m) => LEADERS.includes(m.role)).map((m) => m.unit));
	const asked = event.url.searchParams.get('unit');
	const units = new Map<string, string>();
	for (const code of led) {
		const seat = me.memberships.find((m) => m.unit === code);
		units.set(code, seat?.unitName ?? code);
		try {
			const { data } = await readView(event, unitPage, { code });
			for (const unit of data.children) if (unit.closedAt === null) units.set(unit.code, unit.name);
		} catch (problem) {
			// Without network and without a copy the seat's own name is enough.
			if (!isHttpError(problem)) throw problem;
		}
	}
	return {
		units: [...units].map(([value, label]) => ({ value, label })),
		unit: asked !== null && units.has(asked) ? asked : (units.keys().next().value ?? ''),
		id: uuidv7()
	};
};
