/**
 * The offline pack: what a phone fetches after sign-in, so that it opens without network on what
 * is its person's own: my shifts, my grids' posts, my meetings and lists, my hours.
 */
import { certificatePage, myCertificates } from '#lib/certificates/views.ts';
import { myConsent } from '#lib/honors/views.ts';
import { myHours, myPresence } from '#lib/hours/views.ts';
import { scopeOf, type PersonActor } from '#lib/kernel/actor.ts';
import type { AnyView, ArgsOf, ViewDataOf } from '#lib/kernel/view.ts';
import { listDraftPage, listPage, myLists } from '#lib/lists/views.ts';
import { draftPage, meetingPage, myMeetings } from '#lib/meetings/views.ts';
import { myNotices } from '#lib/notifications/views.ts';
import { unitPage } from '#lib/org/views.ts';
import { findings, staffing } from '#lib/roster/views.ts';
import { askableView, myShifts, offersView, openShiftsView, shiftPage } from '#lib/posts/views.ts';
import type { PackedView } from '#lib/sync/sync.svelte.ts';

export interface PackItem {
	readonly view: AnyView;
	/** The arguments to fetch it with: one set, or an array of them (one per unit of mine …). */
	readonly args: (actor: PersonActor) => unknown;
	/** What to fetch besides, by what it shows: the pages behind its rows. */
	readonly more?: (data: unknown) => readonly PackedView[];
}

/** Checks arguments and data against the view: `item(myShifts, () => ({}))`. */
export const item = <V extends AnyView>(
	view: V,
	args: (actor: PersonActor) => ArgsOf<V> | readonly ArgsOf<V>[],
	more?: (data: ViewDataOf<V>) => readonly PackedView[]
): PackItem => ({ view, args, ...(more ? { more: more as (data: unknown) => PackedView[] } : {}) });

const page = <V extends AnyView>(view: V, args: ArgsOf<V>): PackedView => ({ view, args });
const none = () => ({});
/** Rows of a list whose pages are fetched too: the nearest ones. */
const MOST = 20;

export const pack: readonly PackItem[] = [
	item(myShifts, none, ({ shifts }) =>
		shifts
			.slice(0, MOST)
			.flatMap(({ id, mine }) => [
				page(shiftPage, { shift: id }),
				...(mine?.place === 'held' ? [page(askableView, { shift: id })] : [])
			])
	),
	item(offersView, none, ({ offers }) =>
		offers.slice(0, MOST).map(({ shift }) => page(shiftPage, { shift }))
	),
	item(openShiftsView, none, ({ shifts }) =>
		shifts.slice(0, MOST).map(({ id }) => page(shiftPage, { shift: id }))
	),
	item(myPresence, none),
	item(myHours, none),
	item(myCertificates, none, ({ certificates }) =>
		certificates.slice(0, MOST).map(({ id }) => page(certificatePage, { certificate: id }))
	),
	item(myNotices, none),
	item(myMeetings, none, ({ upcoming, recent }) => [
		...[...upcoming, ...recent].slice(0, MOST).map(({ id }) => page(meetingPage, { meeting: id })),
		...upcoming.slice(0, MOST).map(({ id }) => page(draftPage, { meeting: id }))
	]),
	item(myLists, none, ({ open }) =>
		open
			.slice(0, MOST)
			.flatMap(({ id }) => [page(listPage, { list: id }), page(listDraftPage, { list: id })])
	),
	item(myConsent, none),
	// My units: who leads them and how to get on is wanted most where there is no network.
	...[unitPage, staffing, findings].map((view) =>
		item(view, (actor) => scopeOf(actor).map((code) => ({ code })))
	)
];

/** What to fetch for a person. */
export const packFor = (actor: PersonActor): readonly PackedView[] =>
	pack.flatMap(({ view, args, more }) => {
		const given = args(actor);
		return (Array.isArray(given) ? given : [given]).map((one: unknown) => ({
			view,
			args: one,
			more
		}));
	});
