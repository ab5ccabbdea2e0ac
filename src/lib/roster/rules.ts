/** Rules RO-1 to RO-9 of people and seats: README.md says them in words. */
import {
	holds,
	isSelf,
	isWithin,
	LEADERS,
	leads,
	SECRETARIES,
	type Actor,
	type ActorMembership,
	type Role
} from '#lib/kernel/actor.ts';
import { DAY, dayOf, startOfDay, type Day } from '#lib/kernel/time.ts';
import { levelOfCode } from '#lib/org/rules.ts';
import type { UnitKind, UnitLevel } from '#lib/org/schema.ts';

/** [RO-4] In which units a seat can be held; a role that is not named here fits everywhere. */
const SEATS_OF: Readonly<Partial<Record<Role, readonly UnitLevel[]>>> = {
	county_admin: ['county'],
	town_admin: ['town'],
	community_secretary: ['community'],
	grid_leader: ['grid'],
	full_time: ['grid'],
	part_time: ['grid'],
	grid_guide: ['grid'],
	micro_grid_leader: ['micro_grid', 'grid'],
	party_group_leader: ['grid', 'community'],
	department: ['county', 'town']
};

export function seatFits(unit: string, role: Role): boolean {
	const level = levelOfCode(unit);
	return level !== null && (SEATS_OF[role]?.includes(level) ?? true);
}

/** Who leads a unit of each level: the seat whose vacancy is a finding (OR-5). */
export const LEADER_OF: Readonly<Record<UnitLevel, Role>> = {
	county: 'county_admin',
	town: 'town_admin',
	community: 'community_secretary',
	grid: 'grid_leader',
	micro_grid: 'micro_grid_leader'
};

/** [RO-7] 1+3+N: the one and the three of a land grid. Everybody else is N. */
export const GRID_SEATS: readonly Role[] = ['grid_leader', 'full_time', 'part_time', 'grid_guide'];

/** The seats a unit should have filled. */
export function seatsWanted(level: UnitLevel, kind: UnitKind | null): readonly Role[] {
	return level === 'grid' && kind === 'land' ? GRID_SEATS : [LEADER_OF[level]];
}

/**
 * [RO-5] Who may give a seat or end it: leaders' seats are given from above, a county
 * administrator's by another one; all others by those who run the unit.
 */
export function maySeat(actor: Actor, unit: string, role: Role): boolean {
	if (actor.kind === 'system') return true;
	if (role === 'county_admin') return holds(actor, ['county_admin'], unit);
	if (!LEADERS.includes(role)) return leads(actor, unit);
	return actor.memberships.some(
		(m) => SECRETARIES.includes(m.role) && isWithin(unit, m.unit) && m.unit !== unit
	);
}

/**
 * [RO-8] Who may change a person's entry: somebody who runs a unit where the person has a seat,
 * if none of the person's leading seats lies outside what that somebody runs.
 */
export function mayEdit(actor: Actor, seats: readonly ActorMembership[]): boolean {
	if (actor.kind === 'system') return true;
	const leading = seats.filter((seat) => LEADERS.includes(seat.role));
	return seats.some((s) => leads(actor, s.unit)) && leading.every((s) => leads(actor, s.unit));
}

/** Those who work in the grid, and see who else does. Phones are another matter (RO-9). */
export const STAFF: readonly Role[] = [
	...LEADERS,
	'full_time',
	'part_time',
	'grid_guide',
	'micro_grid_leader',
	'party_group_leader'
];

/** Whether the actor may look through the roster of `unit`. */
export const seesRoster = (actor: Actor, unit: string): boolean => holds(actor, STAFF, unit);

/** [RO-9] A phone in clear only for the person and for those who run one of the person's units. */
export function seesPhone(
	actor: Actor,
	person: string,
	seats: readonly Pick<ActorMembership, 'unit'>[]
): boolean {
	return isSelf(actor, person) || seats.some((seat) => leads(actor, seat.unit));
}

export const maskPhone = (phone: string | null): string | null =>
	phone === null ? null : `${phone.slice(0, 3)}****${phone.slice(-4)}`;

/** [RO-2] A seat holds from its first day to its last, both included. */
export const holdsOn = (seat: { from: Day; to: Day | null }, day: Day): boolean =>
	seat.from <= day && (seat.to === null || seat.to >= day);

/** The day before: the last day of a seat that ends today. */
export const dayBefore = (day: Day): Day => dayOf(startOfDay(day) - DAY);
