import * as v from 'valibot';
import { IdSchema } from '#lib/kernel/id.ts';

/** What a notice can say. Its words are in the messages, so it reads in the language of the day. */
export const NOTICES = [
	'promoted',
	'shift_cancelled',
	'place_free',
	'asked_to_take',
	'place_taken',
	'offer_declined',
	'hours_confirmed',
	'hours_rejected',
	'hours_reversed',
	'hours_appealed',
	'appeal_answered',
	'certificate_asked',
	'certificate_asked_for',
	'certificate_issued',
	'certificate_dropped',
	'certificate_revoked',
	'minutes_frozen'
] as const;
export type NoticeName = (typeof NOTICES)[number];

/** Values for the sentence: titles of posts, times, minutes; nobody's name, nobody's phone. */
export type NoticeParams = Readonly<Record<string, string | number | null>>;

export interface NoticeView {
	id: string;
	name: NoticeName;
	params: NoticeParams;
	/** Where it leads. */
	href: string;
	at: number;
	readAt: number | null;
}

export interface MyNoticesView {
	/** Newest first. */
	notices: readonly NoticeView[];
	unread: number;
}

/** Null: all that there are. */
export const MarkReadInput = v.object({
	notices: v.nullable(v.pipe(v.array(IdSchema), v.minLength(1), v.maxLength(200)))
});
