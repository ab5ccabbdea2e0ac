import type { Actor } from '#lib/kernel/actor.ts';
import { refused, type Refused } from '#lib/kernel/outcome.ts';
import { DAY, dayOf, HOUR, MINUTE, type Day } from '#lib/kernel/time.ts';
import { overlaps, plannedMinutes } from '#lib/posts/rules.ts';
import type { ByGrade, EntryState, Flag, Grade } from './schema.ts';

/** [HO-2] Marks are taken from half an hour before a shift to two hours after it. */
export const OPENS_BEFORE = 30 * MINUTE;
export const CLOSES_AFTER = 2 * HOUR;
/** [HO-3] Two clocks that differ by less than this agree. */
export const SKEW = 10 * MINUTE;
/** [HO-3] How long a mark that was made without network may take to arrive. */
export const ARRIVES_WITHIN = 7 * DAY;
/** [HO-5] How long after its end a leader may tick off who came. */
export const TICK_WITHIN = DAY;
/** [HO-7] Nobody serves longer in a day. */
export const MOST_PER_DAY = 16 * 60;
export const LONG_DAY = 12 * 60;
export const LATE_AFTER = 7 * DAY;
export const OLDEST = 366 * DAY;
/** [HO-13] How long the group can see hours of grade C before they count. */
export const LATE_NOTICE = 7 * DAY;
/** [HO-8] Entries that one person makes for others in a day before they are looked at. */
export const MANY = 20;
/** [HO-8] Whole hours that one person enters for others in a day before they are looked at. */
export const MANY_ROUND = 5;
/** [HO-14] How long after a decision its person may object, and how soon somebody answers. */
export const APPEAL_WITHIN = 30 * DAY;
export const ANSWER_WITHIN = 5 * DAY;

export interface Hours {
	readonly startsAt: number;
	readonly endsAt: number;
}

export interface Mark {
	/** When it counts. */
	readonly at: number;
	/** The server did not see it happen: its time is the phone's alone. */
	readonly skewed: boolean;
}

/**
 * [HO-3] When a mark counts. Clocks that agree: when it arrived. Made earlier without network: the
 * phone's time, flagged. A phone that runs ahead: when it arrived, flagged.
 */
export function timeOfMark(now: number, claimedAt: number): Mark {
	if (Math.abs(now - claimedAt) <= SKEW) return { at: now, skewed: false };
	return { at: Math.min(now, claimedAt), skewed: true };
}

export interface PresenceFacts {
	readonly shift: Hours & { readonly cancelledAt: number | null };
	/** The person holds a place in the shift. */
	readonly held: boolean;
	readonly in: Mark | null;
	readonly out: Mark | null;
}

type MarkRefusal = 'no_place' | 'cancelled' | 'early' | 'late' | 'already';

function decideMark(
	kind: 'in' | 'out',
	{ shift, held, ...marks }: PresenceFacts,
	now: number,
	claimedAt: number
): Mark | Refused<MarkRefusal> {
	if (shift.cancelledAt !== null) return refused('cancelled', { startsAt: shift.startsAt });
	if (!held) return refused('no_place');
	if (marks[kind]) return refused('already', { at: marks[kind].at });
	const mark = timeOfMark(now, claimedAt);
	const opens = kind === 'in' ? shift.startsAt - OPENS_BEFORE : shift.startsAt;
	if (mark.at < opens) return refused('early', { opensAt: opens });
	if (mark.at > shift.endsAt + CLOSES_AFTER || now > shift.endsAt + ARRIVES_WITHIN) {
		return refused('late', { endsAt: shift.endsAt });
	}
	return mark;
}

/** [HO-2] [HO-3] Whether a check-in counts, and when. */
export const decideCheckIn = (facts: PresenceFacts, now: number, claimedAt: number) =>
	decideMark('in', facts, now, claimedAt);

/** [HO-2] [HO-3] [HO-4] Whether a check-out counts, when, and how many minutes were served. */
export function decideCheckOut(
	facts: PresenceFacts,
	now: number,
	claimedAt: number
): (Mark & { minutes: number; from: number }) | Refused<MarkRefusal | 'not_in' | 'too_short'> {
	const mark = decideMark('out', facts, now, claimedAt);
	if ('kind' in mark) return mark;
	if (!facts.in) return refused('not_in');
	const minutes = servedMinutes(facts.shift, facts.in.at, mark.at);
	if (minutes < 1) return refused('too_short');
	return { ...mark, minutes, from: Math.max(facts.in.at, facts.shift.startsAt) };
}

/**
 * [HO-4] Full minutes between check-in and check-out, not before the shift begins nor after it
 * ends: the way there and back does not count.
 */
export function servedMinutes(shift: Hours, inAt: number, outAt: number): number {
	const from = Math.max(inAt, shift.startsAt);
	const to = Math.min(outAt, shift.endsAt);
	return Math.max(0, Math.floor((to - from) / MINUTE));
}

export interface LiveEntry extends Hours {
	readonly id: string;
	readonly shift: string | null;
	readonly minutes: number;
	readonly day: Day;
}

/** [HO-7] Minutes of one day that count or may come to count. */
export const minutesOn = (day: Day, entries: readonly LiveEntry[]): number =>
	entries.filter((e) => e.day === day).reduce((sum, e) => sum + e.minutes, 0);

/** [HO-8] What anybody who confirms should look at. */
export function flagsOf(
	entry: Hours & { readonly minutes: number },
	own: readonly LiveEntry[],
	more: readonly Flag[] = []
): Flag[] {
	const flags = new Set<Flag>(more);
	if (own.some((other) => overlaps(other, entry))) flags.add('overlap');
	const day = minutesOn(dayOf(entry.startsAt), own) + entry.minutes;
	if (day > LONG_DAY) flags.add('long_day');
	return [...flags];
}

export interface LateEntryFacts {
	readonly shift: (Hours & { readonly id: string }) | null;
	readonly held: boolean;
	readonly in: Mark | null;
	readonly out: Mark | null;
	/** The person's entries around that day which are not rejected, withdrawn or reversed. */
	readonly own: readonly LiveEntry[];
	/** Entries that the one who enters made for others in the last 24 hours. */
	readonly madeForOthers: number;
	/** Those of them that are of whole hours. */
	readonly roundForOthers: number;
}

/** [HO-6] [HO-7] Hours that are entered afterwards: their minutes and flags, or why not. */
export function decideLate(
	{ startsAt, endsAt }: Hours,
	facts: LateEntryFacts,
	now: number
):
	{ minutes: number; flags: Flag[] } | Refused<'bad_times' | 'over_plan' | 'over_day' | 'already'> {
	if (endsAt <= startsAt) return refused('bad_times', { why: 'order' });
	if (endsAt > now) return refused('bad_times', { why: 'future' });
	if (endsAt < now - OLDEST) return refused('bad_times', { why: 'old' });
	const minutes = Math.floor((endsAt - startsAt) / MINUTE);
	if (minutes < 1) return refused('bad_times', { why: 'order' });
	const { shift } = facts;
	if (shift) {
		const planned = plannedMinutes(shift);
		if (minutes > planned) return refused('over_plan', { planned });
		if (startsAt < shift.startsAt - OPENS_BEFORE || endsAt > shift.endsAt + CLOSES_AFTER) {
			return refused('bad_times', { why: 'outside' });
		}
		if (facts.own.some((e) => e.shift === shift.id)) return refused('already');
	}
	const before = minutesOn(dayOf(startsAt), facts.own);
	if (before + minutes > MOST_PER_DAY) return refused('over_day', { minutes: before });
	const more: Flag[] = [];
	if (now - endsAt > LATE_AFTER) more.push('late');
	if (shift && facts.in && !facts.out) more.push('no_check_out');
	if (shift && !facts.held) more.push('no_place');
	if (facts.madeForOthers >= MANY) more.push('many');
	if (minutes % 60 === 0 && facts.roundForOthers >= MANY_ROUND) more.push('round');
	return { minutes, flags: flagsOf({ startsAt, endsAt, minutes }, facts.own, more) };
}

/** [HO-9] Why this person may not decide on these hours: nobody confirms what they made or served. */
export function whyBarred(
	actor: Actor,
	entry: { readonly person: string; readonly by: string }
): 'own' | 'entered' | null {
	if (actor.id === entry.person) return 'own';
	if (actor.id === entry.by) return 'entered';
	return null;
}

export interface Decidable {
	readonly id: string;
	readonly person: string;
	readonly by: string;
	readonly flags: readonly Flag[];
	readonly state: EntryState;
}

/**
 * [HO-9] [HO-10] Which entries a second person confirms. Those confirmed meanwhile are skipped;
 * flagged ones are confirmed one at a time, so that somebody has looked.
 */
export function decideConfirm(
	actor: Actor,
	entries: readonly Decidable[]
): readonly Decidable[] | Refused<'own' | 'entered' | 'decided' | 'look_first'> {
	for (const entry of entries) {
		const barred = whyBarred(actor, entry);
		if (barred) return refused(barred);
		if (entry.state !== 'pending' && entry.state !== 'confirmed') return refused('decided');
	}
	const open = entries.filter((entry) => entry.state === 'pending');
	if (entries.length === 1 && open.length === 0) return refused('decided');
	const flagged = open.filter((entry) => entry.flags.length > 0).length;
	if (entries.length > 1 && flagged > 0) return refused('look_first', { flagged });
	return open;
}

/** [HO-5] When a leader may tick off who came to a shift. */
export function whyNoTick(
	shift: Hours & { readonly cancelledAt: number | null },
	now: number
): Refused<'cancelled' | 'early' | 'late'> | null {
	if (shift.cancelledAt !== null) return refused('cancelled', { startsAt: shift.startsAt });
	if (now < shift.startsAt) return refused('early', { opensAt: shift.startsAt });
	if (now > shift.endsAt + TICK_WITHIN) return refused('late', { endsAt: shift.endsAt });
	return null;
}

export const noMinutes = (): ByGrade => ({ A: 0, B: 0, C: 0, D: 0 });

/** [HO-1] What points and honors count. */
export const counted = (minutes: ByGrade): number => minutes.A + minutes.B;

export const allMinutes = (minutes: ByGrade): number =>
	minutes.A + minutes.B + minutes.C + minutes.D;

export function addMinutes(to: ByGrade, grade: Grade, minutes: number): void {
	to[grade] += minutes;
}

const WEEKS = 12;

/** The Mondays on which the last twelve weeks begin, oldest first, this one the last. */
export function lastWeeks(now: number): Day[] {
	const today = new Date(`${dayOf(now)}T00:00:00Z`);
	const monday = today.getTime() - ((today.getUTCDay() + 6) % 7) * DAY;
	return Array.from({ length: WEEKS }, (_, i) =>
		new Date(monday - (WEEKS - 1 - i) * 7 * DAY).toISOString().slice(0, 10)
	);
}
