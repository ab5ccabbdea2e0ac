import { count, id, index, json, ref, sequence, table, time, words } from './db/columns.server.ts';

/**
 * Idempotency record and audit entry in one. Rows are appended and hash-chained: `hash` covers the
 * row and `prevHash`, so a row that is changed or removed later shows.
 */
export const commandLog = table('command_log', {
	seq: sequence('seq'),
	id: words('id').notNull().unique(),
	name: words('name').notNull(),
	actor: ref('actor').notNull(),
	via: words('via').notNull(),
	/** Unit the command touched, when it has one: the audit view of a secretary is a prefix range. */
	unit: ref('unit'),
	inputHash: words('input_hash').notNull(),
	input: json<unknown>('input').notNull(),
	outcome: json<StoredOutcome>('outcome').notNull(),
	claimedAt: time('claimed_at').notNull(),
	receivedAt: time('received_at').notNull(),
	appVersion: words('app_version').notNull(),
	prevHash: words('prev_hash').notNull(),
	hash: words('hash').notNull()
});

export type StoredOutcome =
	| { kind: 'done'; data: unknown }
	| { kind: 'refused'; code: string; params: Record<string, string | number | boolean | null> };

/** Everything that happened, in order. `seq` is what clients have seen; jobs and notices read it. */
export const event = table(
	'event',
	{
		seq: sequence('seq'),
		name: words('name').notNull(),
		topics: json<readonly string[]>('topics').notNull(),
		payload: json<unknown>('payload').notNull(),
		command: ref('command').notNull(),
		at: time('at').notNull()
	},
	(t) => [index('event_by_name').on(t.name, t.seq)]
);

/** How far each reader of the event table has come (notifications, exports). */
export const cursor = table('event_cursor', {
	reader: id('reader'),
	seq: count('seq').notNull()
});

/** Settings of this county that people change: small, named, rarely written. */
export const setting = table('setting', {
	name: id('name'),
	value: json<unknown>('value').notNull(),
	at: time('at').notNull()
});
