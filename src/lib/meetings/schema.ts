import * as v from 'valibot';
import { IdSchema } from '#lib/kernel/id.ts';
import { DaySchema, TimeSchema, type Day } from '#lib/kernel/time.ts';
import { UnitCodeSchema } from '#lib/org/schema.ts';

/** 有事就谈, 党小组会, 议事会. */
export const MEETING_KINDS = ['grid_talk', 'party_group', 'deliberation'] as const;
export type MeetingKind = (typeof MEETING_KINDS)[number];

/** 实到, 缺席, 列席. */
export const ATTENDANCE_STATUSES = ['present', 'absent', 'observer'] as const;
export type AttendanceStatus = (typeof ATTENDANCE_STATUSES)[number];

const line = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));
const words = (max: number) => v.pipe(v.string(), v.trim(), v.maxLength(max));

const details = {
	title: line(60),
	place: words(60),
	startsAt: TimeSchema,
	/** What is to be talked about, one topic a line. */
	topics: words(2_000)
};

export const OpenMeetingInput = v.object({
	id: IdSchema,
	kind: v.picklist(MEETING_KINDS),
	unit: UnitCodeSchema,
	...details
});

export const EditMeetingInput = v.object({ meeting: IdSchema, ...details });

export const TakeAttendanceInput = v.object({
	meeting: IdSchema,
	marks: v.pipe(
		v.array(
			v.object({
				person: IdSchema,
				status: v.picklist(ATTENDANCE_STATUSES),
				reason: v.optional(words(100), '')
			})
		),
		v.minLength(1),
		v.maxLength(300)
	)
});

export const SignInInput = v.object({ meeting: IdSchema });

export const FreezeMinutesInput = v.object({
	meeting: IdSchema,
	/** SHA-256 of the text that the person had before the eyes: see `hashOfBlocks`. */
	seen: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'hash'))
});

export const AmendMinutesInput = v.object({
	id: IdSchema,
	meeting: IdSchema,
	text: line(4_000)
});

/** A run of text in one style. */
export interface MinutesRun {
	readonly text: string;
	readonly strong?: true;
}

/** What minutes are made of, as plain data: what is frozen, printed and hashed. */
export type MinutesBlock =
	| {
			readonly type: 'paragraph' | 'heading' | 'topic' | 'resolution';
			readonly runs: readonly MinutesRun[];
	  }
	| { readonly type: 'statement'; readonly speaker: string; readonly runs: readonly MinutesRun[] }
	| {
			readonly type: 'action';
			readonly owner: string;
			readonly due: Day | '';
			readonly runs: readonly MinutesRun[];
	  }
	| {
			readonly type: 'bullet_list' | 'ordered_list';
			readonly items: readonly (readonly MinutesBlock[])[];
	  };

/** `vote`: enough came, a resolution counts. `talk`: 座谈, what was said is opinion (ME-4). */
export type Standing = 'vote' | 'talk';

export interface Quorum {
	/** 应到: invited when the meeting was opened. The base of the fraction. */
	readonly due: number;
	/** 实到: those of them who are present. */
	readonly present: number;
	readonly absent: number;
	readonly observers: number;
	/** How many of those due must be present. */
	readonly needed: number;
	readonly standing: Standing;
}

export interface MeetingCard {
	id: string;
	kind: MeetingKind;
	unit: string;
	unitName: string;
	title: string;
	place: string;
	startsAt: number;
	/** I was invited. */
	invited: boolean;
	frozenAt: number | null;
}

export interface MyMeetingsView {
	/** Soonest first: to come, or begun and not yet frozen. */
	upcoming: readonly MeetingCard[];
	/** Newest first: frozen, or long over. */
	recent: readonly MeetingCard[];
}

export interface AttendanceEntry {
	person: string;
	name: string;
	/** Invited at opening: counts among those due. */
	due: boolean;
	/** Null: nobody has said anything yet. */
	status: AttendanceStatus | null;
	/** Why absent; for those who keep the list, else empty. */
	reason: string;
	/** Signed in by themselves. */
	self: boolean;
	at: number | null;
}

export interface FrozenMinutes {
	text: string;
	blocks: readonly MinutesBlock[];
	/** SHA-256 of `text` in UTF-8, hex: anybody can check a copy. */
	sha256: string;
	standing: Standing;
	by: string;
	at: number;
}

export interface Amendment {
	id: string;
	text: string;
	/** SHA-256 over the hash before it and the text, so that the order cannot be changed. */
	sha256: string;
	by: string;
	at: number;
}

export interface MeetingView extends MeetingCard {
	topics: string;
	convener: string;
	attendance: readonly AttendanceEntry[];
	quorum: Quorum;
	frozen: FrozenMinutes | null;
	amendments: readonly Amendment[];
}

/** The minutes as they stand on the server, for pages without the editor. */
export interface DraftView {
	blocks: readonly MinutesBlock[];
	/** What `freezeMinutes` asks for. */
	hash: string;
}

export const DueDaySchema = v.union([v.literal(''), DaySchema]);
