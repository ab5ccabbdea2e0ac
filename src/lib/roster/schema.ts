import type { Role } from '#lib/kernel/actor.ts';

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
