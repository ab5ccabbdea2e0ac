import * as v from 'valibot';
import { LEADERS, type PersonActor } from '#lib/kernel/actor.ts';
import { typed } from '#lib/kernel/command.ts';
import { ancestorCodes, defineView, personTopic, subtreeTopic } from '#lib/kernel/view.ts';
import {
	UnitMonthArgs,
	type AppealsView,
	type LateOnNoticeView,
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
	data: typed<MyHoursView>(),
	clock: true
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
	data: typed<UnitMonthView>(),
	clock: true
});

/** Objections that wait for an answer in the units that the reader leads (HO-14). */
export const openAppeals = defineView({
	name: 'hours.appeals',
	args: v.object({}),
	topics: (_, actor) => led(actor, 'hours'),
	data: typed<AppealsView>(),
	keep: false
});

/** Hours of grade C of one's own units that the group can see before they count (HO-13). */
export const lateOnNotice = defineView({
	name: 'hours.onNotice',
	args: v.object({}),
	topics: (_, actor) =>
		[...new Set(actor?.memberships.flatMap((seat) => ancestorCodes(seat.unit)) ?? [])].map((unit) =>
			subtreeTopic('hours', unit)
		),
	data: typed<LateOnNoticeView>(),
	clock: true,
	keep: false
});
