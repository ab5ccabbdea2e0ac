import { sql } from 'drizzle-orm';
import {
	count,
	id,
	index,
	json,
	ref,
	sequence,
	table,
	time,
	uniqueIndex,
	words
} from '#lib/platform/db/columns.server.ts';
import { unit } from '#lib/org/tables.server.ts';
import { person } from '#lib/roster/tables.server.ts';
import type { Insurance, PostKind, SeriesDays } from './schema.ts';

/** A standing service post. Its texts may be mended; the command log keeps what they were. */
export const post = table(
	'post',
	{
		id: id(),
		unit: ref('unit')
			.notNull()
			.references(() => unit.code),
		/** Who may see and claim (PO-2). Fixed: claims rest on it. */
		audience: ref('audience')
			.notNull()
			.references(() => unit.code),
		kind: words('kind').$type<PostKind>().notNull(),
		title: words('title').notNull(),
		place: words('place').notNull(),
		duties: words('duties').notNull(),
		bring: words('bring').notNull(),
		skills: json<readonly string[]>('skills').notNull(),
		risks: words('risks').notNull(),
		insurance: words('insurance').$type<Insurance>().notNull(),
		contact: words('contact').notNull(),
		by: ref('by').notNull(),
		at: time('at').notNull(),
		editedBy: ref('edited_by'),
		editedAt: time('edited_at'),
		/** Set once, with who and why: a closed post stays closed. */
		closedBy: ref('closed_by'),
		closedAt: time('closed_at'),
		closeReason: words('close_reason')
	},
	(t) => [index('post_by_unit').on(t.unit)]
);

/** Shifts that were opened together, and the pattern of their days (PO-14). Never changed. */
export const series = table('shift_series', {
	id: id(),
	post: ref('post')
		.notNull()
		.references(() => post.id),
	days: json<SeriesDays>('days').notNull(),
	start: words('start').notNull(),
	end: words('end').notNull(),
	by: ref('by').notNull(),
	at: time('at').notNull()
});

/** One dated session. Its times never change: a moved shift is cancelled and a new one opened. */
export const shift = table(
	'shift',
	{
		id: id(),
		post: ref('post')
			.notNull()
			.references(() => post.id),
		/** As in its post: so that what is near and open is one range of an index. */
		unit: ref('unit').notNull(),
		audience: ref('audience').notNull(),
		startsAt: time('starts_at').notNull(),
		endsAt: time('ends_at').notNull(),
		capacity: count('capacity').notNull(),
		/** Null for one that was opened alone. */
		series: ref('series').references(() => series.id),
		by: ref('by').notNull(),
		at: time('at').notNull(),
		cancelledBy: ref('cancelled_by'),
		cancelledAt: time('cancelled_at'),
		cancelReason: words('cancel_reason')
	},
	(t) => [
		index('shift_by_post').on(t.post, t.startsAt),
		index('shift_by_audience').on(t.audience, t.startsAt),
		index('shift_by_start').on(t.startsAt),
		index('shift_by_series').on(t.series, t.startsAt)
	]
);

/**
 * A person's place in a shift or on its waitlist. `seq` is the order of arrival at the server. What
 * happens to it later is added once, with its time: promoted (`heldAt`), ended (`endedAt`).
 */
export const claim = table(
	'claim',
	{
		seq: sequence('seq'),
		id: words('id').notNull().unique(),
		shift: ref('shift')
			.notNull()
			.references(() => shift.id),
		person: ref('person')
			.notNull()
			.references(() => person.id),
		/** As in its shift: overlaps are found without reading every shift of a person's past. */
		startsAt: time('starts_at').notNull(),
		endsAt: time('ends_at').notNull(),
		at: time('at').notNull(),
		claimedAt: time('claimed_at').notNull(),
		/** Null while on the waitlist. */
		heldAt: time('held_at'),
		endedAt: time('ended_at'),
		endedBy: ref('ended_by'),
		ended: words('ended').$type<'left' | 'cancelled' | 'handed_on'>()
	},
	(t) => [
		index('claim_by_shift').on(t.shift, t.endedAt, t.heldAt),
		index('claim_by_person').on(t.person, t.endsAt),
		// The rules refuse a second claim before this does; it keeps a mistake of ours from staying.
		uniqueIndex('claim_once')
			.on(t.shift, t.person)
			.where(sql`ended_at is null`)
	]
);

/**
 * A place that its person would hand on (PO-12). Open while `endedAt` is null, its claim holds and
 * its shift has not begun: what ends those ends it too, without a write.
 */
export const placeOffer = table(
	'place_offer',
	{
		id: id(),
		claim: ref('claim').notNull(),
		shift: ref('shift')
			.notNull()
			.references(() => shift.id),
		person: ref('person')
			.notNull()
			.references(() => person.id),
		/** The one who is asked; null: everybody in the audience. */
		to: ref('to'),
		at: time('at').notNull(),
		offeredAt: time('offered_at').notNull(),
		endedAt: time('ended_at'),
		endedBy: ref('ended_by'),
		ended: words('ended').$type<'taken' | 'withdrawn' | 'declined'>(),
		/** The claim that it became. */
		became: ref('became')
	},
	(t) => [
		index('place_offer_by_shift').on(t.shift, t.endedAt),
		index('place_offer_by_person').on(t.person, t.endedAt),
		index('place_offer_by_asked').on(t.to, t.endedAt),
		uniqueIndex('place_offer_once')
			.on(t.claim)
			.where(sql`ended_at is null`)
	]
);
