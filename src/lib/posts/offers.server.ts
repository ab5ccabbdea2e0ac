/** Offers of places as handlers and views see them. */
import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, ne, or } from 'drizzle-orm';
import { belongs, type PersonActor } from '#lib/kernel/actor.ts';
import type { Tx } from '#lib/platform/db/port.server.ts';
import { reads } from '#lib/platform/handler.server.ts';
import { actorFor, peopleNames } from '#lib/roster/repo.server.ts';
import { findShift, holdsPlace } from './claims.server.ts';
import type { OfferCard, PlaceOffer } from './schema.ts';
import { claim, placeOffer, post, shift } from './tables.server.ts';
import { askableView, audiencesOf, offersView } from './views.ts';

const MOST_OFFERS = 50;
/** Names that one chooses from; more would be a register. */
const MOST_ASKED = 30;

/** The offer with this id and the claim it is of; `null` when there is none. */
export async function findOffer(q: Tx, id: string) {
	const [row] = await q
		.select({ offer: placeOffer, claimEndedAt: claim.endedAt, heldAt: claim.heldAt })
		.from(placeOffer)
		.innerJoin(claim, eq(claim.id, placeOffer.claim))
		.where(eq(placeOffer.id, id));
	return row
		? { ...row.offer, open: row.offer.endedAt === null && row.claimEndedAt === null }
		: null;
}

/** The place of this claim is on offer. */
export async function isOffered(q: Tx, of: string): Promise<boolean> {
	const rows = await q
		.select({ id: placeOffer.id })
		.from(placeOffer)
		.where(and(eq(placeOffer.claim, of), isNull(placeOffer.endedAt)));
	return rows.length > 0;
}

/** Open offers that concern the reader, in order of time; of one shift when it is named. */
async function openOffers(
	q: Tx,
	actor: PersonActor,
	now: number,
	of?: string
): Promise<OfferCard[]> {
	const rows = await q
		.select({
			id: placeOffer.id,
			person: placeOffer.person,
			asked: placeOffer.to,
			shift: shift.id,
			title: post.title,
			place: post.place,
			startsAt: shift.startsAt,
			endsAt: shift.endsAt
		})
		.from(placeOffer)
		.innerJoin(claim, eq(claim.id, placeOffer.claim))
		.innerJoin(shift, eq(shift.id, placeOffer.shift))
		.innerJoin(post, eq(post.id, shift.post))
		.where(
			and(
				isNull(placeOffer.endedAt),
				isNull(claim.endedAt),
				isNull(shift.cancelledAt),
				gt(shift.startsAt, now),
				of === undefined ? undefined : eq(placeOffer.shift, of),
				or(
					eq(placeOffer.person, actor.id),
					eq(placeOffer.to, actor.id),
					// Of one shift: who may read its page was decided there.
					and(
						isNull(placeOffer.to),
						of === undefined ? inArray(shift.audience, audiencesOf(actor)) : undefined
					)
				)
			)
		)
		.orderBy(asc(shift.startsAt), asc(placeOffer.id))
		.limit(MOST_OFFERS);
	const names = await peopleNames(
		q,
		rows.flatMap((row) => (row.asked === null ? [row.person] : [row.person, row.asked]))
	);
	return rows.map(({ person, asked, ...row }) => {
		const mine = person === actor.id;
		return {
			...row,
			from: names.get(person) ?? '',
			to: mine && asked !== null ? (names.get(asked) ?? '') : null,
			is: mine ? ('mine' as const) : asked === null ? ('to_all' as const) : ('to_me' as const)
		};
	});
}

/** Offers of one shift, for its page. */
export async function offersOfShift(
	q: Tx,
	id: string,
	actor: PersonActor,
	now: number
): Promise<PlaceOffer[]> {
	const cards = await openOffers(q, actor, now, id);
	return cards.map(({ id: offer, from, to, is }) => ({ id: offer, from, to, is }));
}

/**
 * Those who had a place in the same post: the reader knows their names from its pages. Without
 * those who have a place in this shift and those who left the audience.
 */
async function askable(q: Tx, of: { id: string; post: string; audience: string }, now: number) {
	const here = q
		.select({ person: claim.person })
		.from(claim)
		.where(and(eq(claim.shift, of.id), isNull(claim.endedAt), isNotNull(claim.heldAt)));
	const held = await q
		.select({ person: claim.person })
		.from(claim)
		.innerJoin(shift, eq(shift.id, claim.shift))
		.where(and(eq(shift.post, of.post), ne(shift.id, of.id), isNotNull(claim.heldAt)))
		.orderBy(desc(shift.startsAt))
		.limit(300);
	const busy = new Set((await here).map((row) => row.person));
	const ids = [...new Set(held.map((row) => row.person))]
		.filter((person) => !busy.has(person))
		.slice(0, MOST_ASKED);
	const people: { id: string; name: string }[] = [];
	for (const id of ids) {
		const one = await actorFor(q, id, now);
		if (one && belongs(one, of.audience)) people.push({ id, name: one.name });
	}
	return people;
}

export const offerReaders = [
	reads(offersView, async (q, _, { actor, now }) =>
		actor ? { offers: await openOffers(q, actor, now) } : null
	),
	reads(askableView, async (q, { shift: id }, { actor, now }) => {
		const row = actor && (await findShift(q, id));
		if (!row || !actor || !(await holdsPlace(q, id, actor.id))) return null;
		return { people: await askable(q, row, now) };
	})
];
