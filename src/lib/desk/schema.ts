import type { Role } from '#lib/kernel/actor.ts';

export interface DeskUnit {
	code: string;
	name: string;
}

export interface DeskView {
	unit: DeskUnit;
	/** Entries of hours that wait for a second person and that the reader may decide on. */
	hours: number;
	/** Red lists that wait for the reader: to check or to publish. */
	boards: number;
	/** Of the seats that should be filled here and below. */
	seats: { vacant: number; wanted: number };
	/** Places nobody has taken, in shifts of the next seven days. */
	places: { free: number; shifts: number };
	/** People who could serve, and those of them who hold no place (DE-2). */
	claims: { without: number; of: number };
}

export interface VacantSeatsView {
	unit: DeskUnit;
	rows: readonly { code: string; name: string; role: Role }[];
}

export interface ClaimsView {
	unit: DeskUnit;
	/** One level below, and the unit's own people where it has some. */
	rows: readonly { code: string; name: string; without: number; of: number }[];
}
