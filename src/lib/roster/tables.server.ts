import { day, id, index, json, ref, table, time, words } from '#lib/platform/db/columns.server.ts';
import { unit } from '#lib/org/tables.server.ts';
import type { Role } from '#lib/kernel/actor.ts';

/** One human being, whatever the roles (RO-1). */
export const person = table(
	'person',
	{
		id: id(),
		name: words('name').notNull(),
		/** Initials of the name in pinyin, lower case, for search: 林波玉 → lby. */
		initials: words('initials').notNull(),
		/** 11 digits, or null when the roster had none that is valid. */
		phone: words('phone'),
		gender: words('gender').$type<'female' | 'male'>(),
		politics: words('politics'),
		joinedParty: day('joined_party'),
		workUnit: words('work_unit'),
		skills: json<readonly string[]>('skills').notNull(),
		note: words('note'),
		createdAt: time('created_at').notNull()
	},
	(t) => [
		index('person_by_phone').on(t.phone),
		index('person_by_name').on(t.name),
		index('person_by_initials').on(t.initials)
	]
);

/** A seat: person × unit × role, from a day to a day (RO-2). */
export const membership = table(
	'membership',
	{
		id: id(),
		person: ref('person')
			.notNull()
			.references(() => person.id),
		unit: ref('unit')
			.notNull()
			.references(() => unit.code),
		role: words('role').$type<Role>().notNull(),
		from: day('from_day').notNull(),
		/** Last day on which it holds; null while it lasts. */
		to: day('to_day'),
		by: ref('by').notNull(),
		at: time('at').notNull()
	},
	(t) => [
		index('membership_by_person').on(t.person),
		index('membership_by_unit').on(t.unit, t.role)
	]
);

/** How a roster names units and roles in its own way; mapped once, remembered (RO-6). */
export const alias = table('roster_alias', {
	/** `unit:东海社区1网格` or `role:双报到党员`. */
	key: id('key'),
	value: words('value').notNull(),
	by: ref('by').notNull(),
	at: time('at').notNull()
});
