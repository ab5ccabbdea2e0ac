/** What happens to the places of a shift, whichever command is the reason. */
import { and, asc, eq, isNull } from 'drizzle-orm';
import { personTopic, recordTopic } from '#lib/kernel/view.ts';
import type { Tx } from '#lib/platform/db/port.server.ts';
import { refused, type Refused } from '#lib/kernel/outcome.ts';
import type { Context } from '#lib/platform/handler.server.ts';
import { busyPeople, findShift, liveClaims, liveClaimsOf, type ShiftRow } from './claims.server.ts';
import { chosen } from './rules.series.ts';
import { promotions, whyClosed } from './rules.ts';
import type { Which } from './schema.ts';
import { claim, shift } from './tables.server.ts';
import { postTopics } from './views.ts';

/** What an event about a shift touches. */
export const topicsOf = (row: ShiftRow): string[] => [
	recordTopic('shift', row.id),
	...postTopics({ id: row.post, unit: row.unit, audience: row.audience })
];

/** What a notice needs to name a shift; `title` says what is done, nothing about anybody. */
export const shiftPayload = (row: ShiftRow) => ({
	shift: row.id,
	post: row.post,
	unit: row.unit,
	title: row.title,
	startsAt: row.startsAt,
	endsAt: row.endsAt
});

/** [PO-7] Gives free places to those who wait, in order, and tells them. */
export async function promote(tx: Tx, row: ShiftRow, context: Context): Promise<number> {
	if (whyClosed(row, context.now)) return 0;
	const claims = await liveClaims(tx, row.id);
	const waiting = claims.filter((c) => !c.held).map((c) => c.person);
	const next = promotions(row.capacity, claims, await busyPeople(tx, waiting, row));
	for (const { id, person } of next) {
		await tx.update(claim).set({ heldAt: context.now }).where(eq(claim.id, id));
		context.emit({
			name: 'claim.promoted',
			topics: [...topicsOf(row), personTopic(person)],
			payload: { ...shiftPayload(row), claim: id, person }
		});
	}
	return next.length;
}

/**
 * [PO-7] Somebody who was passed over because of these hours is free now: looks again at the
 * shifts on whose waitlist that person is.
 */
export async function promoteElsewhere(
	tx: Tx,
	person: string,
	hours: ShiftRow,
	context: Context
): Promise<void> {
	const own = await liveClaimsOf(tx, person, hours);
	for (const waiting of own.filter((c) => !c.held && c.shift !== hours.id)) {
		const row = await findShift(tx, waiting.shift);
		if (row) await promote(tx, row, context);
	}
}

/** Cancels a shift, ends its claims, tells their people. Returns how many were told. */
export async function cancel(
	tx: Tx,
	row: ShiftRow,
	reason: string,
	context: Context
): Promise<number> {
	const { actor, now } = context;
	const claims = await liveClaims(tx, row.id);
	await tx
		.update(shift)
		.set({ cancelledBy: actor.id, cancelledAt: now, cancelReason: reason })
		.where(eq(shift.id, row.id));
	await tx
		.update(claim)
		.set({ endedAt: now, endedBy: actor.id, ended: 'cancelled' })
		.where(and(eq(claim.shift, row.id), isNull(claim.endedAt)));
	const people = claims.map((c) => c.person);
	context.emit({
		name: 'shift.cancelled',
		topics: [...topicsOf(row), ...people.map(personTopic)],
		payload: { ...shiftPayload(row), people }
	});
	for (const { person, held } of claims) {
		if (held) await promoteElsewhere(tx, person, row, context);
	}
	return people.length;
}

/**
 * [PO-15] The shifts that a change of this one is about: itself, or those of its series.
 * Refuses what has begun, and a series where there is none.
 */
export async function shiftsMeant(
	tx: Tx,
	row: ShiftRow,
	which: Which,
	now: number
): Promise<ShiftRow[] | Refused<'closed' | 'no_series'>> {
	if (which === 'one') return whyClosed(row, now) ?? [row];
	if (row.series === null) return refused('no_series');
	const all = await tx
		.select({ id: shift.id, startsAt: shift.startsAt, cancelledAt: shift.cancelledAt })
		.from(shift)
		.where(eq(shift.series, row.series))
		.orderBy(asc(shift.startsAt));
	const meant: ShiftRow[] = [];
	for (const { id } of chosen(all, row, which, now)) {
		const found = await findShift(tx, id);
		if (found) meant.push(found);
	}
	return meant.length > 0 ? meant : refused('closed', { why: 'started', startsAt: row.startsAt });
}
