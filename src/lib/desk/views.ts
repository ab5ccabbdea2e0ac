import * as v from 'valibot';
import { typed } from '#lib/kernel/command.ts';
import { defineView, subtreeTopic } from '#lib/kernel/view.ts';
import { UnitCodeSchema } from '#lib/org/schema.ts';
import type { ClaimsView, DeskView, VacantSeatsView } from './schema.ts';

const args = v.object({ unit: UnitCodeSchema });

/** What waits for those who run a unit. */
export const desk = defineView({
	name: 'desk.home',
	args,
	topics: ({ unit }) =>
		['hours', 'honors', 'posts', 'roster', 'units'].map((kind) => subtreeTopic(kind, unit)),
	data: typed<DeskView>(),
	clock: true
});

/** Which seats are vacant, unit by unit. */
export const vacantSeats = defineView({
	name: 'desk.seats',
	args,
	topics: ({ unit }) => [subtreeTopic('roster', unit), subtreeTopic('units', unit)],
	data: typed<VacantSeatsView>(),
	clock: true
});

/** How many have claimed, unit by unit; no names (DE-2). */
export const claimsByUnit = defineView({
	name: 'desk.claims',
	args,
	topics: ({ unit }) => [subtreeTopic('roster', unit), subtreeTopic('posts', unit)],
	data: typed<ClaimsView>(),
	clock: true
});
