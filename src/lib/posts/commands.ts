import { belongs, isSelf, leads, type Actor } from '#lib/kernel/actor.ts';
import { defineCommand, typed } from '#lib/kernel/command.ts';
import {
	AcceptPlaceInput,
	CancelShiftInput,
	ClaimShiftInput,
	ClosePostInput,
	EditPostInput,
	EndOfferInput,
	LeaveShiftInput,
	OfferPlaceInput,
	OpenPostInput,
	OpenSeriesInput,
	OpenShiftsInput,
	SetCapacityInput,
	type Place
} from './schema.ts';

/** Those who run the unit of a post open it, its shifts, and close them. */
const runs = (actor: Actor, { unit }: { readonly unit: string }) => leads(actor, unit);

/** The log keeps a post's texts, but not whom to ring. */
const withoutContact = <Input extends { contact: string }>({ contact, ...rest }: Input) => ({
	...rest,
	contact: contact === '' ? '' : '…'
});

/** Opens a post in `unit`, offered to everybody in `audience` (PO-1, PO-2). */
export const openPost = defineCommand({
	name: 'posts.openPost',
	input: OpenPostInput,
	offline: 'online',
	lane: 'posts',
	may: runs,
	done: typed<{ post: string }>(),
	refusals: ['bad_audience', 'unit_closed'],
	redact: withoutContact
});

/** Mends the texts of a post. Unit and audience stay. */
export const editPost = defineCommand({
	name: 'posts.editPost',
	input: EditPostInput,
	offline: 'online',
	lane: 'posts',
	may: runs,
	done: typed<{ post: string }>(),
	refusals: ['post_closed'],
	redact: withoutContact
});

/** Closes a post for good; shifts that have not begun are cancelled and everybody is told. */
export const closePost = defineCommand({
	name: 'posts.closePost',
	input: ClosePostInput,
	offline: 'online',
	lane: 'posts',
	may: runs,
	done: typed<{ cancelled: number }>(),
	refusals: ['post_closed']
});

/** Opens one shift or several days at once, all with the same number of places (PO-8). */
export const openShifts = defineCommand({
	name: 'posts.openShifts',
	input: OpenShiftsInput,
	offline: 'online',
	lane: 'posts',
	may: runs,
	done: typed<{ opened: number }>(),
	refusals: ['post_closed', 'bad_times']
});

/** Opens a shift on each day of a pattern (PO-14). `opened` may be one: that is no series. */
export const openSeries = defineCommand({
	name: 'posts.openSeries',
	input: OpenSeriesInput,
	offline: 'online',
	lane: 'posts',
	may: runs,
	done: typed<{ opened: number }>(),
	refusals: ['post_closed', 'bad_times', 'no_days', 'too_many']
});

/** More places promote those who wait; fewer than are taken is refused (PO-10, PO-15). */
export const setCapacity = defineCommand({
	name: 'posts.setCapacity',
	input: SetCapacityInput,
	offline: 'online',
	lane: 'posts',
	may: runs,
	done: typed<{ promoted: number }>(),
	refusals: ['closed', 'below_held', 'no_series']
});

/** Cancels what has not begun of it; everybody who holds or waits for a place is told (PO-15). */
export const cancelShift = defineCommand({
	name: 'posts.cancelShift',
	input: CancelShiftInput,
	offline: 'online',
	lane: 'posts',
	may: runs,
	done: typed<{ told: number }>(),
	refusals: ['closed', 'no_series']
});

/** Takes a place, or a number on the waitlist when there is none left (PO-3 to PO-6). */
export const claimShift = defineCommand({
	name: 'posts.claimShift',
	input: ClaimShiftInput,
	offline: 'queue',
	lane: 'booking',
	may: (actor: Actor, { audience }: { readonly audience: string }) =>
		actor.kind === 'person' && belongs(actor, audience),
	done: typed<Place>(),
	refusals: ['closed', 'already', 'clash']
});

/** Gives the place or the number back; whoever is next gets it in the same moment (PO-7). */
export const leaveShift = defineCommand({
	name: 'posts.leaveShift',
	input: LeaveShiftInput,
	offline: 'queue',
	lane: 'booking',
	may: (actor: Actor, { person }: { readonly person: string }) => isSelf(actor, person),
	done: typed<{ promoted: number }>(),
	refusals: ['closed', 'left']
});

/** Offers the own place to one person or to everybody in the audience; it stays held (PO-12). */
export const offerPlace = defineCommand({
	name: 'posts.offerPlace',
	input: OfferPlaceInput,
	offline: 'queue',
	lane: 'booking',
	may: (actor: Actor, { person }: { readonly person: string }) => isSelf(actor, person),
	done: typed<{ offer: string }>(),
	refusals: ['closed', 'gone', 'not_held', 'offered', 'others_wait', 'not_eligible']
});

/** What decides who may answer an offer: whose it is, who is asked (null: everybody), of what. */
export interface OfferTarget {
	readonly person: string;
	readonly to: string | null;
	readonly audience: string;
}

/** Takes a place that is on offer: it moves from one to the other in one step (PO-13). */
export const acceptPlace = defineCommand({
	name: 'posts.acceptPlace',
	input: AcceptPlaceInput,
	offline: 'queue',
	lane: 'booking',
	may: (actor: Actor, { person, to, audience }: OfferTarget) =>
		actor.kind === 'person' &&
		actor.id !== person &&
		(to === null || to === actor.id) &&
		belongs(actor, audience),
	done: typed<{ claim: string }>(),
	refusals: ['closed', 'gone', 'already', 'clash']
});

/** Withdraws an own offer, or declines one that was made to oneself alone. */
export const endOffer = defineCommand({
	name: 'posts.endOffer',
	input: EndOfferInput,
	offline: 'queue',
	lane: 'booking',
	may: (actor: Actor, { person, to }: OfferTarget) =>
		isSelf(actor, person) || (to !== null && isSelf(actor, to)),
	done: typed<{ offer: string }>(),
	refusals: ['gone']
});
