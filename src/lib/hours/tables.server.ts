import { sql } from 'drizzle-orm';
import {
	bool,
	count,
	day,
	id,
	index,
	json,
	ref,
	table,
	time,
	uniqueIndex,
	words
} from '#lib/platform/db/columns.server.ts';
import { unit } from '#lib/org/tables.server.ts';
import { shift } from '#lib/posts/tables.server.ts';
import { person } from '#lib/roster/tables.server.ts';
import type { Flag, Grade } from './schema.ts';

/** A check-in or a check-out, once each per person and shift (HO-2). */
export const attendance = table(
	'attendance',
	{
		id: id(),
		shift: ref('shift')
			.notNull()
			.references(() => shift.id),
		person: ref('person')
			.notNull()
			.references(() => person.id),
		kind: words('kind').$type<'in' | 'out'>().notNull(),
		/** When it counts (HO-3). */
		at: time('at').notNull(),
		skewed: bool('skewed').notNull(),
		claimedAt: time('claimed_at').notNull(),
		receivedAt: time('received_at').notNull()
	},
	(t) => [
		uniqueIndex('attendance_once').on(t.shift, t.person, t.kind),
		index('attendance_by_person').on(t.person, t.at)
	]
);

/**
 * Hours of service. Appended: a correction is a reversal and a new entry (HO-11). The decision of the
 * second person is added once, with its time.
 */
export const hourEntry = table(
	'hour_entry',
	{
		id: id(),
		person: ref('person')
			.notNull()
			.references(() => person.id),
		unit: ref('unit')
			.notNull()
			.references(() => unit.code),
		shift: ref('shift').references(() => shift.id),
		/** The day on which they began: it decides the month. */
		day: day('day').notNull(),
		startsAt: time('starts_at').notNull(),
		endsAt: time('ends_at').notNull(),
		/** Negative where hours are taken back. */
		minutes: count('minutes').notNull(),
		grade: words('grade').$type<Grade>().notNull(),
		flags: json<readonly Flag[]>('flags').notNull(),
		note: words('note').notNull(),
		by: ref('by').notNull(),
		at: time('at').notNull(),
		decision: words('decision').$type<'confirmed' | 'rejected' | 'withdrawn'>(),
		decidedBy: ref('decided_by'),
		decidedAt: time('decided_at'),
		reason: words('reason'),
		/** The entry that this one takes back. */
		reverses: ref('reverses'),
		/** When another entry took this one back. */
		reversedAt: time('reversed_at')
	},
	(t) => [
		index('hours_by_person').on(t.person, t.day),
		index('hours_by_unit').on(t.unit, t.day),
		index('hours_by_maker').on(t.by, t.at),
		index('hours_to_confirm')
			.on(t.unit)
			.where(sql`decided_at is null`),
		uniqueIndex('hours_reversed_once')
			.on(t.reverses)
			.where(sql`reverses is not null`)
	]
);

/** A person's objection to what became of an entry, once each, and the answer (HO-14). */
export const hourAppeal = table(
	'hour_appeal',
	{
		id: id(),
		entry: ref('entry')
			.notNull()
			.references(() => hourEntry.id),
		person: ref('person').notNull(),
		unit: ref('unit').notNull(),
		/** Who had said no: somebody else answers. */
		decider: ref('decider').notNull(),
		reason: words('reason').notNull(),
		at: time('at').notNull(),
		dueAt: time('due_at').notNull(),
		verdict: words('verdict').$type<'granted' | 'upheld'>(),
		answer: words('answer'),
		answeredBy: ref('answered_by'),
		answeredAt: time('answered_at'),
		/** The entry that was made when it was granted. */
		instead: ref('instead')
	},
	(t) => [
		uniqueIndex('appeal_once').on(t.entry),
		index('appeals_open')
			.on(t.unit)
			.where(sql`answered_at is null`)
	]
);
