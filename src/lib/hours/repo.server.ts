import { and, asc, desc, eq, gt, gte, inArray, isNull, or, sql } from 'drizzle-orm';
import { LEADERS, leads, type PersonActor } from '#lib/kernel/actor.ts';
import { DAY, dayOf, monthOf, monthRange } from '#lib/kernel/time.ts';
import { unitNames, within } from '#lib/org/repo.server.ts';
import { reads } from '#lib/platform/handler.server.ts';
import type { Tx } from '#lib/platform/db/port.server.ts';
import { liveClaims, shiftsUnderWay, shiftTitles } from '#lib/posts/claims.server.ts';
import { peopleNames } from '#lib/roster/repo.server.ts';
import { confirmedMinutes, liveEntriesOfShift, stateOf, type EntryRow } from './entries.server.ts';
import { addMinutes, noMinutes, TICK_WITHIN, whyBarred } from './rules.ts';
import { GRADES, type HourEntryView, type MonthOfHours, type TickList } from './schema.ts';
import { attendance, hourEntry } from './tables.server.ts';
import { myHours, myPresence, tickLists, toConfirm, unitMonth } from './views.ts';

export { confirmedMinutes, type ConfirmedMinutes } from './entries.server.ts';

const MONTHS = 12;
const MOST_ENTRIES = 400;
const MOST_PENDING = 200;

const ledUnits = (actor: PersonActor) =>
	actor.memberships.filter((m) => LEADERS.includes(m.role)).map((m) => m.unit);

/** Adds names to entries, as people read them. */
async function shown(q: Tx, rows: readonly EntryRow[]) {
	const titles = await shiftTitles(
		q,
		rows.flatMap((row) => row.shift ?? [])
	);
	const units = await unitNames(
		q,
		rows.map((row) => row.unit)
	);
	const people = await peopleNames(
		q,
		rows.flatMap((row) => [row.person, row.by, row.decidedBy ?? row.by])
	);
	const name = (id: string) => people.get(id) ?? '';
	return rows.map((row) => ({
		row,
		personName: name(row.person),
		entry: {
			id: row.id,
			day: row.day,
			startsAt: row.startsAt,
			endsAt: row.endsAt,
			minutes: row.minutes,
			grade: row.grade,
			state: stateOf(row),
			flags: row.flags,
			title: row.shift ? (titles.get(row.shift) ?? null) : null,
			shift: row.shift,
			unitName: units.get(row.unit) ?? row.unit,
			note: row.note,
			enteredBy: row.by === row.person ? null : name(row.by),
			decidedBy: row.decidedBy ? name(row.decidedBy) : null,
			decidedAt: row.decidedAt,
			reason: row.reason,
			reverses: row.reverses
		} satisfies HourEntryView
	}));
}

/** Sums by month: what is confirmed by grade, what waits. A reversal takes off where the hours were. */
function months(rows: readonly EntryRow[], now: number): MonthOfHours[] {
	const current: MonthOfHours = { month: monthOf(now), confirmed: noMinutes(), pending: 0 };
	const found = new Map([[current.month, current]]);
	for (const row of rows) {
		const key = row.day.slice(0, 7);
		const month = found.get(key) ?? { month: key, confirmed: noMinutes(), pending: 0 };
		found.set(key, month);
		if (row.decision === 'confirmed') addMinutes(month.confirmed, row.grade, row.minutes);
		else if (row.decision === null) month.pending += row.minutes;
	}
	return [...found.values()].sort((a, b) => (a.month < b.month ? 1 : -1)).slice(0, MONTHS);
}

/** Marks of one person, or of everybody in a shift. */
const marks = (q: Tx, where: ReturnType<typeof and>) =>
	q
		.select({
			shift: attendance.shift,
			person: attendance.person,
			kind: attendance.kind,
			at: attendance.at
		})
		.from(attendance)
		.where(where);

export const readers = [
	reads(myHours, async (q, _, { actor, now }) => {
		if (!actor) return null;
		const since = dayOf(now - 366 * DAY);
		const rows = await q
			.select()
			.from(hourEntry)
			.where(and(eq(hourEntry.person, actor.id), gte(hourEntry.day, since)))
			.orderBy(desc(hourEntry.day), desc(hourEntry.startsAt), desc(hourEntry.at));
		const sums = await q
			.select({ grade: hourEntry.grade, minutes: sql<number>`sum(${hourEntry.minutes})` })
			.from(hourEntry)
			.where(and(eq(hourEntry.person, actor.id), eq(hourEntry.decision, 'confirmed')))
			.groupBy(hourEntry.grade);
		const total = noMinutes();
		for (const { grade, minutes } of sums) addMinutes(total, grade, minutes);
		const list = await shown(q, rows.slice(0, MOST_ENTRIES));
		return { months: months(rows, now), total, entries: list.map(({ entry }) => entry) };
	}),

	reads(myPresence, async (q, _, { actor, now }) => {
		if (!actor) return null;
		const rows = await marks(
			q,
			and(eq(attendance.person, actor.id), gt(attendance.at, now - 3 * DAY))
		);
		const of = (shift: string, kind: 'in' | 'out') =>
			rows.find((row) => row.shift === shift && row.kind === kind)?.at ?? null;
		const shifts = [...new Set(rows.map((row) => row.shift))].sort();
		return {
			shifts: shifts.map((shift) => ({ shift, inAt: of(shift, 'in'), outAt: of(shift, 'out') }))
		};
	}),

	reads(toConfirm, async (q, _, { actor }) => {
		if (!actor) return null;
		const units = ledUnits(actor);
		if (units.length === 0) return { entries: [], more: false };
		const rows = await q
			.select()
			.from(hourEntry)
			.where(
				and(isNull(hourEntry.decidedAt), or(...units.map((unit) => within(hourEntry.unit, unit))))
			)
			.orderBy(asc(hourEntry.startsAt), asc(hourEntry.id))
			.limit(MOST_PENDING + 1);
		const list = await shown(q, rows.slice(0, MOST_PENDING));
		return {
			entries: list.map(({ row, personName, entry }) => {
				const { state: _s, decidedBy: _b, decidedAt: _a, ...rest } = entry;
				return { ...rest, personName, barred: whyBarred(actor, row) };
			}),
			more: rows.length > MOST_PENDING
		};
	}),

	reads(tickLists, async (q, _, { actor, now }) => {
		if (!actor) return null;
		const found = await shiftsUnderWay(q, ledUnits(actor), { since: now - TICK_WITHIN, now });
		const units = await unitNames(
			q,
			found.map((s) => s.unit)
		);
		const lists: TickList[] = [];
		for (const { id, unit, ...rest } of found) {
			const held = (await liveClaims(q, id)).filter((c) => c.held).map((c) => c.person);
			if (held.length === 0) continue;
			const names = await peopleNames(q, held);
			const entered = await liveEntriesOfShift(q, id);
			const seen = await marks(q, and(eq(attendance.shift, id), inArray(attendance.person, held)));
			const at = (person: string, kind: 'in' | 'out') =>
				seen.find((row) => row.person === person && row.kind === kind)?.at ?? null;
			lists.push({
				...rest,
				shift: id,
				unitName: units.get(unit) ?? unit,
				people: held.map((person) => ({
					person,
					name: names.get(person) ?? '',
					inAt: at(person, 'in'),
					outAt: at(person, 'out'),
					entered: entered.has(person),
					me: person === actor.id
				}))
			});
		}
		return { shifts: lists };
	}),

	reads(unitMonth, async (q, { unit, month }, { actor }) => {
		if (!actor || !leads(actor, unit)) return null;
		const [from, to] = monthRange(month);
		const sums = await confirmedMinutes(q, { unit, from, to, grades: GRADES });
		const below = Math.min(...[9, 12, 15, 17].filter((length) => length > unit.length), 17);
		const codeOf = (code: string) => (code.length > unit.length ? code.slice(0, below) : unit);
		const rows = new Map<string, { minutes: ReturnType<typeof noMinutes>; people: Set<string> }>();
		for (const sum of sums) {
			const code = codeOf(sum.unit);
			const row = rows.get(code) ?? { minutes: noMinutes(), people: new Set<string>() };
			rows.set(code, row);
			addMinutes(row.minutes, sum.grade, sum.minutes);
			row.people.add(sum.person);
		}
		const names = await unitNames(q, [...rows.keys()]);
		return {
			unit,
			month,
			rows: [...rows]
				.sort(([a], [b]) => (a < b ? -1 : 1))
				.map(([code, row]) => ({
					unit: code,
					name: names.get(code) ?? code,
					minutes: row.minutes,
					people: row.people.size
				}))
		};
	})
];
