import { and, eq, gt, inArray, isNull } from 'drizzle-orm';
import { isWithin } from '#lib/kernel/actor.ts';
import { done, refused } from '#lib/kernel/outcome.ts';
import { personTopic, recordTopic } from '#lib/kernel/view.ts';
import { findUnit } from '#lib/org/repo.server.ts';
import type { Tx } from '#lib/platform/db/port.server.ts';
import { handle } from '#lib/platform/handler.server.ts';
import { countLive, findShift, insertClaim, liveClaimsOf } from './claims.server.ts';
import {
	cancelShift,
	claimShift,
	closePost,
	editPost,
	leaveShift,
	openPost,
	openShifts,
	setCapacity
} from './commands.ts';
import { findPost } from './repo.server.ts';
import { offerHandlers } from './handing.server.ts';
import {
	cancel,
	promote,
	promoteElsewhere,
	shiftPayload,
	shiftsMeant,
	topicsOf
} from './places.server.ts';
import { checkTimes, decideClaim, whyClosed } from './rules.ts';
import { seriesHandlers } from './series.server.ts';
import { claim, post, shift } from './tables.server.ts';
import { postTopics } from './views.ts';

type PostRow = NonNullable<Awaited<ReturnType<typeof findPost>>>;

const ofPost = async (tx: Tx, id: string) => {
	const row = await findPost(tx, id);
	return row && { target: { unit: row.unit }, unit: row.unit, facts: row };
};
const ofShift = async (tx: Tx, id: string) => {
	const row = await findShift(tx, id);
	return row && { target: row, unit: row.unit, facts: row };
};

/** The community of a unit: its nearest ancestor above the grid, which special grids have as town. */
async function communityOf(tx: Tx, code: string): Promise<string> {
	const found = await findUnit(tx, code);
	if (!found?.parent || (found.level !== 'grid' && found.level !== 'micro_grid')) return code;
	return communityOf(tx, found.parent);
}

export const handlers = [
	handle(openPost, {
		facts: async (tx, { unit }) => {
			const found = await findUnit(tx, unit);
			return found && { target: { unit }, unit, facts: found };
		},
		execute: async (tx, { id, audience: asked, ...texts }, unit, { actor, now, emit }) => {
			if (unit.closedAt !== null) return refused('unit_closed', { unit: unit.name });
			const audience = asked ?? (await communityOf(tx, unit.code));
			if (!isWithin(unit.code, audience) || !(await findUnit(tx, audience))) {
				return refused('bad_audience');
			}
			if (await findPost(tx, id)) return refused('id_reused');
			await tx
				.insert(post)
				.values({ ...texts, id, unit: unit.code, audience, by: actor.id, at: now });
			emit({
				name: 'post.opened',
				topics: postTopics({ id, unit: unit.code, audience }),
				payload: { post: id, unit: unit.code, audience }
			});
			return done({ post: id });
		}
	}),

	handle(editPost, {
		facts: (tx, input) => ofPost(tx, input.post),
		execute: async (tx, { post: id, ...texts }, row, { actor, now, emit }) => {
			if (row.closedAt !== null) return refused('post_closed');
			await tx
				.update(post)
				.set({ ...texts, editedBy: actor.id, editedAt: now })
				.where(eq(post.id, id));
			const shifts = await tx
				.select({ id: shift.id })
				.from(shift)
				.where(and(eq(shift.post, id), gt(shift.endsAt, now)));
			emit({
				name: 'post.edited',
				topics: [...postTopics(row), ...shifts.map((s) => recordTopic('shift', s.id))],
				payload: { post: id, unit: row.unit }
			});
			return done({ post: id });
		}
	}),

	handle(closePost, {
		facts: (tx, input) => ofPost(tx, input.post),
		execute: async (tx, { post: id, reason }, row, context) => {
			if (row.closedAt !== null) return refused('post_closed');
			const { actor, now } = context;
			await tx
				.update(post)
				.set({ closedBy: actor.id, closedAt: now, closeReason: reason })
				.where(eq(post.id, id));
			const coming = await tx
				.select({ id: shift.id })
				.from(shift)
				.where(and(eq(shift.post, id), gt(shift.startsAt, now), isNull(shift.cancelledAt)));
			for (const { id: one } of coming) {
				const found = await findShift(tx, one);
				if (found) await cancel(tx, found, reason, context);
			}
			context.emit({
				name: 'post.closed',
				topics: postTopics(row),
				payload: { post: id, unit: row.unit }
			});
			return done({ cancelled: coming.length });
		}
	}),

	handle(openShifts, {
		facts: (tx, input) => ofPost(tx, input.post),
		execute: async (tx, input, row: PostRow, { actor, now, emit }) => {
			if (row.closedAt !== null) return refused('post_closed');
			const wrong = checkTimes(input.shifts, now);
			if (wrong) return wrong;
			const ids = input.shifts.map((s) => s.id);
			const [taken] = await tx
				.select({ id: shift.id })
				.from(shift)
				.where(inArray(shift.id, ids))
				.limit(1);
			if (taken) return refused('id_reused');
			const { unit, audience } = row;
			await tx.insert(shift).values(
				input.shifts.map((s) => ({
					...s,
					post: row.id,
					unit,
					audience,
					capacity: input.capacity,
					by: actor.id,
					at: now
				}))
			);
			emit({
				name: 'shifts.opened',
				topics: postTopics(row),
				payload: { post: row.id, unit, shifts: ids }
			});
			return done({ opened: ids.length });
		}
	}),

	handle(setCapacity, {
		facts: (tx, input) => ofShift(tx, input.shift),
		execute: async (tx, { capacity, which = 'one' }, row, context) => {
			const meant = await shiftsMeant(tx, row, which, context.now);
			if ('kind' in meant) return meant;
			// All or none: half a series changed is worse than a refusal.
			for (const one of meant) {
				const { held } = await countLive(tx, one.id);
				if (capacity < held) return refused('below_held', { held, startsAt: one.startsAt });
			}
			let promoted = 0;
			for (const one of meant) {
				await tx.update(shift).set({ capacity }).where(eq(shift.id, one.id));
				context.emit({
					name: 'shift.capacity_set',
					topics: topicsOf(one),
					payload: { ...shiftPayload(one), capacity }
				});
				promoted += await promote(tx, { ...one, capacity }, context);
			}
			return done({ promoted });
		}
	}),

	handle(cancelShift, {
		facts: (tx, input) => ofShift(tx, input.shift),
		execute: async (tx, { reason, which = 'one' }, row, context) => {
			const meant = await shiftsMeant(tx, row, which, context.now);
			if ('kind' in meant) return meant;
			let told = 0;
			for (const one of meant) told += await cancel(tx, one, reason, context);
			return done({ told });
		}
	}),

	handle(claimShift, {
		facts: (tx, input) => ofShift(tx, input.shift),
		execute: async (tx, { id }, row, { actor, now, claimedAt, emit }) => {
			const { held, waiting } = await countLive(tx, row.id);
			const own = await liveClaimsOf(tx, actor.id, row);
			const decision = decideClaim(row, held, waiting, own, now);
			if ('kind' in decision) return decision;
			const isNew = await insertClaim(tx, {
				id,
				shift: row.id,
				person: actor.id,
				startsAt: row.startsAt,
				endsAt: row.endsAt,
				at: now,
				claimedAt,
				heldAt: decision.place === 'held' ? now : null
			});
			if (!isNew) return refused('id_reused');
			emit({
				name: 'claim.made',
				topics: [...topicsOf(row), personTopic(actor.id)],
				payload: { claim: id, shift: row.id, unit: row.unit, person: actor.id, ...decision }
			});
			return done(decision);
		}
	}),

	handle(leaveShift, {
		facts: async (tx, input) => {
			const [own] = await tx.select().from(claim).where(eq(claim.id, input.claim));
			const row = own && (await findShift(tx, own.shift));
			return row ? { target: own, unit: row.unit, facts: { own, row } } : null;
		},
		execute: async (tx, _, { own, row }, context) => {
			if (own.ended === 'handed_on') return refused('left', { why: 'handed_on' });
			if (own.ended === 'left') return refused('left');
			const closed = whyClosed(row, context.now);
			if (closed) return closed;
			await tx
				.update(claim)
				.set({ endedAt: context.now, endedBy: context.actor.id, ended: 'left' })
				.where(eq(claim.id, own.id));
			context.emit({
				name: 'claim.left',
				topics: [...topicsOf(row), personTopic(own.person)],
				payload: {
					...shiftPayload(row),
					claim: own.id,
					person: own.person,
					held: own.heldAt !== null,
					openedBy: row.openedBy
				}
			});
			if (own.heldAt === null) return done({ promoted: 0 });
			const promoted = await promote(tx, row, context);
			await promoteElsewhere(tx, own.person, row, context);
			return done({ promoted });
		}
	}),

	...offerHandlers,
	...seriesHandlers
];
