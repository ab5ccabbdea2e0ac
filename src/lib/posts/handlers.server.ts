import { and, eq, gt, inArray, isNull } from 'drizzle-orm';
import { isWithin } from '#lib/kernel/actor.ts';
import { done, refused } from '#lib/kernel/outcome.ts';
import { personTopic, recordTopic } from '#lib/kernel/view.ts';
import { findUnit } from '#lib/org/repo.server.ts';
import type { Tx } from '#lib/platform/db/port.server.ts';
import { handle, type Context } from '#lib/platform/handler.server.ts';
import {
	busyPeople,
	countLive,
	findShift,
	insertClaim,
	liveClaims,
	liveClaimsOf,
	type ShiftRow
} from './claims.server.ts';
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
import { checkTimes, decideClaim, promotions, whyClosed } from './rules.ts';
import { claim, post, shift } from './tables.server.ts';
import { postTopics } from './views.ts';

type PostRow = NonNullable<Awaited<ReturnType<typeof findPost>>>;

const topicsOf = (row: ShiftRow): string[] => [
	recordTopic('shift', row.id),
	...postTopics({ id: row.post, unit: row.unit, audience: row.audience })
];

/** What a notice needs to name a shift; `title` says what is done, nothing about anybody. */
const shiftPayload = (row: ShiftRow) => ({
	shift: row.id,
	post: row.post,
	unit: row.unit,
	title: row.title,
	startsAt: row.startsAt,
	endsAt: row.endsAt
});

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

/** [PO-7] Gives free places to those who wait, in order, and tells them. */
async function promote(tx: Tx, row: ShiftRow, context: Context): Promise<number> {
	if (whyClosed(row, context.now)) return 0;
	const claims = await liveClaims(tx, row.id);
	const waiting = claims.filter((c) => !c.held).map((c) => c.person);
	const next = promotions(row.capacity, claims, await busyPeople(tx, waiting, row));
	for (const { id, person } of next) {
		await tx.update(claim).set({ heldAt: context.now }).where(eq(claim.id, id));
		context.emit({
			name: 'claim.promoted',
			topics: [...topicsOf(row), personTopic(person)],
			payload: { ...shiftPayload(row), claim: id, person }
		});
	}
	return next.length;
}

/**
 * [PO-7] Somebody who was passed over because of these hours is free now: looks again at the
 * shifts on whose waitlist that person is.
 */
async function promoteElsewhere(
	tx: Tx,
	person: string,
	hours: ShiftRow,
	context: Context
): Promise<void> {
	const own = await liveClaimsOf(tx, person, hours);
	for (const waiting of own.filter((c) => !c.held && c.shift !== hours.id)) {
		const row = await findShift(tx, waiting.shift);
		if (row) await promote(tx, row, context);
	}
}

/** Cancels a shift, ends its claims, tells their people. Returns how many were told. */
async function cancel(tx: Tx, row: ShiftRow, reason: string, context: Context): Promise<number> {
	const { actor, now } = context;
	const claims = await liveClaims(tx, row.id);
	await tx
		.update(shift)
		.set({ cancelledBy: actor.id, cancelledAt: now, cancelReason: reason })
		.where(eq(shift.id, row.id));
	await tx
		.update(claim)
		.set({ endedAt: now, endedBy: actor.id, ended: 'cancelled' })
		.where(and(eq(claim.shift, row.id), isNull(claim.endedAt)));
	const people = claims.map((c) => c.person);
	context.emit({
		name: 'shift.cancelled',
		topics: [...topicsOf(row), ...people.map(personTopic)],
		payload: { ...shiftPayload(row), people }
	});
	for (const { person, held } of claims) {
		if (held) await promoteElsewhere(tx, person, row, context);
	}
	return people.length;
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
		execute: async (tx, { capacity }, row, context) => {
			const closed = whyClosed(row, context.now);
			if (closed) return closed;
			const { held } = await countLive(tx, row.id);
			if (capacity < held) return refused('below_held', { held });
			await tx.update(shift).set({ capacity }).where(eq(shift.id, row.id));
			context.emit({
				name: 'shift.capacity_set',
				topics: topicsOf(row),
				payload: { ...shiftPayload(row), capacity }
			});
			return done({ promoted: await promote(tx, { ...row, capacity }, context) });
		}
	}),

	handle(cancelShift, {
		facts: (tx, input) => ofShift(tx, input.shift),
		execute: async (tx, { reason }, row, context) => {
			const closed = whyClosed(row, context.now);
			if (closed) return closed;
			return done({ told: await cancel(tx, row, reason, context) });
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
	})
];
