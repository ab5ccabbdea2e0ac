/**
 * Who acts, and what follows from the seats they hold. Names of roles are the glossary's
 * (docs/glossary.md). A unit's code is a prefix of its children's, so a subtree is a prefix.
 */

export const ROLES = [
	'county_admin',
	'town_admin',
	'community_secretary',
	'grid_leader',
	'full_time',
	'part_time',
	'grid_guide',
	'micro_grid_leader',
	'party_group_leader',
	'party_member',
	'in_service_member',
	'volunteer',
	'resident',
	'partner_unit',
	'department'
] as const;
export type Role = (typeof ROLES)[number];

export interface ActorMembership {
	/** Code of the unit in which the seat is held. */
	readonly unit: string;
	readonly role: Role;
}

export interface PersonActor {
	readonly kind: 'person';
	readonly id: string;
	readonly name: string;
	/** Only those in force today. */
	readonly memberships: readonly ActorMembership[];
	/** Hashed id of the session that speaks; absent in tests and seeds. */
	readonly session?: string;
}

/** The application itself: the command line, a job, a seed. It is asked for no rights. */
export interface SystemActor {
	readonly kind: 'system';
	readonly id: 'system';
	readonly name: 'cli' | 'job' | 'seed' | 'first-run';
}

export type Actor = PersonActor | SystemActor;

export const systemActor = (name: SystemActor['name']): SystemActor => ({
	kind: 'system',
	id: 'system',
	name
});

/** Those who run a unit: they open posts and meetings, keep the roster, confirm hours. */
export const LEADERS: readonly Role[] = [
	'county_admin',
	'town_admin',
	'community_secretary',
	'grid_leader'
];

/** Those who answer for what is published and for who is on the roster. */
export const SECRETARIES: readonly Role[] = ['county_admin', 'town_admin', 'community_secretary'];

/** `unit` is `root` or lies below it. */
export const isWithin = (unit: string, root: string): boolean => unit.startsWith(root);

/** The actor holds one of `roles` in `unit` or in a unit above it. */
export function holds(actor: Actor, roles: readonly Role[], unit: string): boolean {
	if (actor.kind === 'system') return true;
	return actor.memberships.some((m) => isWithin(unit, m.unit) && roles.includes(m.role));
}

/** The actor runs `unit`: a leader's seat there or above. */
export const leads = (actor: Actor, unit: string): boolean => holds(actor, LEADERS, unit);

/** The actor has any seat in `unit` or above it: `unit` lies in one of the actor's subtrees. */
export const sees = (actor: Actor, unit: string): boolean => holds(actor, ROLES, unit);

/** The actor has a seat somewhere in the subtree of `unit`, or runs it from above. */
export function belongs(actor: Actor, unit: string): boolean {
	if (actor.kind === 'system') return true;
	return actor.memberships.some((m) => isWithin(m.unit, unit)) || leads(actor, unit);
}

/** Codes of the subtrees the actor sees, without those that lie in another of them. */
export function scopeOf(actor: PersonActor): readonly string[] {
	const units = [...new Set(actor.memberships.map((m) => m.unit))].sort();
	return units.filter((unit) => !units.some((root) => root !== unit && isWithin(unit, root)));
}

export const isSelf = (actor: Actor, person: string): boolean =>
	actor.kind === 'person' && actor.id === person;
