import {
	and,
	asc,
	countDistinct,
	eq,
	gte,
	inArray,
	isNull,
	like,
	lte,
	or,
	type SQL
} from 'drizzle-orm';
import { isSelf, leads, scopeOf, sees, type PersonActor, type Role } from '#lib/kernel/actor.ts';
import { dayOf, type Day } from '#lib/kernel/time.ts';
import { findUnit, subtree, unitNames, within } from '#lib/org/repo.server.ts';
import { bandFindings } from '#lib/org/rules.ts';
import type { Tx } from '#lib/platform/db/port.server.ts';
import { reads } from '#lib/platform/handler.server.ts';
import { findPerson, membersOf, seatsOf } from './repo.server.ts';
import { holdsOn, LEADER_OF, maskPhone, seatsWanted, seesPhone, seesRoster } from './rules.ts';
import type { PersonListed } from './schema.views.ts';
import type { MemberRow, PersonName } from './schema.ts';
import { membership, person } from './tables.server.ts';
import { findings, people, personPage, staffing } from './views.ts';

const PAGE = 50;

export const readers = [
	reads(staffing, async (q, { code }, { actor, now }) => {
		if (!actor || !sees(actor, code)) return null;
		const units = (await subtree(q, code)).filter(
			(unit) => unit.closedAt === null || unit.code === code
		);
		const [unit] = units;
		if (unit?.code !== code) return null;
		const members = await membersOf(q, code, { now, deep: true });
		const at = Map.groupBy(members, (m) => m.unit);
		const sit = (where: string, role: Role) => at.get(where)?.filter((m) => m.role === role) ?? [];
		const wanted = seatsWanted(unit.level, unit.kind);
		const others = Map.groupBy(
			(at.get(code) ?? []).filter((m) => !wanted.includes(m.role)),
			(m) => m.role
		);
		const below = new Map<Role, { wanted: number; vacant: number }>();
		for (const child of units.slice(1)) {
			for (const role of seatsWanted(child.level, child.kind)) {
				const sum = below.get(role) ?? { wanted: 0, vacant: 0 };
				sum.wanted += 1;
				if (sit(child.code, role).length === 0) sum.vacant += 1;
				below.set(role, sum);
			}
		}
		return {
			seats: wanted.map((role) => ({ role, people: sit(code, role).map(named) })),
			others: [...others].map(([role, rows]) => ({ role, count: rows.length })),
			below: [...below].map(([role, sum]) => ({ role, ...sum })),
			people: new Set(members.map((m) => m.person)).size
		};
	}),

	reads(findings, async (q, { code }, { actor, now }) => {
		if (!actor || !sees(actor, code)) return null;
		const units = (await subtree(q, code)).filter((unit) => unit.closedAt === null);
		if (units.length === 0) return null;
		const leaders = await membersOf(q, code, { now, deep: true, roles: Object.values(LEADER_OF) });
		const led = new Set(leaders.map((m) => `${m.unit} ${m.role}`));
		return {
			bands: bandFindings(units),
			leaderless: units
				.filter((unit) => !led.has(`${unit.code} ${LEADER_OF[unit.level]}`))
				.map(({ code, name, level }) => ({ code, name, level }))
		};
	}),

	reads(people, async (q, { unit, search, role, page }, { actor, now }) => {
		if (!actor || !seesRoster(actor, unit)) return null;
		const root = await findUnit(q, unit);
		if (!root) return null;
		const matches = matching(actor, unit, search);
		const where = and(
			within(membership.unit, unit),
			inForce(dayOf(now)),
			role ? eq(membership.role, role) : undefined,
			matches
		);
		const [{ total = 0 } = {}] = await q
			.select({ total: countDistinct(person.id) })
			.from(membership)
			.innerJoin(person, eq(person.id, membership.person))
			.where(where);
		const found = await q
			.selectDistinct({
				id: person.id,
				name: person.name,
				initials: person.initials,
				phone: person.phone
			})
			.from(membership)
			.innerJoin(person, eq(person.id, membership.person))
			.where(where)
			.orderBy(asc(person.initials), asc(person.name), asc(person.id))
			.limit(PAGE)
			.offset((page - 1) * PAGE);
		return {
			unit: { code: root.code, name: root.name },
			people: await listed(q, found, actor, now),
			total,
			page,
			pages: Math.max(1, Math.ceil(total / PAGE))
		};
	}),

	reads(personPage, async (q, { person: id }, { actor, now }) => {
		if (!actor) return null;
		const found = await findPerson(q, id);
		if (!found) return null;
		const today = dayOf(now);
		const own = isSelf(actor, id);
		const all = await seatsOf(q, id);
		const inForceNow = all.filter((seat) => holdsOn(seat, today));
		const shown = all.filter((seat) => own || seesRoster(actor, seat.unit));
		if (
			!own &&
			!shown.some((seat) => holdsOn(seat, today)) &&
			!shown.some((s) => leads(actor, s.unit))
		) {
			return null;
		}
		const whole = seesPhone(actor, id, inForceNow.length > 0 ? inForceNow : all);
		const names = await unitNames(
			q,
			shown.map((seat) => seat.unit)
		);
		const { name, phone, gender, politics, joinedParty, workUnit, skills, note } = found;
		return {
			id,
			name,
			phone: whole ? phone : maskPhone(phone),
			whole,
			skills,
			...(whole
				? { gender, politics, joinedParty, workUnit, note: own ? null : note }
				: { gender: null, politics: null, joinedParty: null, workUnit: null, note: null }),
			seats: shown.map((seat) => ({
				id: seat.id,
				unit: seat.unit,
				unitName: names.get(seat.unit) ?? seat.unit,
				role: seat.role,
				from: seat.from,
				to: seat.to,
				now: holdsOn(seat, today)
			}))
		};
	})
];

const named = (m: MemberRow): PersonName => ({ id: m.person, name: m.name });

const inForce = (day: Day) =>
	and(lte(membership.from, day), or(isNull(membership.to), gte(membership.to, day)));

/** What a typed word means: four digits a phone's end, letters initials, anything else a name. */
function matching(actor: PersonActor, unit: string, search: string): SQL | undefined {
	const word = search
		.normalize('NFKC')
		.replace(/[%_\\]/g, '')
		.trim();
	if (word === '') return undefined;
	if (/^\d+$/.test(word)) {
		// Whoever may not see a phone may not find it out by trying, either.
		if (!leads(actor, unit)) return eq(person.id, '');
		return word.length === 11 ? eq(person.phone, word) : like(person.phone, `%${word}`);
	}
	if (/^[a-z]+$/i.test(word)) {
		return or(like(person.initials, `${word.toLowerCase()}%`), like(person.name, `%${word}%`));
	}
	return like(person.name, `%${word}%`);
}

async function listed(
	q: Tx,
	rows: readonly { id: string; name: string; phone: string | null }[],
	actor: PersonActor,
	now: number
): Promise<PersonListed[]> {
	if (rows.length === 0) return [];
	const ids = rows.map((row) => row.id);
	const seats = await q
		.select({ person: membership.person, unit: membership.unit, role: membership.role })
		.from(membership)
		.where(and(inArray(membership.person, ids), inForce(dayOf(now))))
		.orderBy(asc(membership.id));
	const scope = scopeOf(actor);
	const names = await unitNames(
		q,
		seats.map((seat) => seat.unit)
	);
	const held = Map.groupBy(seats, (seat) => seat.person);
	return rows.map(({ id, name, phone }) => {
		const own = held.get(id) ?? [];
		return {
			id,
			name,
			phone: seesPhone(actor, id, own) ? phone : maskPhone(phone),
			seats: own
				.filter((seat) => scope.some((root) => seat.unit.startsWith(root)))
				.map(({ unit, role }) => ({ unit, role, unitName: names.get(unit) ?? unit }))
		};
	});
}
