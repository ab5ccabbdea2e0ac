import * as v from 'valibot';
import { LEADERS, type PersonActor } from '#lib/kernel/actor.ts';
import { typed } from '#lib/kernel/command.ts';
import { defineView, personTopic, subtreeTopic } from '#lib/kernel/view.ts';
import {
	UnitMonthArgs,
	type MyHoursView,
	type MyPresenceView,
	type TickListsView,
	type ToConfirmView,
	type UnitMonthView
} from './schema.ts';

const own = (_: unknown, actor: PersonActor | null) => (actor ? [personTopic(actor.id)] : []);
const led = (actor: PersonActor | null, kind: string) =>
	actor?.memberships
		.filter((m) => LEADERS.includes(m.role))
		.map((m) => subtreeTopic(kind, m.unit)) ?? [];

/** Own hours by month and grade, and every entry of a year. */
export const myHours = defineView({
	name: 'hours.mine',
	args: v.object({}),
	topics: own,
	data: typed<MyHoursView>()
});

/** Where one has checked in and out in the last days. */
export const myPresence = defineView({
	name: 'hours.presence',
	args: v.object({}),
	topics: own,
	data: typed<MyPresenceView>()
});

/** Hours that wait for a second person in the units that the reader leads. */
export const toConfirm = defineView({
	name: 'hours.toConfirm',
	args: v.object({}),
	topics: (_, actor) => led(actor, 'hours'),
	data: typed<ToConfirmView>(),
	keep: false
});

/** Shifts that run now or ended within a day in the units that the reader leads, with who was to come. */
export const tickLists = defineView({
	name: 'hours.tickLists',
	args: v.object({}),
	topics: (_, actor) => [...led(actor, 'hours'), ...led(actor, 'posts')],
	data: typed<TickListsView>(),
	clock: true,
	keep: false
});

/** Confirmed hours of a month by unit: sums, never names. */
export const unitMonth = defineView({
	name: 'hours.unitMonth',
	args: UnitMonthArgs,
	topics: ({ unit }) => [subtreeTopic('hours', unit)],
	data: typed<UnitMonthView>()
});
