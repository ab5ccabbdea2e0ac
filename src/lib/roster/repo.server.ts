import { and, asc, eq, gte, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import { ROLES, type ActorMembership, type PersonActor, type Role } from '#lib/kernel/actor.ts';
import { dayOf, type Day } from '#lib/kernel/time.ts';
import { within } from '#lib/org/repo.server.ts';
import { prepared, type Tx } from '#lib/platform/db/port.server.ts';
import type { MemberRow, PersonRow, SeatRow } from './schema.ts';
import { alias, membership, person } from './tables.server.ts';

/** SQLite takes 32,766 parameters; long lists of ids are asked for in parts. */
const PART = 500;

const parts = <T>(list: readonly T[]): T[][] =>
	Array.from({ length: Math.ceil(list.length / PART) }, (_, i) =>
		list.slice(i * PART, (i + 1) * PART)
	);

/** A seat is in force from its first day to its last, both included (RO-2). */
const inForce = (day: Day) =>
	and(lte(membership.from, day), or(isNull(membership.to), gte(membership.to, day)));

/** Built once: it runs at nearly every request. */
const personAndSeats = prepared((q) => {
	const day = sql.placeholder('day');
	return q
		.select({ name: person.name, unit: membership.unit, role: membership.role })
		.from(person)
		.leftJoin(
			membership,
			and(
				eq(membership.person, person.id),
				lte(membership.from, day),
				or(isNull(membership.to), gte(membership.to, day))
			)
		)
		.where(eq(person.id, sql.placeholder('id')))
		.prepare();
});

/**
 * Who a person is today: name and the seats in force on the Shanghai day of `now`. `null` when
 * there is no such person. Read at every request; nothing about rights is kept in a session.
 */
export async function actorFor(q: Tx, id: string, now: number): Promise<PersonActor | null> {
	const rows = await personAndSeats(q).execute({ id, day: dayOf(now) });
	const [first] = rows;
	if (!first) return null;
	const memberships = rows.flatMap((row): ActorMembership[] =>
		row.unit && row.role ? [{ unit: row.unit, role: row.role }] : []
	);
	return { kind: 'person', id, name: first.name, memberships };
}

/** Names by id, for views that show people beside something else. */
export async function peopleNames(q: Tx, ids: readonly string[]): Promise<Map<string, string>> {
	const names = new Map<string, string>();
	for (const part of parts([...new Set(ids)])) {
		const rows = await q
			.select({ id: person.id, name: person.name })
			.from(person)
			.where(inArray(person.id, part));
		for (const row of rows) names.set(row.id, row.name);
	}
	return names;
}

/** The person with this id, whole; `null` when there is none. Phones in clear: mask before showing. */
export async function findPerson(q: Tx, id: string): Promise<PersonRow | null> {
	const [row] = await q.select().from(person).where(eq(person.id, id));
	return row ?? null;
}

/** Everybody with this phone. A family may share one, so there can be several (RO-3). */
export async function peopleByPhone(q: Tx, phone: string): Promise<PersonRow[]> {
	return q.select().from(person).where(eq(person.phone, phone)).orderBy(asc(person.id));
}

/** Name and phone of everybody who has one of these phones. */
export async function peopleByPhones(
	q: Tx,
	phones: readonly string[]
): Promise<{ name: string; phone: string | null }[]> {
	const found: { name: string; phone: string | null }[] = [];
	for (const part of parts([...new Set(phones)])) {
		const columns = { name: person.name, phone: person.phone };
		found.push(...(await q.select(columns).from(person).where(inArray(person.phone, part))));
	}
	return found;
}

/** Everybody with exactly this name. */
export async function peopleByName(q: Tx, name: string): Promise<PersonRow[]> {
	return q.select().from(person).where(eq(person.name, name)).orderBy(asc(person.id));
}

/**
 * Seats in force on the day of `now` in `unit`, or with `deep` also below it; `roles` narrows.
 * Ordered by unit, then as the seats were given.
 */
export async function membersOf(
	q: Tx,
	unit: string,
	{ now, deep = false, roles }: { now: number; deep?: boolean; roles?: readonly Role[] }
): Promise<MemberRow[]> {
	return q
		.select({
			membership: membership.id,
			person: person.id,
			name: person.name,
			unit: membership.unit,
			role: membership.role,
			from: membership.from,
			to: membership.to
		})
		.from(membership)
		.innerJoin(person, eq(person.id, membership.person))
		.where(
			and(
				deep ? within(membership.unit, unit) : eq(membership.unit, unit),
				inForce(dayOf(now)),
				roles ? inArray(membership.role, [...roles]) : undefined
			)
		)
		.orderBy(asc(membership.unit), asc(membership.id));
}

/** All seats of a person, past and to come as well, the newest first. */
export async function seatsOf(q: Tx, id: string): Promise<SeatRow[]> {
	const rows = await q
		.select({
			id: membership.id,
			person: membership.person,
			unit: membership.unit,
			role: membership.role,
			from: membership.from,
			to: membership.to
		})
		.from(membership)
		.where(eq(membership.person, id));
	return rows.sort((a, b) => b.from.localeCompare(a.from) || b.id.localeCompare(a.id));
}

/** A seat by its id, ended or not. */
export async function findSeat(q: Tx, id: string): Promise<SeatRow | null> {
	const [row] = await q
		.select({
			id: membership.id,
			person: membership.person,
			unit: membership.unit,
			role: membership.role,
			from: membership.from,
			to: membership.to
		})
		.from(membership)
		.where(eq(membership.id, id));
	return row ?? null;
}

/** Words of files that were mapped before (RO-6), squashed, by what they stand for. */
export async function rememberedAliases(
	q: Tx
): Promise<{ unitAliases: Map<string, string>; roleAliases: Map<string, Role> }> {
	const unitAliases = new Map<string, string>();
	const roleAliases = new Map<string, Role>();
	for (const { key, value } of await q.select().from(alias)) {
		const at = key.indexOf(':');
		const word = key.slice(at + 1);
		const role = ROLES.find((known) => known === value);
		if (key.startsWith('unit:')) unitAliases.set(word, value);
		else if (role) roleAliases.set(word, role);
	}
	return { unitAliases, roleAliases };
}

/** Nobody is in the roster yet: the county is still to be started. */
export async function noPeople(q: Tx): Promise<boolean> {
	const rows = await q.select({ id: person.id }).from(person).limit(1);
	return rows.length === 0;
}
