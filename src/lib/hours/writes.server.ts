/** What every handler of hours writes: an entry, a decision, and the events that say so. */
import { inArray } from 'drizzle-orm';
import { dayOf } from '#lib/kernel/time.ts';
import { personTopic, subtreeTopics } from '#lib/kernel/view.ts';
import type { Tx } from '#lib/platform/db/port.server.ts';
import type { Context } from '#lib/platform/handler.server.ts';
import type { EntryRow } from './entries.server.ts';
import type { Grade } from './schema.ts';
import { hourEntry } from './tables.server.ts';

type Entry = Pick<EntryRow, 'id' | 'person' | 'unit' | 'shift' | 'day' | 'minutes' | 'grade'>;

export const topicsOf = (entry: { unit: string; person: string }) => [
	personTopic(entry.person),
	...subtreeTopics('hours', entry.unit)
];
export const payloadOf = ({ id, person, unit, shift, day, minutes, grade }: Entry) => ({
	entry: id,
	...{ person, unit, shift, day, minutes, grade }
});

/** Appends an entry and says so. False when its id is taken. */
export async function append(
	tx: Tx,
	/** `by`: who made it first, when that was not the one who acts now. */
	row: Omit<typeof hourEntry.$inferInsert, 'by' | 'at' | 'day'> & { grade: Grade; by?: string },
	{ actor, now, emit }: Context
): Promise<boolean> {
	const day = dayOf(row.startsAt);
	const added = await tx
		.insert(hourEntry)
		.values({ by: actor.id, ...row, day, at: now })
		.onConflictDoNothing()
		.returning();
	const [entry] = added;
	if (!entry) return false;
	emit({ name: 'hours.entered', topics: topicsOf(entry), payload: payloadOf(entry) });
	return true;
}

/** [HO-12] The one event that points and honors hear of. */
export function announceConfirmed(entry: Entry, title: string | null, context: Context) {
	context.emit({
		name: 'hours.confirmed',
		topics: topicsOf(entry),
		payload: { ...payloadOf(entry), title }
	});
}

/** Adds the decision of the second person, or the person's own withdrawal. */
export const decide = (
	tx: Tx,
	ids: readonly string[],
	decision: 'confirmed' | 'rejected' | 'withdrawn',
	{ actor, now }: Context,
	reason: string | null = null
) =>
	tx
		.update(hourEntry)
		.set({ decision, decidedBy: actor.id, decidedAt: now, reason })
		.where(inArray(hourEntry.id, [...ids]));
