import type { Role } from '#lib/kernel/actor.ts';
import type { Day } from '#lib/kernel/time.ts';

/** The least a screen needs to name a person. */
export interface PersonName {
	id: string;
	name: string;
}

export interface SeatView {
	unit: string;
	unitName: string;
	role: Role;
}

/** A seat as the roster keeps it. */
export interface SeatRow {
	id: string;
	person: string;
	unit: string;
	role: Role;
	from: Day;
	/** Last day on which it holds; null while it lasts. */
	to: Day | null;
}

/** A seat in force and who holds it. */
export interface MemberRow {
	membership: string;
	person: string;
	name: string;
	unit: string;
	role: Role;
	from: Day;
	to: Day | null;
}

/** A person as the roster keeps them. The phone is in clear: a view masks it (RO-9). */
export interface PersonRow {
	id: string;
	name: string;
	initials: string;
	phone: string | null;
	gender: 'female' | 'male' | null;
	politics: string | null;
	joinedParty: Day | null;
	workUnit: string | null;
	skills: readonly string[];
	note: string | null;
	createdAt: number;
}
