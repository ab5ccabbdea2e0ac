/** Attendance and entries as the rules see them. */
import { and, eq, gte, inArray, isNull, lte, ne, or, sql } from 'drizzle-orm';
import { DAY, dayOf } from '#lib/kernel/time.ts';
import { within } from '#lib/org/repo.server.ts';
import type { Tx } from '#lib/platform/db/port.server.ts';
import type { LiveEntry, Mark } from './rules.ts';
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

/** How many entries `by` made for other people since a moment. */
export async function madeForOthers(q: Tx, by: string, since: number): Promise<number> {
	const [row] = await q
		.select({ n: sql<number>`count(*)` })
		.from(hourEntry)
		.where(
			and(
				eq(hourEntry.by, by),
				gte(hourEntry.at, since),
				ne(hourEntry.person, by),
				eq(hourEntry.grade, 'C')
			)
		);
	return row?.n ?? 0;
}

/** The entries with these ids, in no order; fewer when some are not there. */
export async function entriesById(q: Tx, ids: readonly string[]): Promise<EntryRow[]> {
	return q
		.select()
		.from(hourEntry)
		.where(inArray(hourEntry.id, [...new Set(ids)]));
}

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
		grades = ['A', 'B']
	}: { unit: string; from: number; to: number; grades?: readonly Grade[] }
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
				eq(hourEntry.decision, 'confirmed'),
				isNull(hourEntry.reversedAt),
				isNull(hourEntry.reverses),
				inArray(hourEntry.grade, [...grades])
			)
		)
		.groupBy(hourEntry.person, hourEntry.unit, hourEntry.grade);
}
