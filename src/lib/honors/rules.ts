import type { Role } from '#lib/kernel/actor.ts';
import { DAY, monthRange, type Month } from '#lib/kernel/time.ts';
import type { BoardState, Candidate, Ranked, Rule, ShownAs, Subject, Verdict } from './schema.ts';

/** A board leaves the public page by itself after this (HN-8). */
export const SHOWN_FOR = 30 * DAY;

/** In public a smaller count of people is not said (HN-11). */
export const SMALLEST_COUNT = 10;

/** A unit with fewer people on its roster is never ranked, whatever the rule says (HN-4). */
export const SMALLEST_UNIT = 5;

/** Whoever holds one of these seats works here: rankings of staff are off (HN-9). */
export const STAFF: readonly Role[] = [
	'county_admin',
	'town_admin',
	'community_secretary',
	'full_time',
	'grid_guide',
	'department'
];

const minutesOf = (c: Candidate): number => c.minutesA + c.minutesB;

/** Positive when `a` has done more than `b`; whole numbers only, so equal is equal (HN-3). */
function compare(a: Candidate, b: Candidate, subject: Subject): number {
	return subject === 'volunteer'
		? minutesOf(a) - minutesOf(b)
		: minutesOf(a) * b.sample - minutesOf(b) * a.sample;
}

/**
 * Orders candidates by the rule (HN-3 to HN-5). The order in which they are given does not matter.
 *
 * @returns those with a rank up to `rule.places`, best first; equals share a rank and the ranks
 *   behind them are left out (1, 1, 3)
 */
export function rank(candidates: readonly Candidate[], rule: Rule, subject: Subject): Ranked[] {
	const least = subject === 'unit' ? Math.max(rule.minSample, SMALLEST_UNIT) : rule.minSample;
	const eligible = candidates
		.filter((c) => minutesOf(c) > 0 && minutesOf(c) >= rule.minMinutes && c.sample >= least)
		.sort((a, b) => compare(b, a, subject) || (a.subject < b.subject ? -1 : 1));
	const ranked: Ranked[] = [];
	for (const [index, c] of eligible.entries()) {
		const before = ranked[index - 1];
		const place = before && compare(before, c, subject) === 0 ? before.rank : index + 1;
		if (place > rule.places) break;
		ranked.push({ ...c, rank: place, minutes: minutesOf(c) });
	}
	return ranked;
}

export interface ConsentEntry {
	readonly change: 'granted' | 'withdrawn';
	readonly shownAs: ShownAs | null;
	readonly at: number;
}

export interface Consent {
	readonly shownAs: ShownAs;
	/** Since when without a break. */
	readonly since: number;
}

/**
 * What a person's log says now: `null` when never given or withdrawn (HN-2). The newest entry
 * decides; agreeing once more with another form of the name keeps `since`.
 *
 * @param log oldest first
 */
export function consentNow(log: readonly ConsentEntry[]): Consent | null {
	let now: Consent | undefined;
	for (const entry of log) {
		if (entry.change === 'withdrawn') now = undefined;
		else now = { shownAs: entry.shownAs ?? 'family', since: now?.since ?? entry.at };
	}
	return now ?? null;
}

/** A person may be on a board only by a consent that was there when it was drafted (HN-2). */
export const covers = (consent: Consent | null | undefined, draftedAt: number): boolean =>
	consent != null && consent.since <= draftedAt;

/** The candidates who may be named now; the rest is taken out before the order is made (HN-2). */
export const agreedOnly = (
	candidates: readonly Candidate[],
	consents: ReadonlyMap<string, Consent>,
	draftedAt: number
): Candidate[] => candidates.filter((c) => covers(consents.get(c.subject), draftedAt));

/** The name as the person agreed to it: 林波玉 or 林**; a double family name stays whole (HN-12). */
export function nameShown(name: string, shownAs: ShownAs): string {
	if (shownAs === 'full') return name;
	const letters = [...name];
	const family = DOUBLE_NAMES.has(letters.slice(0, 2).join('')) ? 2 : 1;
	return letters.slice(0, family).join('') + '**';
}

const DOUBLE_NAMES = new Set([
	'欧阳',
	'司马',
	'上官',
	'诸葛',
	'东方',
	'皇甫',
	'尉迟',
	'公孙',
	'慕容',
	'令狐',
	'宇文',
	'长孙',
	'司徒',
	'司空',
	'夏侯',
	'端木',
	'百里',
	'南宫',
	'轩辕',
	'申屠'
]);

/** The period of a month's board: to the end of the month, or to now while it lasts (HN-1). */
export function periodOf(month: Month, now: number): { from: number; to: number } | null {
	const [from, end] = monthRange(month);
	return from > now ? null : { from, to: Math.min(end, now) };
}

export interface BoardFacts {
	readonly verdict: Verdict | null;
	readonly publishedAt: number | null;
	readonly expiresAt: number | null;
	readonly withdrawnAt: number | null;
}

/** Where a board stands (HN-7, HN-8). */
export function stateOf(board: BoardFacts, now: number): BoardState {
	if (board.withdrawnAt !== null) return 'withdrawn';
	if (board.publishedAt !== null) {
		return board.expiresAt !== null && now >= board.expiresAt ? 'expired' : 'published';
	}
	if (board.verdict === 'returned') return 'returned';
	return board.verdict === 'approved' ? 'checked' : 'draft';
}

/** Whether this person may check this draft: never one's own (HN-7). */
export function checkRefusal(
	state: BoardState,
	draftedBy: string,
	checker: string
): 'own_draft' | 'not_waiting' | null {
	if (draftedBy === checker) return 'own_draft';
	return state === 'draft' ? null : 'not_waiting';
}

/** Whether it can be published now (HN-7). `other`: a board of the same kind and month is out. */
export function publishRefusal(
	state: BoardState,
	listed: number,
	other: boolean
): 'not_checked' | 'nobody' | 'already_published' | null {
	if (state === 'published' || other) return 'already_published';
	if (state !== 'checked') return 'not_checked';
	return listed === 0 ? 'nobody' : null;
}

/** A count of people as the public may know it (HN-11). */
export const publicCount = (count: number): number | null =>
	count >= SMALLEST_COUNT ? count : null;
