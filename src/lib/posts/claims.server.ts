/** Claims as the rules see them: the reads and writes of the hot path, prepared once. */
import { and, asc, count, eq, gt, inArray, isNotNull, isNull, lt, lte, or, sql } from 'drizzle-orm';
import { within } from '#lib/org/repo.server.ts';
import { prepared, type Tx } from '#lib/platform/db/port.server.ts';
import type { LiveClaim, OtherPlace } from './rules.ts';
import { LONGEST_SHIFT } from './schema.ts';
import { claim, post, shift } from './tables.server.ts';

const p = sql.placeholder;

const shiftById = prepared((tx) =>
	tx
		.select({
			id: shift.id,
			post: shift.post,
			unit: shift.unit,
			audience: shift.audience,
			startsAt: shift.startsAt,
			endsAt: shift.endsAt,
			capacity: shift.capacity,
			cancelledAt: shift.cancelledAt,
			cancelReason: shift.cancelReason,
			series: shift.series,
			title: post.title,
			openedBy: post.by
		})
		.from(shift)
		.innerJoin(post, eq(post.id, shift.post))
		.where(eq(shift.id, p('shift')))
		.prepare()
);

export type ShiftRow = Awaited<ReturnType<typeof findShift>> & object;

/** A shift with the title of its post; `null` when there is none. */
export async function findShift(q: Tx, id: string) {
	const [row] = await shiftById(q).execute({ shift: id });
	return row ?? null;
}

const liveCount = prepared((tx) =>
	tx
		.select({
			waiting: sql<number>`coalesce(sum(case when ${claim.heldAt} is null then 1 else 0 end), 0)`,
			all: count()
		})
		.from(claim)
		.where(and(eq(claim.shift, p('shift')), isNull(claim.endedAt)))
		.prepare()
);

/** How many hold a place in a shift and how many wait. */
export async function countLive(q: Tx, id: string): Promise<{ held: number; waiting: number }> {
	const [row] = await liveCount(q).execute({ shift: id });
	const waiting = row?.waiting ?? 0;
	return { held: (row?.all ?? 0) - waiting, waiting };
}

const liveColumns = {
	id: claim.id,
	shift: claim.shift,
	person: claim.person,
	seq: claim.seq,
	startsAt: claim.startsAt,
	endsAt: claim.endsAt,
	held: sql<boolean>`${claim.heldAt} is not null`.mapWith(Boolean)
};

const touching = prepared((tx) =>
	tx
		.select({ ...liveColumns, title: post.title })
		.from(claim)
		.innerJoin(shift, eq(shift.id, claim.shift))
		.innerJoin(post, eq(post.id, shift.post))
		.where(
			and(
				eq(claim.person, p('person')),
				gt(claim.endsAt, p('startsAt')),
				lt(claim.startsAt, p('endsAt')),
				isNull(claim.endedAt)
			)
		)
		.orderBy(asc(claim.seq))
		.prepare()
);

/** Live claims of one person that touch these hours, in order of arrival. */
export function liveClaimsOf(
	q: Tx,
	person: string,
	{ startsAt, endsAt }: { startsAt: number; endsAt: number }
): Promise<OtherPlace[]> {
	return Promise.resolve(touching(q).execute({ person, startsAt, endsAt }));
}

/** Live claims of a shift in order of arrival. */
export function liveClaims(q: Tx, id: string): Promise<LiveClaim[]> {
	return Promise.resolve(
		q
			.select(liveColumns)
			.from(claim)
			.where(and(eq(claim.shift, id), isNull(claim.endedAt)))
			.orderBy(asc(claim.seq))
	);
}

/** The person holds a place in the shift; also after it began, when nobody can leave any more. */
export async function holdsPlace(q: Tx, id: string, person: string): Promise<boolean> {
	const rows = await q
		.select({ seq: claim.seq })
		.from(claim)
		.where(
			and(
				eq(claim.shift, id),
				eq(claim.person, person),
				isNull(claim.endedAt),
				isNotNull(claim.heldAt)
			)
		)
		.limit(1);
	return rows.length > 0;
}

/** Titles of the posts of these shifts, by shift. */
export async function shiftTitles(q: Tx, ids: readonly string[]): Promise<Map<string, string>> {
	if (ids.length === 0) return new Map();
	const rows = await q
		.select({ id: shift.id, title: post.title })
		.from(shift)
		.innerJoin(post, eq(post.id, shift.post))
		.where(inArray(shift.id, [...new Set(ids)]));
	return new Map(rows.map((row) => [row.id, row.title]));
}

/** Shifts in these units and below that began by `now` and ended after `since`, not cancelled. */
export async function shiftsUnderWay(
	q: Tx,
	units: readonly string[],
	{ since, now }: { since: number; now: number }
) {
	if (units.length === 0) return [];
	return q
		.select({
			id: shift.id,
			unit: shift.unit,
			title: post.title,
			kind: post.kind,
			place: post.place,
			startsAt: shift.startsAt,
			endsAt: shift.endsAt
		})
		.from(shift)
		.innerJoin(post, eq(post.id, shift.post))
		.where(
			and(
				or(...units.map((code) => within(shift.unit, code))),
				lte(shift.startsAt, now),
				// No shift is longer than 16 hours: keeps the range of the index short.
				gt(shift.startsAt, since - LONGEST_SHIFT),
				gt(shift.endsAt, since),
				isNull(shift.cancelledAt)
			)
		)
		.orderBy(asc(shift.startsAt), asc(shift.id))
		.limit(50);
}

/** Those among `people` who hold a place in another shift during these hours. */
export async function busyPeople(
	q: Tx,
	people: readonly string[],
	hours: { id: string; startsAt: number; endsAt: number }
): Promise<Set<string>> {
	if (people.length === 0) return new Set();
	const rows = await q
		.selectDistinct({ person: claim.person })
		.from(claim)
		.where(
			and(
				inArray(claim.person, [...people]),
				gt(claim.endsAt, hours.startsAt),
				lt(claim.startsAt, hours.endsAt),
				isNull(claim.endedAt),
				isNotNull(claim.heldAt)
			)
		);
	return new Set(rows.map((row) => row.person));
}

const insertion = prepared((tx) =>
	tx
		.insert(claim)
		.values({
			id: p('id'),
			shift: p('shift'),
			person: p('person'),
			startsAt: p('startsAt'),
			endsAt: p('endsAt'),
			at: p('at'),
			claimedAt: p('claimedAt'),
			heldAt: p('heldAt')
		})
		.onConflictDoNothing()
		.returning({ seq: claim.seq })
		.prepare()
);

/** Appends a claim; its `seq` is the order of arrival. False when the id is taken. */
export async function insertClaim(
	tx: Tx,
	row: Pick<typeof claim.$inferInsert, 'id' | 'shift' | 'person' | 'startsAt' | 'endsAt' | 'at'> & {
		claimedAt: number;
		heldAt: number | null;
	}
): Promise<boolean> {
	const rows = await insertion(tx).execute(row);
	return rows.length === 1;
}
