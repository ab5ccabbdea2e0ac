/** Handing a place on: offered, taken in one step, or not (PO-12, PO-13). */
import { and, eq, isNull } from 'drizzle-orm';
import { belongs } from '#lib/kernel/actor.ts';
import { done, refused } from '#lib/kernel/outcome.ts';
import { personTopic } from '#lib/kernel/view.ts';
import type { Tx } from '#lib/platform/db/port.server.ts';
import { handle } from '#lib/platform/handler.server.ts';
import { actorFor } from '#lib/roster/repo.server.ts';
import { busyPeople, findShift, insertClaim, liveClaims, liveClaimsOf } from './claims.server.ts';
import { acceptPlace, endOffer, offerPlace } from './commands.ts';
import { findOffer, isOffered } from './offers.server.ts';
import { promoteElsewhere, shiftPayload, topicsOf } from './places.server.ts';
import { decideOffer, decideTaking, promotions } from './rules.ts';
import { claim, placeOffer } from './tables.server.ts';

const ofOffer = async (tx: Tx, id: string) => {
	const offer = await findOffer(tx, id);
	const row = offer && (await findShift(tx, offer.shift));
	return row
		? {
				target: { person: offer.person, to: offer.to, audience: row.audience },
				unit: row.unit,
				facts: { offer, row }
			}
		: null;
};

export const offerHandlers = [
	handle(offerPlace, {
		facts: async (tx, input) => {
			const [own] = await tx.select().from(claim).where(eq(claim.id, input.claim));
			const row = own && (await findShift(tx, own.shift));
			return row ? { target: own, unit: row.unit, facts: { own, row } } : null;
		},
		execute: async (tx, { id, to }, { own, row }, { now, claimedAt, emit }) => {
			const claims = await liveClaims(tx, row.id);
			const waiting = claims.filter((c) => !c.held).map((c) => c.person);
			const next = promotions(
				claims.filter((c) => c.held).length + 1,
				claims,
				await busyPeople(tx, waiting, row)
			);
			const state = { held: own.heldAt !== null, ended: own.endedAt !== null };
			const wrong = decideOffer(row, state, await isOffered(tx, own.id), next.length > 0, now);
			if (wrong) return wrong;
			if (to !== null) {
				const asked = to === own.person ? null : await actorFor(tx, to, now);
				if (!asked || !belongs(asked, row.audience)) return refused('not_eligible');
			}
			if (await findOffer(tx, id)) return refused('id_reused');
			await tx.insert(placeOffer).values({
				...{ id, claim: own.id, shift: row.id, person: own.person, to },
				...{ at: now, offeredAt: claimedAt }
			});
			emit({
				name: 'offer.made',
				topics: [
					...topicsOf(row),
					personTopic(own.person),
					...(to === null ? [] : [personTopic(to)])
				],
				payload: { ...shiftPayload(row), offer: id, person: own.person, to }
			});
			return done({ offer: id });
		}
	}),

	handle(acceptPlace, {
		facts: (tx, input) => ofOffer(tx, input.offer),
		execute: async (tx, { id }, { offer, row }, context) => {
			const { actor, now, claimedAt, emit } = context;
			const own = await liveClaimsOf(tx, actor.id, row);
			const wrong = decideTaking(row, offer.open, own, now);
			if (wrong) return wrong;
			const waiting = own.find((c) => c.shift === row.id);
			const became = waiting?.id ?? id;
			if (waiting) {
				await tx.update(claim).set({ heldAt: now }).where(eq(claim.id, waiting.id));
			} else {
				const isNew = await insertClaim(tx, {
					...{ id, shift: row.id, person: actor.id, startsAt: row.startsAt, endsAt: row.endsAt },
					...{ at: now, claimedAt, heldAt: now }
				});
				if (!isNew) return refused('id_reused');
			}
			await tx
				.update(claim)
				.set({ endedAt: now, endedBy: actor.id, ended: 'handed_on' })
				.where(eq(claim.id, offer.claim));
			await tx
				.update(placeOffer)
				.set({ endedAt: now, endedBy: actor.id, ended: 'taken', became })
				.where(eq(placeOffer.id, offer.id));
			emit({
				name: 'offer.taken',
				topics: [...topicsOf(row), personTopic(offer.person), personTopic(actor.id)],
				payload: {
					...shiftPayload(row),
					...{ offer: offer.id, claim: became, person: offer.person, taker: actor.id }
				}
			});
			await promoteElsewhere(tx, offer.person, row, context);
			return done({ claim: became });
		}
	}),

	handle(endOffer, {
		facts: (tx, input) => ofOffer(tx, input.offer),
		execute: async (tx, _, { offer, row }, { actor, now, emit }) => {
			if (!offer.open) return refused('gone', { why: 'offer' });
			const ended = actor.id === offer.person ? 'withdrawn' : 'declined';
			await tx
				.update(placeOffer)
				.set({ endedAt: now, endedBy: actor.id, ended })
				.where(and(eq(placeOffer.id, offer.id), isNull(placeOffer.endedAt)));
			emit({
				name: `offer.${ended}`,
				topics: [
					...topicsOf(row),
					personTopic(offer.person),
					...(offer.to === null ? [] : [personTopic(offer.to)])
				],
				payload: { ...shiftPayload(row), offer: offer.id, person: offer.person, to: offer.to }
			});
			return done({ offer: offer.id });
		}
	})
];
