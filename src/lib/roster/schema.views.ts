import type { Role } from '#lib/kernel/actor.ts';
import type { Day } from '#lib/kernel/time.ts';
import type { UnitLevel } from '#lib/org/schema.ts';
import type { PersonName, SeatView } from './schema.ts';

export interface StaffingView {
	/** The seats that should be filled, in the order of 1+3; empty `people` is a vacancy. */
	seats: readonly { role: Role; people: readonly PersonName[] }[];
	/** N: everybody else with a seat in this very unit, counted by role. */
	others: readonly { role: Role; count: number }[];
	/** Below this unit: how many seats of each kind are wanted and how many are vacant. */
	below: readonly { role: Role; wanted: number; vacant: number }[];
	/** People with a seat here or below. */
	people: number;
}

export interface FindingsView {
	/** [OR-3] [OR-4] */
	bands: readonly {
		code: string;
		name: string;
		level: UnitLevel;
		households: number;
		low: number;
		high: number;
	}[];
	/** [OR-5] */
	leaderless: readonly { code: string; name: string; level: UnitLevel }[];
}

export interface PersonListed extends PersonName {
	/** In clear only for those who run one of the person's units (RO-9). */
	phone: string | null;
	seats: readonly SeatView[];
}

export interface PeopleView {
	unit: { code: string; name: string };
	people: readonly PersonListed[];
	total: number;
	page: number;
	pages: number;
}

export interface PersonView extends PersonName {
	phone: string | null;
	/** Whether the phone is in clear, and with it the fields below. */
	whole: boolean;
	gender: 'female' | 'male' | null;
	politics: string | null;
	joinedParty: Day | null;
	workUnit: string | null;
	skills: readonly string[];
	note: string | null;
	/** Of those units that the reader sees; a person sees all their own. Ended ones too. */
	seats: readonly (SeatView & { id: string; from: Day; to: Day | null; now: boolean })[];
}
