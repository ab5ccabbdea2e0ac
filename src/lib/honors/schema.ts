import * as v from 'valibot';
import { IdSchema } from '#lib/kernel/id.ts';
import { MonthSchema } from '#lib/kernel/time.ts';
import { UnitCodeSchema } from '#lib/org/schema.ts';

/**
 * Who can stand on a red list. There is no kind for a black list of persons, and none may be
 * added here: see HN-10.
 */
export const SUBJECTS = ['unit', 'volunteer'] as const;
export type Subject = (typeof SUBJECTS)[number];

/** What a person can consent to; each purpose has its own text and its own log. */
export const PURPOSES = ['red_board'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Version of the words a person agreed to; they are in `messages.*.ts`, `consent.terms`. */
export const CONSENT_TEXT = 'red_board-1';

/** How the name is shown: whole (林波玉), or the family name only (林**). */
export const SHOWN_AS = ['full', 'family'] as const;
export type ShownAs = (typeof SHOWN_AS)[number];

const whole = (min: number, max: number) =>
	v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));

/** What a board's order follows from; shown with the board as one sentence. */
export const RuleSchema = v.object({
	/** Confirmed minutes below this are not listed. */
	minMinutes: whole(0, 60_000),
	/** Ranks up to this are listed; those who share the last one all are. */
	places: whole(1, 50),
	/** Volunteers: confirmed entries; units: people on the roster. Below it there is no rank. */
	minSample: whole(1, 500)
});
export type Rule = v.InferOutput<typeof RuleSchema>;

export const GrantConsentInput = v.object({
	id: IdSchema,
	purpose: v.picklist(PURPOSES),
	text: v.pipe(v.string(), v.maxLength(40)),
	shownAs: v.picklist(SHOWN_AS)
});

export const WithdrawConsentInput = v.object({ id: IdSchema, purpose: v.picklist(PURPOSES) });

const BoardTerms = {
	unit: UnitCodeSchema,
	month: MonthSchema,
	subject: v.picklist(SUBJECTS),
	rule: RuleSchema
};

export const DraftBoardInput = v.object({ id: IdSchema, ...BoardTerms });

const Reason = v.pipe(v.string(), v.trim(), v.minLength(4), v.maxLength(200));

export const CheckBoardInput = v.variant('verdict', [
	v.object({ id: IdSchema, board: IdSchema, verdict: v.literal('approved') }),
	v.object({ id: IdSchema, board: IdSchema, verdict: v.literal('returned'), reason: Reason })
]);
export type Verdict = v.InferOutput<typeof CheckBoardInput>['verdict'];

export const PublishBoardInput = v.object({ board: IdSchema });
export const WithdrawBoardInput = v.object({ board: IdSchema, reason: Reason });

export const PreviewArgs = v.object({ ...BoardTerms });

/** What the order is made of. Minutes are confirmed ones of the period. */
export interface Candidate {
	/** A unit's code or a person's id. */
	readonly subject: string;
	readonly minutesA: number;
	readonly minutesB: number;
	/** How many confirmed entries of hours. */
	readonly entries: number;
	/** Volunteers: the entries again; units: people on the roster, the denominator. */
	readonly sample: number;
}

export interface Ranked extends Candidate {
	readonly rank: number;
	/** `minutesA + minutesB`. */
	readonly minutes: number;
}

export const BOARD_STATES = [
	'draft',
	'returned',
	'checked',
	'published',
	'expired',
	'withdrawn'
] as const;
export type BoardState = (typeof BOARD_STATES)[number];

/** A line of a board, without the id of whom it is about. */
export interface EntryView {
	rank: number;
	name: string;
	minutes: number;
	minutesA: number;
	minutesB: number;
	entries: number;
	sample: number;
}

export interface BoardBase {
	/** People with confirmed hours in the unit and period; `null` when fewer than 10 (HN-11). */
	people: number | null;
	/** Volunteers who agreed to be listed, or units, that were compared. */
	candidates: number;
}

/** What everybody may read of a board. */
export interface PublicBoardView {
	id: string;
	month: string;
	subject: Subject;
	rule: Rule;
	/** The rule as it was published, in Chinese. */
	sentence: string;
	/** Moments, `[from, to)`. */
	from: number;
	to: number;
	base: BoardBase;
	entries: readonly EntryView[];
	publishedAt: number;
	expiresAt: number;
}

export interface CorrectionView {
	month: string;
	subject: Subject;
	at: number;
	reason: string;
}

/** Units whose public page has a board now. */
export interface PublicUnitsView {
	units: readonly { code: string; name: string; boards: number }[];
}

export interface PublicHonorsView {
	unit: UnitName;
	boards: readonly PublicBoardView[];
	corrections: readonly CorrectionView[];
}

export interface BoardRow {
	id: string;
	unit: string;
	unitName: string;
	month: string;
	subject: Subject;
	state: BoardState;
	draftedAt: number;
	draftedBy: string;
	publishedAt: number | null;
	expiresAt: number | null;
	/** What the reader did or may do: a secretary's, and the check not the drafter's. */
	mine: { drafted: boolean; check: boolean; publish: boolean };
}

export interface UnitName {
	code: string;
	name: string;
}

export interface BoardsView {
	unit: UnitName;
	/** Units above, from the county down. */
	path: readonly UnitName[];
	boards: readonly BoardRow[];
	/** The reader may draft here. */
	mayDraft: boolean;
}

export interface BoardView extends BoardRow {
	rule: Rule;
	from: number;
	to: number;
	base: BoardBase;
	entries: readonly EntryView[];
	check: { verdict: Verdict; by: string; at: number; reason: string | null } | null;
	publication: { by: string; at: number; sentence: string } | null;
	withdrawal: { by: string; at: number; reason: string } | null;
}

/** Who would be on a board of this rule, before it is drafted. */
export interface PreviewView {
	unit: UnitName;
	/** Other units for which the reader may draft: those above, and those one level below. */
	others: readonly UnitName[];
	entries: readonly EntryView[];
	base: BoardBase;
}

export interface MyConsentView {
	given: { at: number; shownAs: ShownAs; text: string } | null;
	/** Newest first. */
	log: readonly { at: number; change: 'granted' | 'withdrawn'; shownAs: ShownAs | null }[];
	/** Published boards that show this person now. */
	shownOn: readonly { unit: string; unitName: string; month: string; expiresAt: number }[];
	/** The two ways the name can be shown. */
	names: Readonly<Record<ShownAs, string>>;
}
