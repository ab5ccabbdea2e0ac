/** Attendance and entries as the rules see them. */
import { and, eq, gte, inArray, isNull, lte, ne, or, sql } from 'drizzle-orm';
import { DAY, dayOf, type Day } from '#lib/kernel/time.ts';
import { within } from '#lib/org/repo.server.ts';
import type { Tx } from '#lib/platform/db/port.server.ts';
import { shiftTitles } from '#lib/posts/claims.server.ts';
import { LATE_NOTICE, type LiveEntry, type Mark } from './rules.ts';
import type { EntryState, Grade } from './schema.ts';
import { attendance, hourEntry } from './tables.server.ts';

export type EntryRow = typeof hourEntry.$inferSelect;

export const stateOf = (row: Pick<EntryRow, 'decision' | 'reversedAt'>): EntryState =>
	row.reversedAt !== null ? 'reversed' : (row.decision ?? 'pending');

/** Check-in and check-out of one person in one shift. */
export async function marksOf(
	q: Tx,
	shift: string,
	person: string
): Promise<{ in: Mark | null; out: Mark | null }> {
	const rows = await q
		.select({ kind: attendance.kind, at: attendance.at, skewed: attendance.skewed })
		.from(attendance)
		.where(and(eq(attendance.shift, shift), eq(attendance.person, person)));
	const of = (kind: 'in' | 'out') => rows.find((row) => row.kind === kind) ?? null;
	return { in: of('in'), out: of('out') };
}

/** Not rejected, withdrawn, reversed, nor a reversal: entries that count or may come to count. */
const live = and(
	isNull(hourEntry.reversedAt),
	isNull(hourEntry.reverses),
	or(isNull(hourEntry.decision), eq(hourEntry.decision, 'confirmed'))
);
const liveColumns = {
	id: hourEntry.id,
	person: hourEntry.person,
	shift: hourEntry.shift,
	minutes: hourEntry.minutes,
	day: hourEntry.day,
	startsAt: hourEntry.startsAt,
	endsAt: hourEntry.endsAt
};

/** A person's live entries on the days around a moment. */
export function liveEntriesAround(q: Tx, person: string, time: number): Promise<LiveEntry[]> {
	return Promise.resolve(
		q
			.select(liveColumns)
			.from(hourEntry)
			.where(
				and(
					eq(hourEntry.person, person),
					gte(hourEntry.day, dayOf(time - DAY)),
					lte(hourEntry.day, dayOf(time + DAY)),
					live
				)
			)
	);
}

/** Live entries of a shift, by person. */
export async function liveEntriesOfShift(q: Tx, shift: string): Promise<Set<string>> {
	const rows = await q
		.select({ person: hourEntry.person })
		.from(hourEntry)
		.where(and(eq(hourEntry.shift, shift), live));
	return new Set(rows.map((row) => row.person));
}

/** How many entries `by` made for other people since a moment, and how many of whole hours. */
export async function madeForOthers(
	q: Tx,
	by: string,
	since: number
): Promise<{ madeForOthers: number; roundForOthers: number }> {
	const [row] = await q
		.select({
			madeForOthers: sql<number>`count(*)`,
			roundForOthers: sql<number>`count(case when ${hourEntry.minutes} % 60 = 0 then 1 end)`
		})
		.from(hourEntry)
		.where(
			and(
				eq(hourEntry.by, by),
				gte(hourEntry.at, since),
				ne(hourEntry.person, by),
				eq(hourEntry.grade, 'C')
			)
		);
	return row ?? { madeForOthers: 0, roundForOthers: 0 };
}

/** The entries with these ids, in no order; fewer when some are not there. */
export async function entriesById(q: Tx, ids: readonly string[]): Promise<EntryRow[]> {
	return q
		.select()
		.from(hourEntry)
		.where(inArray(hourEntry.id, [...new Set(ids)]));
}

/** Confirmed, standing, and past their notice in the group (HO-13). */
export const counting = (now: number) =>
	and(
		eq(hourEntry.decision, 'confirmed'),
		isNull(hourEntry.reversedAt),
		isNull(hourEntry.reverses),
		or(ne(hourEntry.grade, 'C'), lte(hourEntry.at, now - LATE_NOTICE))
	);

export interface ConfirmedMinutes {
	readonly person: string;
	/** Where they were served. */
	readonly unit: string;
	readonly grade: Grade;
	readonly minutes: number;
	readonly entries: number;
}

/**
 * Confirmed minutes of entries that began in `[from, to)` in `unit` and below, less those taken
 * back, by person, unit and grade. Honors and points count A and B (HO-1); `grades` narrows to those
 * unless told otherwise.
 */
export async function confirmedMinutes(
	q: Tx,
	{
		unit,
		from,
		to,
		grades = ['A', 'B'],
		now = Number.MAX_SAFE_INTEGER
	}: {
		unit: string;
		from: number;
		to: number;
		grades?: readonly Grade[];
		/** Those of grade C whose notice is not over by then are left out (HO-13). */
		now?: number;
	}
): Promise<ConfirmedMinutes[]> {
	return q
		.select({
			person: hourEntry.person,
			unit: hourEntry.unit,
			grade: hourEntry.grade,
			minutes: sql<number>`sum(${hourEntry.minutes})`,
			entries: sql<number>`count(*)`
		})
		.from(hourEntry)
		.where(
			and(
				within(hourEntry.unit, unit),
				gte(hourEntry.day, dayOf(from)),
				lte(hourEntry.day, dayOf(to - 1)),
				counting(now),
				inArray(hourEntry.grade, [...grades])
			)
		)
		.groupBy(hourEntry.person, hourEntry.unit, hourEntry.grade);
}

export interface ServedEntry {
	/** Of the post, else what the person wrote. */
	readonly title: string;
	readonly day: Day;
	readonly minutes: number;
	readonly grade: Grade;
}

/** What a person served in `unit` and below, from one day to another inclusive, as far as it counts. */
export async function servedEntries(
	q: Tx,
	{ person, unit, from, to }: { person: string; unit: string; from: Day; to: Day },
	now: number
): Promise<ServedEntry[]> {
	const rows = await q
		.select({
			shift: hourEntry.shift,
			note: hourEntry.note,
			day: hourEntry.day,
			minutes: hourEntry.minutes,
			grade: hourEntry.grade
		})
		.from(hourEntry)
		.where(
			and(
				eq(hourEntry.person, person),
				within(hourEntry.unit, unit),
				gte(hourEntry.day, from),
				lte(hourEntry.day, to),
				counting(now)
			)
		);
	const titles = await shiftTitles(
		q,
		rows.flatMap((row) => row.shift ?? [])
	);
	return rows.map(({ shift, note, ...row }) => ({
		...row,
		title: titles.get(shift ?? '') ?? note.slice(0, 40)
	}));
}

/** Who has hours that count in `unit` and below. */
export async function peopleWithHours(q: Tx, unit: string, now: number): Promise<string[]> {
	const rows = await q
		.selectDistinct({ person: hourEntry.person })
		.from(hourEntry)
		.where(and(within(hourEntry.unit, unit), counting(now)))
		.limit(500);
	return rows.map((row) => row.person);
}
