import {
	and,
	asc,
	eq,
	gt,
	gte,
	inArray,
	isNotNull,
	isNull,
	lt,
	or,
	sql,
	type SQL
} from 'drizzle-orm';
import { belongs, leads, LEADERS, type PersonActor } from '#lib/kernel/actor.ts';
import { DAY } from '#lib/kernel/time.ts';
import { unitNames, within } from '#lib/org/repo.server.ts';
import type { Tx } from '#lib/platform/db/port.server.ts';
import { reads } from '#lib/platform/handler.server.ts';
import { findPerson, peopleNames } from '#lib/roster/repo.server.ts';
import { liveClaims } from './claims.server.ts';
import { offerReaders, offersOfShift } from './offers.server.ts';
import { distanceTo } from './rules.ts';
import type { OpenShift, Place, PostView, ShiftCard } from './schema.ts';
import { claim, post, shift } from './tables.server.ts';
import {
	audiencesOf,
	managedPosts,
	myShifts,
	openShiftsView,
	postPage,
	shiftPage
} from './views.ts';

/** Shifts that one page shows at most; what is later is found by opening the post. */
const MOST_OPEN = 100;
const RECENT = 2 * DAY;

const cardColumns = {
	id: shift.id,
	post: shift.post,
	kind: post.kind,
	title: post.title,
	place: post.place,
	unit: shift.unit,
	audience: shift.audience,
	startsAt: shift.startsAt,
	endsAt: shift.endsAt,
	capacity: shift.capacity,
	cancelledAt: shift.cancelledAt,
	skills: post.skills
};
type CardRow = Omit<ShiftCard, 'unitName' | 'held' | 'waiting' | 'mine'> & {
	skills: readonly string[];
};

const shiftsWhere = (q: Tx, where: SQL | undefined, most: number): Promise<CardRow[]> =>
	Promise.resolve(
		q
			.select(cardColumns)
			.from(shift)
			.innerJoin(post, eq(post.id, shift.post))
			.where(where)
			.orderBy(asc(shift.startsAt), asc(shift.id))
			.limit(most)
	);

/** The post with this id; `null` when there is none. */
export async function findPost(q: Tx, id: string) {
	const [row] = await q.select().from(post).where(eq(post.id, id));
	return row ?? null;
}

/** A post is there for those it is offered to and for those who run its unit (PO-2). */
const maySee = (actor: PersonActor, row: { unit: string; audience: string }) =>
	belongs(actor, row.audience) || leads(actor, row.unit);

/** Adds to each shift how full it is, and the reader's own place in it. */
async function cards(q: Tx, rows: readonly CardRow[], reader: string): Promise<ShiftCard[]> {
	if (rows.length === 0) return [];
	const ids = rows.map((row) => row.id);
	const live = await q
		.select({
			shift: claim.shift,
			held: sql<number>`sum(case when ${claim.heldAt} is null then 0 else 1 end)`,
			waiting: sql<number>`sum(case when ${claim.heldAt} is null then 1 else 0 end)`
		})
		.from(claim)
		.where(and(inArray(claim.shift, ids), isNull(claim.endedAt)))
		.groupBy(claim.shift);
	const counts = new Map(live.map((row) => [row.shift, row]));
	const mine = await placesOf(q, reader, ids);
	const names = await unitNames(
		q,
		rows.map((row) => row.unit)
	);
	return rows.map(({ skills: _, ...row }) => ({
		...row,
		unitName: names.get(row.unit) ?? row.unit,
		held: counts.get(row.id)?.held ?? 0,
		waiting: counts.get(row.id)?.waiting ?? 0,
		mine: mine.get(row.id) ?? null
	}));
}

/** A person's live claims in these shifts, those on a waitlist with their number (PO-6). */
async function placesOf(q: Tx, person: string, shifts: readonly string[]) {
	const own = await q
		.select({ id: claim.id, shift: claim.shift, seq: claim.seq, heldAt: claim.heldAt })
		.from(claim)
		.where(and(eq(claim.person, person), isNull(claim.endedAt), inArray(claim.shift, [...shifts])));
	const places = new Map<string, Place & { claim: string }>();
	for (const { id, shift: of, seq, heldAt } of own) {
		if (heldAt !== null) {
			places.set(of, { claim: id, place: 'held' });
			continue;
		}
		const [ahead] = await q
			.select({ n: sql<number>`count(*)` })
			.from(claim)
			.where(
				and(eq(claim.shift, of), isNull(claim.endedAt), isNull(claim.heldAt), lt(claim.seq, seq))
			);
		places.set(of, { claim: id, place: 'waiting', number: (ahead?.n ?? 0) + 1 });
	}
	return places;
}

async function postView(
	q: Tx,
	row: NonNullable<Awaited<ReturnType<typeof findPost>>>
): Promise<PostView> {
	const units = await unitNames(q, [row.unit, row.audience]);
	const people = await peopleNames(q, [row.by]);
	const { by, at, editedBy: _e, closedBy: _c, ...shown } = row;
	return {
		...shown,
		unitName: units.get(row.unit) ?? row.unit,
		audienceName: units.get(row.audience) ?? row.audience,
		openedBy: people.get(by) ?? '',
		openedAt: at
	};
}

/** Kinds of posts in which the person ever held a place. */
async function kindsHeld(q: Tx, person: string): Promise<Set<string>> {
	const rows = await q
		.selectDistinct({ kind: post.kind })
		.from(claim)
		.innerJoin(shift, eq(shift.id, claim.shift))
		.innerJoin(post, eq(post.id, shift.post))
		.where(and(eq(claim.person, person), isNotNull(claim.heldAt), isNull(claim.endedAt)));
	return new Set(rows.map((row) => row.kind));
}

/** Codes of towns and of the county are no longer than this. */
const WIDE = 9;

/**
 * Offered in the subtree. A grid or a community has few: a range of the index by audience, sorted.
 * Most of what is open lies in a town: there the index by time is walked until the page is full,
 * instead of sorting all of it; the comparison is written so that no other index fits.
 */
const offeredUnder = (code: string) =>
	code.length > WIDE
		? within(shift.audience, code)
		: sql`substr(${shift.audience}, 1, ${code.length}) = ${code}`;

/**
 * The next shifts offered to the person: one short range of an index per unit the person is part
 * of, so that twenty thousand open shifts elsewhere cost nothing.
 */
async function openFor(q: Tx, actor: PersonActor, now: number): Promise<CardRow[]> {
	const open = and(gt(shift.startsAt, now), isNull(shift.cancelledAt));
	const found = new Map<string, CardRow>();
	const add = async (where: SQL | undefined) => {
		for (const row of await shiftsWhere(q, and(where, open), MOST_OPEN + 1)) found.set(row.id, row);
	};
	for (const audience of audiencesOf(actor)) await add(eq(shift.audience, audience));
	for (const { unit, role } of actor.memberships) {
		if (LEADERS.includes(role)) await add(offeredUnder(unit));
	}
	return [...found.values()].sort((a, b) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1));
}

export const readers = [
	reads(openShiftsView, async (q, _, { actor, now }) => {
		if (!actor) return null;
		const rows = await openFor(q, actor, now);
		const shown = rows.slice(0, MOST_OPEN);
		const held = await kindsHeld(q, actor.id);
		const own = await findPerson(q, actor.id);
		const skills = new Map(shown.map((row) => [row.id, row.skills]));
		const shifts = (await cards(q, shown, actor.id)).map((card): OpenShift => ({
			...card,
			distance: distanceTo(actor, card.unit),
			newToMe: !held.has(card.kind),
			fitsMe: skills.get(card.id)?.some((skill) => own?.skills.includes(skill)) ?? false
		}));
		return { shifts, more: rows.length > MOST_OPEN };
	}),

	reads(postPage, async (q, { post: id }, { actor, now }) => {
		const row = await findPost(q, id);
		if (!row || !actor || !maySee(actor, row)) return null;
		const rows = await shiftsWhere(q, and(eq(shift.post, id), gt(shift.endsAt, now)), MOST_OPEN);
		return { post: await postView(q, row), shifts: await cards(q, rows, actor.id) };
	}),

	reads(shiftPage, async (q, { shift: id }, { actor, now }) => {
		const [row] = await shiftsWhere(q, eq(shift.id, id), 1);
		if (!row || !actor || !maySee(actor, row)) return null;
		const of = await findPost(q, row.post);
		const [card] = await cards(q, [row], actor.id);
		if (!of || !card) return null;
		const [why] = await q
			.select({ reason: shift.cancelReason, series: shift.series })
			.from(shift)
			.where(eq(shift.id, id));
		const claims = await liveClaims(q, id);
		const names = await peopleNames(
			q,
			claims.map((c) => c.person)
		);
		const runs = leads(actor, row.unit);
		const comers = (held: boolean) =>
			claims
				.filter((c) => c.held === held)
				.map(({ person }) => ({
					name: names.get(person) ?? '',
					me: person === actor.id,
					...(runs ? { person } : {})
				}));
		return {
			shift: { ...card, cancelReason: why?.reason ?? null, series: why?.series ?? null },
			post: await postView(q, of),
			held: comers(true),
			waiting: runs ? comers(false) : null,
			offers: await offersOfShift(q, id, actor, now)
		};
	}),

	reads(myShifts, async (q, _, { actor, now }) => {
		if (!actor) return null;
		const own = await q
			.select({ shift: claim.shift })
			.from(claim)
			.where(
				and(
					eq(claim.person, actor.id),
					gt(claim.endsAt, now - RECENT),
					or(isNull(claim.endedAt), eq(claim.ended, 'cancelled'))
				)
			);
		const ids = own.map((row) => row.shift);
		if (ids.length === 0) return { shifts: [] };
		const rows = await shiftsWhere(q, inArray(shift.id, ids), MOST_OPEN);
		return { shifts: await cards(q, rows, actor.id) };
	}),

	reads(managedPosts, async (q, _, { actor, now }) => {
		if (!actor) return null;
		const led = actor.memberships.filter((m) => LEADERS.includes(m.role));
		if (led.length === 0) return { posts: [] };
		const rows = await q
			.select({
				id: post.id,
				kind: post.kind,
				title: post.title,
				unit: post.unit,
				closedAt: post.closedAt
			})
			.from(post)
			.where(
				and(
					or(...led.map(({ unit }) => within(post.unit, unit))),
					or(isNull(post.closedAt), gte(post.closedAt, now - 30 * DAY))
				)
			)
			.orderBy(asc(post.unit), asc(post.id))
			.limit(500);
		const coming =
			rows.length === 0
				? []
				: await comingOf(
						q,
						rows.map((r) => r.id),
						now
					);
		const of = new Map(coming.map((row) => [row.post, row]));
		const names = await unitNames(
			q,
			rows.map((row) => row.unit)
		);
		return {
			posts: rows.map((row) => ({
				...row,
				unitName: names.get(row.unit) ?? row.unit,
				shifts: of.get(row.id)?.shifts ?? 0,
				places: of.get(row.id)?.places ?? 0,
				held: of.get(row.id)?.held ?? 0,
				nextAt: of.get(row.id)?.nextAt ?? null
			}))
		};
	}),

	...offerReaders
];

/** Per post: how many shifts are to come, their places, and how many are taken. */
async function comingOf(q: Tx, posts: readonly string[], now: number) {
	const taken = q
		.select({ shift: claim.shift, held: sql<number>`count(*)`.as('held') })
		.from(claim)
		.where(and(isNull(claim.endedAt), isNotNull(claim.heldAt), gt(claim.startsAt, now)))
		.groupBy(claim.shift)
		.as('taken');
	return q
		.select({
			post: shift.post,
			shifts: sql<number>`count(*)`,
			places: sql<number>`sum(${shift.capacity})`,
			held: sql<number>`coalesce(sum(${taken.held}), 0)`,
			nextAt: sql<number>`min(${shift.startsAt})`
		})
		.from(shift)
		.leftJoin(taken, eq(taken.shift, shift.id))
		.where(and(inArray(shift.post, [...posts]), gt(shift.startsAt, now), isNull(shift.cancelledAt)))
		.groupBy(shift.post);
}
