import { isWithin, type PersonActor } from '#lib/kernel/actor.ts';
import { refused, type Refused } from '#lib/kernel/outcome.ts';
import { dayOf, MINUTE, type Day } from '#lib/kernel/time.ts';
import { LONGEST_SHIFT, type OpenShift, type Place, type ShiftCard } from './schema.ts';

export interface ShiftState {
	readonly startsAt: number;
	readonly endsAt: number;
	readonly capacity: number;
	readonly cancelledAt: number | null;
}

/** A live claim: of somebody who is coming or waits to. */
export interface LiveClaim {
	readonly id: string;
	readonly shift: string;
	readonly person: string;
	/** Order of arrival at the server; the person's clock has no say (PO-6). */
	readonly seq: number;
	readonly startsAt: number;
	readonly endsAt: number;
	readonly held: boolean;
}

/** A place that the same person has, with the name of what is done there. */
export interface OtherPlace extends LiveClaim {
	readonly title: string;
}

export const overlaps = (
	a: { readonly startsAt: number; readonly endsAt: number },
	b: { readonly startsAt: number; readonly endsAt: number }
): boolean => a.startsAt < b.endsAt && b.startsAt < a.endsAt;

/** [PO-3] Why a shift can no longer be claimed or left; `null` while it can. */
export function whyClosed(shift: ShiftState, now: number): Refused<'closed'> | null {
	if (shift.cancelledAt !== null)
		return refused('closed', { why: 'cancelled', startsAt: shift.startsAt });
	if (now >= shift.startsAt) return refused('closed', { why: 'started', startsAt: shift.startsAt });
	return null;
}

/**
 * Where a new claim goes.
 *
 * @param held places that are taken
 * @param waiting people on the waitlist
 * @param own live claims of the same person that touch this shift's hours, also one of this shift
 * @returns [PO-3] `closed`, [PO-4] `already`, [PO-5] `clash`, else [PO-6] a place or a number
 */
export function decideClaim(
	shift: ShiftState & { readonly id: string },
	held: number,
	waiting: number,
	own: readonly OtherPlace[],
	now: number
): Place | Refused<'closed' | 'already' | 'clash'> {
	const closed = whyClosed(shift, now);
	if (closed) return closed;
	const same = own.find((claim) => claim.shift === shift.id);
	if (same) return refused('already', { held: same.held });
	const clash = own.find((claim) => claim.held && overlaps(claim, shift));
	if (clash) {
		return refused('clash', {
			title: clash.title,
			shift: clash.shift,
			startsAt: clash.startsAt,
			endsAt: clash.endsAt
		});
	}
	return held < shift.capacity ? { place: 'held' } : { place: 'waiting', number: waiting + 1 };
}

/**
 * [PO-7] Who gets the places that are free: in order of arrival, passing over those who would then
 * be in two places at once; they keep their number.
 *
 * @param busy those who hold a place elsewhere during this shift
 */
export function promotions(
	capacity: number,
	claims: readonly LiveClaim[],
	busy: ReadonlySet<string>
): LiveClaim[] {
	const free = capacity - claims.filter((claim) => claim.held).length;
	if (free <= 0) return [];
	return claims
		.filter((claim) => !claim.held && !busy.has(claim.person))
		.sort((a, b) => a.seq - b.seq)
		.slice(0, free);
}

/**
 * [PO-12] Whether a place can be offered.
 *
 * @param own the claim whose place it is
 * @param offered it is on offer already
 * @param next somebody waits who could come now
 */
export function decideOffer(
	shift: ShiftState,
	own: { readonly held: boolean; readonly ended: boolean },
	offered: boolean,
	next: boolean,
	now: number
): Refused<'closed' | 'gone' | 'not_held' | 'offered' | 'others_wait'> | null {
	const closed = whyClosed(shift, now);
	if (closed) return closed;
	if (own.ended) return refused('gone', { why: 'place' });
	if (!own.held) return refused('not_held');
	if (offered) return refused('offered');
	return next ? refused('others_wait') : null;
}

/**
 * [PO-13] Whether somebody can take a place that is on offer.
 *
 * @param open neither withdrawn, declined nor taken, and its claim still holds
 * @param own live claims of the taker that touch these hours, also one of this shift
 */
export function decideTaking(
	shift: ShiftState & { readonly id: string },
	open: boolean,
	own: readonly OtherPlace[],
	now: number
): Refused<'closed' | 'gone' | 'already' | 'clash'> | null {
	const closed = whyClosed(shift, now);
	if (closed) return closed;
	if (!open) return refused('gone', { why: 'offer' });
	// On the waitlist of the same shift is no hindrance: the number turns into the place.
	const others = own.filter((claim) => claim.shift !== shift.id || claim.held);
	const decision = decideClaim({ ...shift, capacity: 1 }, 0, 0, others, now);
	return 'kind' in decision ? decision : null;
}

/** [PO-8] The times of new shifts: forward, at most 16 hours, not in the past, not twice the same. */
export function checkTimes(
	shifts: readonly { readonly id: string; readonly startsAt: number; readonly endsAt: number }[],
	now: number
): Refused<'bad_times'> | null {
	const starts = new Set<number>();
	for (const { startsAt, endsAt } of shifts) {
		if (endsAt <= startsAt) return refused('bad_times', { why: 'order', startsAt });
		if (endsAt - startsAt > LONGEST_SHIFT) return refused('bad_times', { why: 'long', startsAt });
		if (startsAt <= now) return refused('bad_times', { why: 'past', startsAt });
		if (starts.has(startsAt)) return refused('bad_times', { why: 'twice', startsAt });
		starts.add(startsAt);
	}
	if (new Set(shifts.map((shift) => shift.id)).size < shifts.length) {
		return refused('bad_times', { why: 'twice', startsAt: shifts[0]?.startsAt ?? 0 });
	}
	return null;
}

/** What a card says of a shift; the page has one chip for each. */
export type ShiftStatus =
	| { is: 'cancelled' | 'started' | 'ended' | 'held' }
	| { is: 'waiting'; number: number }
	| { is: 'free'; left: number }
	| { is: 'full'; waiting: number };

export function statusOf(shift: ShiftCard, now: number): ShiftStatus {
	if (shift.cancelledAt !== null) return { is: 'cancelled' };
	if (now >= shift.endsAt) return { is: 'ended' };
	if (shift.mine?.place === 'held') return { is: 'held' };
	if (now >= shift.startsAt) return { is: 'started' };
	if (shift.mine?.place === 'waiting') return { is: 'waiting', number: shift.mine.number };
	const left = shift.capacity - shift.held;
	return left > 0 ? { is: 'free', left } : { is: 'full', waiting: shift.waiting };
}

/** How far a post's unit is from the person's own: 0 same grid, 1 community, 2 town, 3 county. */
export function distanceTo(actor: PersonActor, unit: string): number {
	let nearest = 3;
	for (const { unit: own } of actor.memberships) {
		const steps = isWithin(unit, own) || isWithin(own, unit) ? 0 : stepsApart(own, unit);
		nearest = Math.min(nearest, steps);
	}
	return nearest;
}

function stepsApart(a: string, b: string): number {
	const shared = [15, 12, 9].findIndex(
		(length) => a.length >= length && a.slice(0, length) === b.slice(0, length)
	);
	return shared < 0 ? 3 : shared;
}

export const SORTS = ['soon', 'near', 'fits', 'new'] as const;
export type Sort = (typeof SORTS)[number];

const byTime = (a: OpenShift, b: OpenShift) =>
	a.startsAt - b.startsAt || a.title.localeCompare(b.title, 'zh');

/** [PO-9] The same shifts in the order the person asked for; equals by time. */
export function sortShifts(shifts: readonly OpenShift[], sort: Sort): OpenShift[] {
	const rank = {
		soon: () => 0,
		near: (shift: OpenShift) => shift.distance,
		fits: (shift: OpenShift) => (shift.fitsMe ? 0 : 1),
		new: (shift: OpenShift) => (shift.newToMe ? 0 : 1)
	}[sort];
	return [...shifts].sort((a, b) => rank(a) - rank(b) || byTime(a, b));
}

export interface DayOfShifts<Shift> {
	day: Day;
	shifts: Shift[];
}

/** Shifts by the day on which they begin, days in order, each day in the order given. */
export function byDay<Shift extends { readonly startsAt: number }>(
	shifts: readonly Shift[]
): DayOfShifts<Shift>[] {
	const days = new Map<Day, Shift[]>();
	for (const shift of shifts) {
		const day = dayOf(shift.startsAt);
		const list = days.get(day);
		if (list) list.push(shift);
		else days.set(day, [shift]);
	}
	return [...days]
		.map(([day, list]) => ({ day, shifts: list }))
		.sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** Length of a shift in whole minutes. */
export const plannedMinutes = (shift: { readonly startsAt: number; readonly endsAt: number }) =>
	Math.floor((shift.endsAt - shift.startsAt) / MINUTE);
