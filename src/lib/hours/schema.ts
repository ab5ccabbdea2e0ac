import * as v from 'valibot';
import { IdSchema } from '#lib/kernel/id.ts';
import { MonthSchema, TimeSchema, type Day, type Month } from '#lib/kernel/time.ts';
import { UnitCodeSchema } from '#lib/org/schema.ts';
import type { PostKind } from '#lib/posts/schema.ts';

/**
 * Where hours come from (HO-1): A checked in and out on site, B ticked by a second person on site,
 * C entered later, D imported.
 */
export const GRADES = ['A', 'B', 'C', 'D'] as const;
export type Grade = (typeof GRADES)[number];

/** What makes a second person look twice (HO-8). */
export const FLAGS = [
	'overlap',
	'long_day',
	'late',
	'clock',
	'no_check_out',
	'no_place',
	'many',
	'round'
] as const;
export type Flag = (typeof FLAGS)[number];

export type EntryState = 'pending' | 'confirmed' | 'rejected' | 'withdrawn' | 'reversed';

const note = v.pipe(v.string(), v.trim(), v.minLength(2), v.maxLength(300));
const minutes = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(16 * 60));

/** `id` names the mark and, at check-out, the entry that it makes. */
export const PresenceInput = v.object({ id: IdSchema, shift: IdSchema });

export const TickInput = v.object({
	shift: IdSchema,
	present: v.pipe(
		v.array(v.object({ entry: IdSchema, person: IdSchema, minutes })),
		v.minLength(1),
		v.maxLength(200)
	)
});

export const EnterHoursInput = v.object({
	id: IdSchema,
	/** Null: for oneself. */
	person: v.nullable(IdSchema),
	unit: UnitCodeSchema,
	shift: v.nullable(IdSchema),
	startsAt: TimeSchema,
	endsAt: TimeSchema,
	/** What was done, and who can say so. */
	note
});

export const ConfirmInput = v.object({
	entries: v.pipe(v.array(IdSchema), v.minLength(1), v.maxLength(100))
});
export const RejectInput = v.object({ entry: IdSchema, reason: note });
export const WithdrawInput = v.object({ entry: IdSchema });
export const ReverseInput = v.object({
	/** Id of the entry that takes the hours back. */
	id: IdSchema,
	entry: IdSchema,
	reason: note,
	/** What is right instead; it waits for another person like any late entry. */
	instead: v.nullable(v.object({ id: IdSchema, minutes }))
});
export const AppealInput = v.object({ id: IdSchema, entry: IdSchema, reason: note });
export const AnswerInput = v.object({
	appeal: IdSchema,
	/** `granted`: the hours stand after all. */
	verdict: v.picklist(['granted', 'upheld']),
	answer: note,
	/** Id of the entry that is made when it is granted. */
	entry: IdSchema
});
export const UnitMonthArgs = v.object({ unit: UnitCodeSchema, month: MonthSchema });

/** Confirmed minutes by grade. */
export type ByGrade = Record<Grade, number>;

export interface HourEntryView {
	id: string;
	day: Day;
	startsAt: number;
	endsAt: number;
	/** Negative where hours are taken back. */
	minutes: number;
	grade: Grade;
	state: EntryState;
	flags: readonly Flag[];
	/** Title of the post, or null when no shift is named. */
	title: string | null;
	shift: string | null;
	unitName: string;
	note: string;
	/** Who entered them, when not the person. */
	enteredBy: string | null;
	decidedBy: string | null;
	decidedAt: number | null;
	reason: string | null;
	/** Id of the entry that this one takes back. */
	reverses: string | null;
	/** The group can see it until then; only then it counts (HO-13). Null: not or no longer. */
	noticeUntil: number | null;
	/** Until when its person may object; null when there is nothing to object to (HO-14). */
	appealUntil: number | null;
	appeal: Appeal | null;
}

/** An objection of the person, and what somebody else said to it. */
export interface Appeal {
	id: string;
	reason: string;
	at: number;
	/** An answer is owed by then. */
	dueAt: number;
	answeredAt: number | null;
	answeredBy: string | null;
	verdict: 'granted' | 'upheld' | null;
	answer: string | null;
}

export interface OpenAppeal {
	id: string;
	personName: string;
	entry: HourEntryView;
	reason: string;
	at: number;
	dueAt: number;
	/** Why this reader may not answer, or null when free to. */
	barred: 'own' | 'entered' | 'decider' | null;
}

export interface AppealsView {
	/** The most urgent first. */
	appeals: readonly OpenAppeal[];
}

/** Hours of grade C that the group can see before they count. */
export interface LateOnNotice {
	id: string;
	personName: string;
	unitName: string;
	what: string;
	day: Day;
	minutes: number;
	until: number;
}

export interface LateOnNoticeView {
	rows: readonly LateOnNotice[];
}

export interface MonthOfHours {
	month: Month;
	confirmed: ByGrade;
	pending: number;
}

export interface WeekOfHours {
	/** The Monday on which it begins. */
	week: Day;
	minutes: ByGrade;
}

/** Minutes of the last twelve weeks by the kind of post; null: not in a shift. */
export interface KindOfHours {
	kind: PostKind | null;
	minutes: number;
}

export interface MyHoursView {
	/** Newest first, at most twelve, the current one always. */
	months: readonly MonthOfHours[];
	/** Confirmed minutes of all time. */
	total: ByGrade;
	/** Confirmed minutes by week, oldest first, twelve of them. */
	weeks: readonly WeekOfHours[];
	/** Of the same weeks, most first. */
	kinds: readonly KindOfHours[];
	/** Newest first, of the last twelve months. */
	entries: readonly HourEntryView[];
}

/** What the person has marked in a shift. */
export interface Presence {
	shift: string;
	inAt: number | null;
	outAt: number | null;
}

export interface MyPresenceView {
	shifts: readonly Presence[];
}

export interface PendingEntry extends Omit<HourEntryView, 'state' | 'decidedBy' | 'decidedAt'> {
	personName: string;
	/** Why this reader may not decide, or null when free to. */
	barred: 'own' | 'entered' | null;
}

export interface ToConfirmView {
	entries: readonly PendingEntry[];
	more: boolean;
}

export interface TickRow {
	person: string;
	name: string;
	inAt: number | null;
	outAt: number | null;
	/** Has an entry for this shift already. */
	entered: boolean;
	me: boolean;
}

export interface TickList {
	shift: string;
	title: string;
	kind: PostKind;
	place: string;
	unitName: string;
	startsAt: number;
	endsAt: number;
	people: readonly TickRow[];
}

export interface TickListsView {
	shifts: readonly TickList[];
}

export interface UnitMonthView {
	unit: string;
	month: Month;
	/** Of the unit itself and each unit one level below, in the order of their codes. */
	rows: readonly { unit: string; name: string; minutes: ByGrade; people: number }[];
}
