import * as v from 'valibot';
import type { NoticeName, NoticeParams } from './schema.ts';

/** A notice to be: for whom, saying what, leading where. */
export interface NewNotice {
	readonly person: string;
	readonly name: NoticeName;
	readonly params: NoticeParams;
	readonly href: string;
}

interface Happened {
	readonly payload: Readonly<Record<string, unknown>>;
	readonly at: number;
	/** Who did it: nobody is told of what they did themselves. */
	readonly by: string;
}

/** [NO-3] A place that becomes free is told to the one in charge when it is less than this away. */
export const SOON = 24 * 60 * 60_000;

const Shift = { shift: v.string(), title: v.string(), startsAt: v.number() };
const Hours = {
	entry: v.string(),
	person: v.string(),
	title: v.nullish(v.string(), null),
	day: v.string(),
	minutes: v.number(),
	grade: v.string()
};

/** A rule for one kind of event: reads its payload and says whom to tell what. */
function tell<Schema extends v.ObjectSchema<v.ObjectEntries, undefined>>(
	schema: Schema,
	notices: (payload: v.InferOutput<Schema>, happened: Happened) => NewNotice[]
) {
	return (happened: Happened): NewNotice[] => {
		const parsed = v.safeParse(schema, happened.payload);
		// An event of an older shape tells nobody; it is not worth failing its command for.
		return parsed.success
			? notices(parsed.output, happened).filter((notice) => notice.person !== happened.by)
			: [];
	};
}

const shiftParams = ({ title, startsAt }: { title: string; startsAt: number }) => ({
	title,
	startsAt
});
const hours = (name: NoticeName) =>
	tell(v.object(Hours), ({ person, title, day, minutes, grade }) => [
		{ person, name, params: { title, day, minutes, grade }, href: '/app/me/hours' }
	]);

const place = (
	name: NoticeName,
	person: string,
	shift: { shift: string; title: string; startsAt: number }
): NewNotice => ({ person, name, params: shiftParams(shift), href: `/app/shifts/${shift.shift}` });

const Certificate = {
	certificate: v.string(),
	person: v.string(),
	from: v.string(),
	to: v.string()
};
const certificate = (name: NoticeName) =>
	tell(v.object(Certificate), ({ person, certificate: id, from, to }) => [
		{ person, name, params: { from, to }, href: `/app/hours/certificates/${id}` }
	]);

/** [NO-1] Which events tell whom. Events are known by their name; nothing is imported. */
export const TOLD: Readonly<Record<string, (happened: Happened) => NewNotice[]>> = {
	'claim.promoted': tell(v.object({ ...Shift, person: v.string() }), ({ person, ...shift }) => [
		{ person, name: 'promoted', params: shiftParams(shift), href: `/app/shifts/${shift.shift}` }
	]),

	'shift.cancelled': tell(v.object({ ...Shift, people: v.array(v.string()) }), (shift) =>
		shift.people.map((person) => ({
			person,
			name: 'shift_cancelled' as const,
			params: shiftParams(shift),
			href: `/app/shifts/${shift.shift}`
		}))
	),

	'claim.left': tell(
		v.object({ ...Shift, held: v.boolean(), openedBy: v.string() }),
		({ held, openedBy, ...shift }, { at }) =>
			held && shift.startsAt - at < SOON
				? [
						{
							person: openedBy,
							name: 'place_free',
							params: shiftParams(shift),
							href: `/app/shifts/${shift.shift}`
						}
					]
				: []
	),

	'offer.made': tell(v.object({ ...Shift, to: v.nullable(v.string()) }), ({ to, ...shift }) =>
		to === null ? [] : [place('asked_to_take', to, shift)]
	),
	'offer.taken': tell(v.object({ ...Shift, person: v.string() }), ({ person, ...shift }) => [
		place('place_taken', person, shift)
	]),
	'offer.declined': tell(v.object({ ...Shift, person: v.string() }), ({ person, ...shift }) => [
		place('offer_declined', person, shift)
	]),

	'hours.confirmed': hours('hours_confirmed'),
	'hours.rejected': hours('hours_rejected'),
	'hours.reversed': hours('hours_reversed'),
	'hours.appealed': tell(
		v.object({ ...Hours, people: v.array(v.string()), dueAt: v.number() }),
		({ people, title, day, minutes, dueAt }) =>
			people.map((person) => ({
				person,
				name: 'hours_appealed' as const,
				params: { title, day, minutes, dueAt },
				href: '/app/hours/confirm'
			}))
	),
	'hours.appealAnswered': tell(
		v.object({ ...Hours, verdict: v.picklist(['granted', 'upheld']) }),
		({ person, title, day, minutes, verdict }) => [
			{
				person,
				name: 'appeal_answered',
				params: { title, day, minutes, verdict },
				href: '/app/me/hours'
			}
		]
	),

	'certificate.asked': tell(
		v.object({ ...Certificate, people: v.array(v.string()) }),
		({ person, people, certificate: id, from, to }) =>
			people.map((one) => ({
				person: one,
				name: one === person ? ('certificate_asked_for' as const) : ('certificate_asked' as const),
				params: { from, to },
				href: `/app/hours/certificates/${id}`
			}))
	),
	'certificate.issued': certificate('certificate_issued'),
	'certificate.dropped': certificate('certificate_dropped'),
	'certificate.revoked': certificate('certificate_revoked'),

	'meeting.frozen': tell(
		v.object({ meeting: v.string(), people: v.array(v.string()) }),
		({ meeting, people }) =>
			people.map((person) => ({
				person,
				name: 'minutes_frozen' as const,
				params: {},
				href: `/app/meetings/${meeting}`
			}))
	)
};
