import { DAY, dayOf } from '#lib/kernel/time.ts';
import { CLOSES_AFTER, OPENS_BEFORE } from '#lib/hours/rules.ts';
import type { Presence } from '#lib/hours/schema.ts';
import type { MeetingCard } from '#lib/meetings/schema.ts';
import type { OpenShift, ShiftCard } from '#lib/posts/schema.ts';

/**
 * `ahead`: too early to check in. `open`: check-in is possible. `in`: checked in. `late`: it is over
 * and only the check-out is missing.
 */
export type Phase = 'ahead' | 'open' | 'in' | 'late';

export interface NextShift {
	readonly shift: ShiftCard;
	readonly phase: Phase;
	readonly inAt: number | null;
	/** From when on check-in is possible. */
	readonly opensAt: number;
}

export interface Today {
	/** What one comes to next, or is in the middle of. */
	readonly next: NextShift | null;
	/** The rest of today's and tomorrow's own shifts. */
	readonly then: readonly ShiftCard[];
	readonly meetings: readonly MeetingCard[];
	readonly offers: readonly OpenShift[];
}

export interface TodayFacts {
	readonly mine: readonly ShiftCard[];
	readonly presence: readonly Presence[];
	readonly meetings: readonly MeetingCard[];
	readonly open: readonly OpenShift[];
}

/** With an own shift above them, fewer fit on the screen of a phone. */
const MOST_OFFERS = 3;

/** What the home page shows of what is known, at a moment. */
export function arrange(facts: TodayFacts, now: number): Today {
	const marks = new Map(facts.presence.map((mark) => [mark.shift, mark]));
	const mine = facts.mine.filter(
		(shift) => shift.mine?.place === 'held' && shift.cancelledAt === null
	);
	const unfinished = mine
		.filter((shift) => marks.get(shift.id)?.outAt == null)
		.filter((shift) => {
			const mayStillMark = now <= shift.endsAt + CLOSES_AFTER;
			// Who never came need not be reminded for two hours.
			return now < shift.endsAt || (mayStillMark && marks.get(shift.id)?.inAt != null);
		});
	const shift = unfinished[0];
	const tomorrow = dayOf(now + DAY);
	const soon = (at: number) => dayOf(at) <= tomorrow;

	return {
		next: shift ? nextOf(shift, marks.get(shift.id)?.inAt ?? null, now) : null,
		then: mine.filter(
			(other) => other.id !== shift?.id && now < other.startsAt && soon(other.startsAt)
		),
		meetings: facts.meetings.filter((meeting) => meeting.invited && soon(meeting.startsAt)),
		offers: offersOf(facts.open, mine, now).slice(0, shift ? MOST_OFFERS - 1 : MOST_OFFERS)
	};
}

function nextOf(shift: ShiftCard, inAt: number | null, now: number): NextShift {
	const opensAt = shift.startsAt - OPENS_BEFORE;
	const phase: Phase =
		inAt !== null ? (now >= shift.endsAt ? 'late' : 'in') : now < opensAt ? 'ahead' : 'open';
	return { shift, phase, inAt, opensAt };
}

/**
 * What one could take: places free, no clash with own shifts, near and soon first, and of each post
 * only the next shift.
 */
function offersOf(
	open: readonly OpenShift[],
	mine: readonly ShiftCard[],
	now: number
): readonly OpenShift[] {
	const posts = new Set<string>();
	return open
		.filter((offer) => offer.mine === null && offer.cancelledAt === null)
		.filter((offer) => offer.startsAt > now && offer.held < offer.capacity)
		.filter(
			(offer) => !mine.some((own) => own.startsAt < offer.endsAt && offer.startsAt < own.endsAt)
		)
		.sort((a, b) => days(a, b) || a.distance - b.distance || a.startsAt - b.startsAt)
		.filter((offer) => !posts.has(offer.post) && posts.add(offer.post))
		.slice(0, MOST_OFFERS)
		.sort((a, b) => a.startsAt - b.startsAt);
}

const days = (a: OpenShift, b: OpenShift) => dayOf(a.startsAt).localeCompare(dayOf(b.startsAt));
