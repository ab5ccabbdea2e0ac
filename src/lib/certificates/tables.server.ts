import { sql } from 'drizzle-orm';
import {
	bytes,
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
import { person } from '#lib/roster/tables.server.ts';
import type { Content, IdKind } from './schema.ts';

/** A certificate from the request on. Nothing is deleted but the identity number (CE-9). */
export const certificate = table(
	'certificate',
	{
		id: id(),
		person: ref('person')
			.notNull()
			.references(() => person.id),
		unit: ref('unit')
			.notNull()
			.references(() => unit.code),
		from: day('from').notNull(),
		to: day('to').notNull(),
		purpose: words('purpose').notNull(),
		volunteerNumber: words('volunteer_number').notNull(),
		askedBy: ref('asked_by').notNull(),
		askedAt: time('asked_at').notNull(),
		noticeUntil: time('notice_until').notNull(),
		/** Sealed by a key that is not in the database; null once it was issued or dropped. */
		idSealed: bytes('id_sealed'),
		idKind: words('id_kind').$type<IdKind>(),
		/** The last four characters. */
		idTail: words('id_tail'),
		droppedBy: ref('dropped_by'),
		droppedAt: time('dropped_at'),
		/** Running number of the unit in the year. */
		year: words('year'),
		running: count('running'),
		number: words('number'),
		issuedBy: ref('issued_by'),
		issuedAt: time('issued_at'),
		minutes: count('minutes'),
		content: json<Content>('content'),
		revokedBy: ref('revoked_by'),
		revokedAt: time('revoked_at'),
		/** Why it was dropped or revoked. */
		reason: words('reason')
	},
	(t) => [
		index('certificate_by_person').on(t.person),
		index('certificate_by_unit').on(t.unit, t.askedAt),
		uniqueIndex('certificate_number')
			.on(t.number)
			.where(sql`number is not null`),
		uniqueIndex('certificate_running')
			.on(t.unit, t.year, t.running)
			.where(sql`number is not null`)
	]
);
