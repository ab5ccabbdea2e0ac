import * as v from 'valibot';
import { IdSchema } from '#lib/kernel/id.ts';
import { DaySchema, type Day } from '#lib/kernel/time.ts';
import type { ByGrade } from '#lib/hours/schema.ts';
import { UnitCodeSchema } from '#lib/org/schema.ts';

/** `resident`: 居民身份证, its check digit is verified; `other`: passport, permit. */
export const ID_KINDS = ['resident', 'other'] as const;
export type IdKind = (typeof ID_KINDS)[number];

/** `dropped`: given up or declined before it was issued. `void`: revoked; its number stays. */
export type CertificateState = 'asked' | 'issued' | 'dropped' | 'void';

const text = (least: number, most: number) =>
	v.pipe(v.string(), v.trim(), v.minLength(least), v.maxLength(most));
const reason = text(2, 300);

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Whether this is a resident's identity number: 17 digits and the check of GB 11643. */
export function isResidentNumber(number: string): boolean {
	if (!/^\d{17}[\dX]$/.test(number)) return false;
	const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(number[i]), 0);
	return '10X98765432'[sum % 11] === number[17];
}

const IdNumber = v.pipe(
	v.object({
		kind: v.picklist(ID_KINDS),
		number: v.pipe(v.string(), v.trim(), v.toUpperCase(), v.regex(/^[0-9A-Z]{6,20}$/, 'id_number')),
		/** 128 random bits, never kept: without them the log's hash of the input could be guessed. */
		salt: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/, 'salt'))
	}),
	v.check((id) => id.kind !== 'resident' || isResidentNumber(id.number), 'id_number')
);

export const AskInput = v.pipe(
	v.object({
		id: IdSchema,
		/** Null: for oneself. */
		person: v.nullable(IdSchema),
		/** Who recorded the hours proves them: only those of this unit and below are in it. */
		unit: UnitCodeSchema,
		from: DaySchema,
		/** Its last day. */
		to: DaySchema,
		purpose: text(0, 100),
		/** The person's number in the national volunteer register, or ''. */
		volunteerNumber: text(0, 30),
		idNumber: v.nullable(IdNumber)
	}),
	v.check(({ from, to }) => from <= to, 'period')
);
export const IssueInput = v.object({
	certificate: IdSchema,
	/** Whom to ask about it: printed. */
	contact: text(2, 60),
	notes: text(0, 200)
});
export const DropInput = v.object({ certificate: IdSchema, reason });
export const RevokeInput = v.object({ certificate: IdSchema, reason });

export const CertificateArgs = v.object({ certificate: IdSchema });
export const RegisterArgs = v.object({ unit: UnitCodeSchema });

/** What one post or one kind of work adds up to. */
export interface Activity {
	title: string;
	days: number;
	minutes: number;
}

/** What is served in the period, as far as it counts. */
export interface Served {
	minutes: number;
	byGrade: ByGrade;
	/** Most hours first. */
	activities: readonly Activity[];
	/** Activities that are not listed: how many, and their minutes. */
	rest: { count: number; minutes: number };
}

/** What stands on the paper, in the four groups of 民发〔2015〕149号. Frozen when it is issued. */
export interface Content extends Served {
	name: string;
	idKind: IdKind | null;
	/** The last four characters; the whole number is erased by now. */
	idTail: string | null;
	volunteerNumber: string;
	from: Day;
	to: Day;
	unitName: string;
	/** 负责人: who issued it. */
	head: string;
	/** 经办人: who asked for it on the person's word, if that was somebody else. */
	clerk: string | null;
	contact: string;
	notes: string;
	/** Shown among the members between these moments. */
	noticeFrom: number;
	noticeUntil: number;
}

export interface CertificateRow {
	id: string;
	state: CertificateState;
	unitName: string;
	from: Day;
	to: Day;
	number: string | null;
	minutes: number | null;
	askedAt: number;
	noticeUntil: number;
	issuedAt: number | null;
	voidSince: number | null;
}

export interface MyCertificatesView {
	/** Newest first. */
	certificates: readonly CertificateRow[];
	/** Units that may be asked, the widest last. */
	units: readonly { code: string; name: string }[];
}

export interface CertificateView extends CertificateRow {
	person: string;
	personName: string;
	unit: string;
	purpose: string;
	/** The person asked; otherwise a leader did, on the person's word. */
	askedBySelf: boolean;
	askedByName: string;
	hasIdNumber: boolean;
	/** What it would say, or says. */
	served: Served;
	/** Null until it is issued. */
	content: Content | null;
	/** Hours were taken back or added since: confirmed minutes of the period today, or null. */
	minutesNow: number | null;
	/** Why it was dropped or revoked. */
	reason: string | null;
	issuedByName: string | null;
}

export interface RegisterView {
	unit: string;
	unitName: string;
	/** Newest first. */
	rows: readonly (CertificateRow & { personName: string })[];
	/** Who has hours here: for whom a leader may ask. */
	people: readonly { id: string; name: string }[];
}

/** What the members see for a week before a certificate is issued. */
export interface NoticeRow {
	id: string;
	personName: string;
	unitName: string;
	from: Day;
	to: Day;
	minutes: number;
	until: number;
}

export interface OnNoticeView {
	rows: readonly NoticeRow[];
}

export interface IdNumberView {
	kind: IdKind;
	number: string;
}

/** What everybody may learn by a number; of the same shape for a number that there is not. */
export interface CheckAnswer {
	number: string;
	status: 'valid' | 'void' | 'unknown';
	from: Day | null;
	to: Day | null;
	minutes: number | null;
	voidSince: Day | null;
}
