import * as v from 'valibot';
import { IdSchema } from '#lib/kernel/id.ts';
import { DaySchema, HOUR, TimeSchema } from '#lib/kernel/time.ts';
import { UnitCodeSchema } from '#lib/org/schema.ts';

/** 先锋岗, 志愿站, 突击队, 设岗定责. */
export const POST_KINDS = ['vanguard', 'volunteer_station', 'task_force', 'assigned_duty'] as const;
export type PostKind = (typeof POST_KINDS)[number];

/** Whether those who come are insured against accidents; stated, never left open (PO-1). */
export const INSURANCES = ['covered', 'not_needed'] as const;
export type Insurance = (typeof INSURANCES)[number];

export const MOST_PLACES = 500;
export const LONGEST_SHIFT = 16 * HOUR;
/** Shifts that are opened at once: two months, day by day. */
export const MOST_SHIFTS = 62;

const text = (min: number, max: number) =>
	v.pipe(v.string(), v.trim(), v.minLength(min), v.maxLength(max));

const PostText = {
	kind: v.picklist(POST_KINDS),
	title: text(2, 40),
	place: text(2, 80),
	/** What is done there. */
	duties: text(2, 1_000),
	/** What to bring; may be empty. */
	bring: text(0, 300),
	skills: v.pipe(v.array(text(1, 20)), v.maxLength(10)),
	risks: text(2, 600),
	insurance: v.picklist(INSURANCES),
	/** Whom to ask and how, as the opener wants it read. */
	contact: text(0, 80)
};

export const OpenPostInput = v.object({
	id: IdSchema,
	unit: UnitCodeSchema,
	/** Who may see and claim: a unit that contains `unit`. Null: the community of `unit`. */
	audience: v.nullable(UnitCodeSchema),
	...PostText
});
export const EditPostInput = v.object({ post: IdSchema, ...PostText });
export const ClosePostInput = v.object({ post: IdSchema, reason: text(2, 200) });

export const OpenShiftsInput = v.object({
	post: IdSchema,
	capacity: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_PLACES)),
	shifts: v.pipe(
		v.array(v.object({ id: IdSchema, startsAt: TimeSchema, endsAt: TimeSchema })),
		v.minLength(1),
		v.maxLength(MOST_SHIFTS)
	)
});

/** Shifts of one series: within twelve months, each counted (PO-14). */
export const MOST_IN_SERIES = 200;
const ClockSchema = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'clock'));
const digit = (least: number, most: number) =>
	v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

/** Weekdays (1 Monday to 7; none: every day), 逢N (day of the month ends in a digit), workdays. */
export const PatternSchema = v.variant('is', [
	v.object({ is: v.literal('weekly'), weekdays: v.pipe(v.array(digit(1, 7)), v.maxLength(7)) }),
	v.object({ is: v.literal('tens'), digit: digit(0, 9) }),
	v.object({ is: v.literal('workdays') })
]);
export type Pattern = v.InferOutput<typeof PatternSchema>;
export const PATTERNS = ['weekly', 'tens', 'workdays'] as const satisfies Pattern['is'][];

export const HOLIDAYS = ['keep', 'skip'] as const;
export const SeriesDaysSchema = v.object({
	pattern: PatternSchema,
	from: DaySchema,
	until: DaySchema,
	holidays: v.picklist(HOLIDAYS)
});
export type SeriesDays = v.InferOutput<typeof SeriesDaysSchema>;

/** `id` is the series' own. Its days are worked out by the server, from the calendar it knows. */
export const OpenSeriesInput = v.object({
	id: IdSchema,
	post: IdSchema,
	capacity: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_PLACES)),
	days: SeriesDaysSchema,
	start: ClockSchema,
	end: ClockSchema
});

/** Of a series: this shift alone, this and the later ones, all that have not begun. */
export const WHICH = ['one', 'later', 'all'] as const;
export type Which = (typeof WHICH)[number];
/** Without a word: this shift alone. */
const which = v.optional(v.picklist(WHICH));

export const SetCapacityInput = v.object({
	shift: IdSchema,
	which,
	capacity: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_PLACES))
});
export const CancelShiftInput = v.object({ shift: IdSchema, which, reason: text(2, 200) });

/** `id` is the claim's own id, made by the caller. */
export const ClaimShiftInput = v.object({ id: IdSchema, shift: IdSchema });
export const LeaveShiftInput = v.object({ claim: IdSchema });

/** `id` is the offer's own id. `to`: the one who is asked; null: everybody in the audience. */
export const OfferPlaceInput = v.object({
	id: IdSchema,
	claim: IdSchema,
	to: v.nullable(IdSchema)
});
/** `id` is that of the claim which the place becomes. */
export const AcceptPlaceInput = v.object({ id: IdSchema, offer: IdSchema });
export const EndOfferInput = v.object({ offer: IdSchema });

/** A place in a shift, or a number on its waitlist (1 is next). */
export type Place = { place: 'held' } | { place: 'waiting'; number: number };

/** What a card or a row shows of a shift. */
export interface ShiftCard {
	id: string;
	post: string;
	kind: PostKind;
	title: string;
	place: string;
	unit: string;
	unitName: string;
	audience: string;
	startsAt: number;
	endsAt: number;
	capacity: number;
	held: number;
	waiting: number;
	cancelledAt: number | null;
	mine: (Place & { claim: string }) | null;
}

/** A shift among those that can be taken. */
export interface OpenShift extends ShiftCard {
	/** 0 own grid, 1 own community, 2 own town, 3 own county. */
	distance: number;
	/** The reader never had a place in a post of this kind. */
	newToMe: boolean;
	/** One of the wished skills is among the reader's. */
	fitsMe: boolean;
}

export interface OpenShiftsView {
	shifts: readonly OpenShift[];
	/** There are later ones than those shown. */
	more: boolean;
}

export interface PostView {
	id: string;
	kind: PostKind;
	title: string;
	place: string;
	duties: string;
	bring: string;
	skills: readonly string[];
	risks: string;
	insurance: Insurance;
	contact: string;
	unit: string;
	unitName: string;
	audience: string;
	audienceName: string;
	/** Who opened it: the one who answers for it. */
	openedBy: string;
	openedAt: number;
	editedAt: number | null;
	closedAt: number | null;
	closeReason: string | null;
}

export interface PostPageView {
	post: PostView;
	/** Those that have not ended, cancelled ones too, in order of time. */
	shifts: readonly ShiftCard[];
}

/** Somebody who comes. Ids only where the reader runs the unit. */
export interface Comer {
	name: string;
	me: boolean;
	person?: string;
}

export interface ShiftPageView {
	/** `series`: it is one of several that were opened together. */
	shift: ShiftCard & { cancelReason: string | null; series: string | null };
	post: PostView;
	held: readonly Comer[];
	/** Names on the waitlist in order; only for those who run the unit. */
	waiting: readonly Comer[] | null;
	/** Open offers that concern the reader: own, to the reader, to everybody. */
	offers: readonly PlaceOffer[];
}

/** A place that its person would hand on. */
export interface PlaceOffer {
	id: string;
	/** Who offers it. */
	from: string;
	/** Name of the one who was asked, for the person who asked; null: everybody. */
	to: string | null;
	is: 'mine' | 'to_me' | 'to_all';
}

/** An offer with its shift. */
export interface OfferCard extends PlaceOffer {
	shift: string;
	title: string;
	place: string;
	startsAt: number;
	endsAt: number;
}

export interface OffersView {
	/** In order of time: own, those to the reader, those to everybody of the reader's audiences. */
	offers: readonly OfferCard[];
}

export interface AskableView {
	/** Those who had a place in the same post and are part of its audience, latest first. */
	people: readonly { id: string; name: string }[];
}

export interface MyShiftsView {
	/** Claims of shifts that ended at most two days ago, in order of time; also cancelled ones. */
	shifts: readonly ShiftCard[];
}

export interface ManagedPost {
	id: string;
	kind: PostKind;
	title: string;
	unit: string;
	unitName: string;
	closedAt: number | null;
	/** Shifts to come, how many places they have and how many are taken. */
	shifts: number;
	places: number;
	held: number;
	nextAt: number | null;
}

export interface ManagedPostsView {
	posts: readonly ManagedPost[];
}
