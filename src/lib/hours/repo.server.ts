import { and, asc, desc, eq, gt, gte, inArray, isNull, or, sql } from 'drizzle-orm';
import { LEADERS, leads, type PersonActor } from '#lib/kernel/actor.ts';
import { DAY, dayOf, monthOf, monthRange } from '#lib/kernel/time.ts';
import { unitNames, within } from '#lib/org/repo.server.ts';
import { reads } from '#lib/platform/handler.server.ts';
import type { Tx } from '#lib/platform/db/port.server.ts';
import { liveClaims, shiftsUnderWay } from '#lib/posts/claims.server.ts';
import type { PostKind } from '#lib/posts/schema.ts';
import { post, shift } from '#lib/posts/tables.server.ts';
import { peopleNames } from '#lib/roster/repo.server.ts';
import { confirmedMinutes, counting, liveEntriesOfShift, type EntryRow } from './entries.server.ts';
import { noticeUntil } from './rules.appeals.ts';
import { addMinutes, lastWeeks, noMinutes, TICK_WITHIN, whyBarred } from './rules.ts';
import { GRADES, type HourEntryView, type MonthOfHours, type TickList } from './schema.ts';
import { shown } from './shown.server.ts';
import { attendance, hourEntry } from './tables.server.ts';
import { myHours, myPresence, tickLists, toConfirm, unitMonth } from './views.ts';

export { confirmedMinutes, type ConfirmedMinutes } from './entries.server.ts';

const MONTHS = 12;
const MOST_ENTRIES = 400;
const MOST_PENDING = 200;

export const ledUnits = (actor: PersonActor) =>
	actor.memberships.filter((m) => LEADERS.includes(m.role)).map((m) => m.unit);

/** Neither taken back nor taking back: the two cancel each other. */
const stands = (row: EntryRow) => row.reversedAt === null && row.reverses === null;
/** Confirmed, standing, and past its notice (HO-13). */
const counts = (row: EntryRow, now: number) =>
	stands(row) && row.decision === 'confirmed' && noticeUntil(row, now) === null;

/** Sums by month: what counts, by grade, and what waits for a second person or for its notice. */
function months(rows: readonly EntryRow[], now: number): MonthOfHours[] {
	const current: MonthOfHours = { month: monthOf(now), confirmed: noMinutes(), pending: 0 };
	const found = new Map([[current.month, current]]);
	for (const row of rows) {
		const key = row.day.slice(0, 7);
		const month = found.get(key) ?? { month: key, confirmed: noMinutes(), pending: 0 };
		found.set(key, month);
		if (counts(row, now)) addMinutes(month.confirmed, row.grade, row.minutes);
		else if (stands(row) && (row.decision === null || row.decision === 'confirmed')) {
			month.pending += row.minutes;
		}
	}
	return [...found.values()].sort((a, b) => (a.month < b.month ? 1 : -1)).slice(0, MONTHS);
}

/** What counts of the last twelve weeks, by week and grade (oldest first) and by kind of post. */
async function lately(q: Tx, rows: readonly EntryRow[], now: number) {
	const weeks = lastWeeks(now).map((week) => ({ week, minutes: noMinutes() }));
	const first = weeks[0]?.week ?? dayOf(now);
	const recent = rows.filter((row) => row.day >= first && counts(row, now));
	const kinds = await kindsOfShifts(
		q,
		recent.flatMap((row) => row.shift ?? [])
	);
	const sums = new Map<PostKind | null, number>();
	for (const row of recent) {
		const week = weeks.findLast((one) => one.week <= row.day);
		if (week) addMinutes(week.minutes, row.grade, row.minutes);
		const kind = kinds.get(row.shift ?? '') ?? null;
		sums.set(kind, (sums.get(kind) ?? 0) + row.minutes);
	}
	return {
		weeks,
		kinds: [...sums]
			.map(([kind, minutes]) => ({ kind, minutes }))
			.sort((a, b) => b.minutes - a.minutes)
	};
}

async function kindsOfShifts(q: Tx, shifts: readonly string[]): Promise<Map<string, PostKind>> {
	if (shifts.length === 0) return new Map();
	const rows = await q
		.select({ shift: shift.id, kind: post.kind })
		.from(shift)
		.innerJoin(post, eq(post.id, shift.post))
		.where(inArray(shift.id, [...new Set(shifts)]));
	return new Map(rows.map((row) => [row.shift, row.kind]));
}

/** Every entry of a person, newest first, for the person's own file. */
export async function everyEntry(q: Tx, person: string, now: number): Promise<HourEntryView[]> {
	const rows = await q
		.select()
		.from(hourEntry)
		.where(eq(hourEntry.person, person))
		.orderBy(desc(hourEntry.day), desc(hourEntry.startsAt), desc(hourEntry.at));
	const all: HourEntryView[] = [];
	for (let i = 0; i < rows.length; i += MOST_ENTRIES) {
		all.push(...(await shown(q, rows.slice(i, i + MOST_ENTRIES), now)).map((one) => one.entry));
	}
	return all;
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
			.where(and(eq(hourEntry.person, actor.id), counting(now)))
			.groupBy(hourEntry.grade);
		const total = noMinutes();
		for (const { grade, minutes } of sums) addMinutes(total, grade, minutes);
		const list = await shown(q, rows.slice(0, MOST_ENTRIES), now);
		return {
			months: months(rows, now),
			...(await lately(q, rows, now)),
			total,
			entries: list.map(({ entry }) => entry)
		};
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

	reads(toConfirm, async (q, _, { actor, now }) => {
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
		const list = await shown(q, rows.slice(0, MOST_PENDING), now);
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

	reads(unitMonth, async (q, { unit, month }, { actor, now }) => {
		if (!actor || !leads(actor, unit)) return null;
		const [from, to] = monthRange(month);
		const sums = await confirmedMinutes(q, { unit, from, to, grades: GRADES, now });
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
