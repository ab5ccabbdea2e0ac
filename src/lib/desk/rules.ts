import type { Role } from '#lib/kernel/actor.ts';
import { DAY } from '#lib/kernel/time.ts';

/** Whom posts are meant for (DE-2). */
export const MAY_SERVE: readonly Role[] = ['volunteer', 'in_service_member', 'party_member'];

/** How far back a place counts as having claimed (DE-2). */
export const LOOKS_BACK = 60 * DAY;

/** How far ahead free places are counted (DE-3). */
export const LOOKS_AHEAD = 7 * DAY;

const LENGTHS = [6, 9, 12, 15, 17];

/** The unit one level below `unit` in which `code` lies; `unit` itself for its own people. */
export function groupOf(code: string, unit: string): string {
	const next = LENGTHS.find((length) => length > unit.length && length <= code.length);
	return next === undefined ? unit : code.slice(0, next);
}

export interface Served {
	readonly person: string;
	/** Where the person has a seat. */
	readonly unit: string;
}

/**
 * Counts per unit one level below: people who could serve, and those without a place (DE-2). A
 * person with seats in two of them counts in both.
 *
 * @param claimed people who hold a place
 */
export function countClaims(
	seats: readonly Served[],
	claimed: ReadonlySet<string>,
	unit: string
): { code: string; without: number; of: number }[] {
	const groups = new Map<string, Set<string>>();
	for (const seat of seats) {
		const code = groupOf(seat.unit, unit);
		const group = groups.get(code) ?? new Set<string>();
		groups.set(code, group.add(seat.person));
	}
	return [...groups]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([code, people]) => ({
			code,
			of: people.size,
			without: [...people].filter((person) => !claimed.has(person)).length
		}));
}
