/** The hours that boards count, as the capability below gives them. */
import type { Tx } from '#lib/platform/db/port.server.ts';

export interface ConfirmedHours {
	readonly person: string;
	/** Where they were served. */
	readonly unit: string;
	readonly grade: 'A' | 'B';
	readonly minutes: number;
	/** How many entries the minutes are of. */
	readonly entries: number;
}

export interface HoursAsked {
	readonly unit: string;
	/** Moments, `[from, to)`. */
	readonly from: number;
	readonly to: number;
}

/** Confirmed hours in the unit and below that began in the period (HN-1). */
export async function confirmedHours(
	_q: Tx,
	_asked: HoursAsked
): Promise<readonly ConfirmedHours[]> {
	return [];
}
