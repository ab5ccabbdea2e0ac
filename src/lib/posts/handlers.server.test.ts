import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PersonActor } from '#lib/kernel/actor.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { DAY, HOUR } from '#lib/kernel/time.ts';
import {
	COMMUNITY,
	GRID,
	GRID_2,
	openWorld,
	TOWN,
	TUESDAY_9,
	type World
} from '../../../tests/support/world.ts';
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
import { managedPosts, myShifts, openShiftsView, postPage, shiftPage } from './views.ts';

let world: World;
beforeAll(async () => {
	world = await openWorld();
});
beforeEach(() => {
	world.now = TUESDAY_9;
});
afterAll(() => world.close());

const texts = {
	kind: 'volunteer_station' as const,
	title: '桶站值守',
	place: '海韵小区东门',
	duties: '引导分类,擦拭桶盖',
	bring: '手套',
	skills: ['普通话'],
	risks: '地面湿滑,穿防滑鞋',
	insurance: 'covered' as const,
	contact: '汪杰珍 13800000000'
};

async function aPost(
	by: PersonActor = world.people.leader,
	unit = GRID,
	audience: string | null = null
) {
	const id = uuidv7();
	const outcome = await world.run(by, openPost, { id, unit, audience, ...texts });
	expect(outcome).toMatchObject({ kind: 'done' });
	return id;
}
async function aShift(capacity = 2, from = 5 * HOUR, hours = 2, post?: string) {
	const id = uuidv7();
	const startsAt = TUESDAY_9 + from;
	const outcome = await world.run(world.people.leader, openShifts, {
		post: post ?? (await aPost()),
		capacity,
		shifts: [{ id, startsAt, endsAt: startsAt + hours * HOUR }]
	});
	expect(outcome).toMatchObject({ kind: 'done', data: { opened: 1 } });
	return id;
}
const claim = async (who: PersonActor, shift: string) => {
	const id = uuidv7();
	return { id, outcome: await world.run(who, claimShift, { id, shift }) };
};
const held = { kind: 'done', data: { place: 'held' } };
const waiting = (number: number) => ({ kind: 'done', data: { place: 'waiting', number } });
const notAvailable = { kind: 'refused', code: 'not_available' };

describe('posts.openPost', () => {
	it('[PO-2] is offered to the community of its unit unless another unit above is named', async () => {
		const { people } = world;
		const own = await world.view(people.leader, postPage, { post: await aPost() });
		expect(own?.post).toMatchObject({
			audience: COMMUNITY,
			openedBy: '汪杰珍',
			unitName: '东海社区第一网格'
		});
		const wide = await aPost(people.leader, GRID, TOWN);
		expect(await world.view(people.stranger, postPage, { post: wide })).not.toBeNull();
		const narrow = await aPost(people.leader, GRID, GRID);
		expect(await world.view(people.volunteer2, postPage, { post: narrow })).toBeNull();
		expect(await world.view(people.secretary, postPage, { post: narrow })).not.toBeNull();
	});

	it('[PO-2] refuses an audience that does not contain the unit', async () => {
		const run = (audience: string) =>
			world.run(world.people.leader, openPost, { id: uuidv7(), unit: GRID, audience, ...texts });
		expect(await run(GRID_2)).toMatchObject({ code: 'bad_audience' });
		expect(await run('330922100001001009'.slice(0, 17))).toMatchObject({ code: 'bad_audience' });
	});

	it('[PO-1] wants risks and insurance stated', async () => {
		const input = { id: uuidv7(), unit: GRID, audience: null, ...texts, risks: ' ' };
		expect(await world.run(world.people.leader, openPost, input)).toMatchObject({
			code: 'invalid_input'
		});
	});

	it('is for those who run the unit, whoever asks and whatever exists', async () => {
		const input = { id: uuidv7(), unit: GRID, audience: null, ...texts };
		expect(await world.run(null, openPost, input)).toMatchObject({ kind: 'retry' });
		expect(await world.run(world.people.volunteer, openPost, input)).toMatchObject(notAvailable);
		expect(await world.run(world.people.strangerLeader, openPost, input)).toMatchObject(
			notAvailable
		);
		expect(
			await world.run(world.people.leader, openPost, { ...input, unit: '330922100001777' })
		).toMatchObject(notAvailable);
	});

	it('answers the same when repeated, and refuses its ids to somebody else', async () => {
		const input = { id: uuidv7(), unit: GRID, audience: null, ...texts };
		const id = uuidv7();
		const first = await world.run(world.people.leader, openPost, input, { id });
		expect(await world.run(world.people.leader, openPost, input, { id })).toEqual(first);
		expect(await world.run(world.people.secretary, openPost, input, { id })).toMatchObject({
			code: 'id_reused'
		});
		expect(await world.run(world.people.leader, openPost, input)).toMatchObject({
			code: 'id_reused'
		});
	});
});

describe('posts.editPost, posts.closePost', () => {
	it('mends texts; the page says that it was edited', async () => {
		const post = await aPost();
		await world.run(world.people.secretary, editPost, { post, ...texts, title: '桶站' });
		const page = await world.view(world.people.member, postPage, { post });
		expect(page?.post).toMatchObject({ title: '桶站', editedAt: TUESDAY_9 });
		expect(await world.run(world.people.member, editPost, { post, ...texts })).toMatchObject(
			notAvailable
		);
	});

	it('closing cancels what has not begun and stays', async () => {
		const { leader, member } = world.people;
		const post = await aPost();
		const shift = await aShift(2, 30 * HOUR, 2, post);
		const { id } = await claim(member, shift);
		expect(await world.run(leader, closePost, { post, reason: '小区停水' })).toMatchObject({
			data: { cancelled: 1 }
		});
		expect((await claim(world.people.member2, shift)).outcome).toMatchObject({
			code: 'closed',
			params: { why: 'cancelled' }
		});
		expect(await world.run(member, leaveShift, { claim: id })).toMatchObject({ code: 'closed' });
		for (const again of [
			await world.run(leader, closePost, { post, reason: '再关' }),
			await world.run(leader, editPost, { post, ...texts }),
			await world.run(leader, openShifts, {
				post,
				capacity: 1,
				shifts: [{ id: uuidv7(), startsAt: TUESDAY_9 + DAY, endsAt: TUESDAY_9 + DAY + HOUR }]
			})
		]) {
			expect(again).toMatchObject({ kind: 'refused', code: 'post_closed' });
		}
		const mine = await world.view(member, myShifts, {});
		expect(mine?.shifts.find((s) => s.id === shift)?.cancelledAt).toBe(TUESDAY_9);
	});
});

describe('posts.openShifts', () => {
	it('[PO-8] opens several days at once, all or none', async () => {
		const post = await aPost();
		const day = (n: number) => ({
			id: uuidv7(),
			startsAt: TUESDAY_9 + n * DAY,
			endsAt: TUESDAY_9 + n * DAY + HOUR
		});
		const run = (shifts: { id: string; startsAt: number; endsAt: number }[]) =>
			world.run(world.people.leader, openShifts, { post, capacity: 3, shifts });
		expect(await run([day(1), day(-1)])).toMatchObject({ code: 'bad_times' });
		expect(await run([day(1), day(2), day(3)])).toMatchObject({ data: { opened: 3 } });
		const page = await world.view(world.people.member, postPage, { post });
		expect(page?.shifts).toHaveLength(3);
		const taken = page?.shifts[0]?.id ?? '';
		expect(await run([{ ...day(9), id: taken }])).toMatchObject({ code: 'id_reused' });
		const managed = await world.view(world.people.leader, managedPosts, {});
		expect(managed?.posts.find((p) => p.id === post)).toMatchObject({
			shifts: 3,
			places: 9,
			held: 0
		});
		expect((await world.view(world.people.member, managedPosts, {}))?.posts).toEqual([]);
	});
});

describe('posts.claimShift', () => {
	it('[PO-6] gives places in order of arrival, then numbers; the clock of the phone has no say', async () => {
		const { member, member2, volunteer, volunteer2 } = world.people;
		const shift = await aShift(2);
		expect((await claim(member, shift)).outcome).toMatchObject(held);
		expect((await claim(member2, shift)).outcome).toMatchObject(held);
		expect((await claim(volunteer, shift)).outcome).toMatchObject(waiting(1));
		const early = await world.run(
			volunteer2,
			claimShift,
			{ id: uuidv7(), shift },
			{ claimedAt: TUESDAY_9 - DAY }
		);
		expect(early).toMatchObject(waiting(2));
		const page = await world.view(member, shiftPage, { shift });
		expect(page?.held.map((c) => c.name)).toEqual(['林波玉', '史明']);
		expect(page?.held[0]).toEqual({ name: '林波玉', me: true });
		expect(page?.waiting).toBeNull();
		expect(page?.shift).toMatchObject({ held: 2, waiting: 2 });
		const leads = await world.view(world.people.leader, shiftPage, { shift });
		expect(leads?.waiting?.map((c) => c.name)).toEqual(['王秀英', '张永强']);
		const open = await world.view(volunteer2, openShiftsView, {});
		expect(open?.shifts.find((s) => s.id === shift)).toMatchObject({
			mine: { place: 'waiting', number: 2 },
			newToMe: true,
			distance: 1
		});
	});

	it('[PO-4] [PO-5] refuses a second claim and a clash, naming the other shift', async () => {
		const who = await world.seat(world.people.stranger, 'volunteer', GRID);
		const shift = await aShift(1, 8 * HOUR);
		const later = await aShift(1, 9 * HOUR);
		const next = await aShift(1, 10 * HOUR);
		expect((await claim(who, shift)).outcome).toMatchObject(held);
		expect((await claim(who, shift)).outcome).toMatchObject({ code: 'already' });
		expect((await claim(who, later)).outcome).toMatchObject({
			code: 'clash',
			params: { title: '桶站值守', shift }
		});
		expect((await claim(who, next)).outcome).toMatchObject(held);
	});

	it('[PO-3] refuses what has started', async () => {
		const shift = await aShift();
		world.now = TUESDAY_9 + 5 * HOUR;
		expect((await claim(world.people.member, shift)).outcome).toMatchObject({
			code: 'closed',
			params: { why: 'started' }
		});
	});

	it('[PO-2] is for the audience; a shift that is not there answers alike', async () => {
		const shift = await aShift();
		const id = uuidv7();
		expect(await world.run(null, claimShift, { id, shift })).toMatchObject({ kind: 'retry' });
		expect((await claim(world.people.stranger, shift)).outcome).toMatchObject(notAvailable);
		expect((await claim(world.people.member, uuidv7())).outcome).toMatchObject(notAvailable);
		expect(await world.run(world.people.member, claimShift, { id: 'x', shift })).toMatchObject({
			code: 'invalid_input'
		});
		expect(await world.view(world.people.stranger, shiftPage, { shift })).toBeNull();
		expect(await world.view(world.people.admin, shiftPage, { shift })).not.toBeNull();
		const open = await world.view(world.people.stranger, openShiftsView, {});
		expect(open?.shifts.some((s) => s.id === shift)).toBe(false);
	});

	it('repeated with its id it answers the same and counts once, also a refusal', async () => {
		const { member, member2, volunteer } = world.people;
		const shift = await aShift(1, 14 * HOUR);
		const input = { id: uuidv7(), shift };
		const id = uuidv7();
		const first = await world.run(member, claimShift, input, { id });
		expect(await world.run(member, claimShift, input, { id })).toEqual(first);
		expect(await world.run(member2, claimShift, input, { id })).toMatchObject({
			code: 'id_reused'
		});
		// The same claim id under another command's id.
		expect(await world.run(member2, claimShift, input)).toMatchObject({ code: 'id_reused' });
		const again = uuidv7();
		const twice = { id: uuidv7(), shift };
		const refusal = await world.run(member, claimShift, twice, { id: again });
		expect(refusal).toMatchObject({ code: 'already' });
		await world.run(member, leaveShift, { claim: input.id });
		expect(await world.run(member, claimShift, twice, { id: again })).toEqual(refusal);
		expect((await claim(volunteer, shift)).outcome).toMatchObject(held);
	});

	it('200 people, 10 places, at once: 10 held, 190 waiting in order of arrival', async () => {
		const shift = await aShift(10, 20 * HOUR);
		const crowd = await world.crowd(200);
		const outcomes = await Promise.all(crowd.map((who) => claim(who, shift)));
		expect(
			outcomes.slice(0, 10).every(({ outcome }) => JSON.stringify(outcome) === JSON.stringify(held))
		).toBe(true);
		expect(outcomes.slice(10).map(({ outcome }) => outcome)).toEqual(
			Array.from({ length: 190 }, (_, i) => waiting(i + 1))
		);
		const page = await world.view(world.people.leader, shiftPage, { shift });
		expect(page?.held).toHaveLength(10);
		expect(page?.waiting?.map((c) => c.person)).toEqual(crowd.slice(10).map((who) => who.id));
	});
});

describe('posts.leaveShift', () => {
	it('[PO-7] promotes the next in the same moment; numbers move up', async () => {
		const { member, member2, volunteer, volunteer2 } = world.people;
		const shift = await aShift(1, 30 * HOUR);
		const first = await claim(member, shift);
		const second = await claim(member2, shift);
		await claim(volunteer, shift);
		const third = await claim(volunteer2, shift);
		expect(await world.run(member2, leaveShift, { claim: second.id })).toMatchObject({
			data: { promoted: 0 }
		});
		const left = await world.run(member, leaveShift, { claim: first.id });
		expect(left).toMatchObject({ data: { promoted: 1 } });
		const page = await world.view(volunteer2, shiftPage, { shift });
		expect(page?.held.map((c) => c.name)).toEqual(['王秀英']);
		expect(page?.shift.mine).toEqual({ claim: third.id, place: 'waiting', number: 1 });
		expect(await world.run(member, leaveShift, { claim: first.id })).toMatchObject({
			code: 'left'
		});
		expect((await claim(member, shift)).outcome).toMatchObject(waiting(2));
	});

	it('[PO-7] who holds a place elsewhere is passed over, and gets the place when free again', async () => {
		const { member, member2, volunteer } = world.people;
		const shift = await aShift(1, 40 * HOUR);
		const clash = await aShift(1, 41 * HOUR);
		const first = await claim(member, shift);
		expect((await claim(member2, shift)).outcome).toMatchObject(waiting(1));
		const elsewhere = await claim(member2, clash);
		expect(elsewhere.outcome).toMatchObject(held);
		expect(await world.run(member, leaveShift, { claim: first.id })).toMatchObject({
			data: { promoted: 0 }
		});
		await world.run(member2, leaveShift, { claim: elsewhere.id });
		const page = await world.view(volunteer, shiftPage, { shift });
		expect(page?.held.map((c) => c.name)).toEqual(['史明']);
	});

	it('is the person’s own, and only before the start', async () => {
		const { member, leader } = world.people;
		const shift = await aShift(1, 3 * HOUR);
		const { id } = await claim(member, shift);
		expect(await world.run(null, leaveShift, { claim: id })).toMatchObject({ kind: 'retry' });
		expect(await world.run(leader, leaveShift, { claim: id })).toMatchObject(notAvailable);
		expect(await world.run(member, leaveShift, { claim: uuidv7() })).toMatchObject(notAvailable);
		world.now = TUESDAY_9 + 3 * HOUR;
		expect(await world.run(member, leaveShift, { claim: id })).toMatchObject({ code: 'closed' });
	});
});

describe('posts.setCapacity, posts.cancelShift', () => {
	it('[PO-10] more places promote, fewer than are taken is refused', async () => {
		const { leader, member, member2, volunteer } = world.people;
		const shift = await aShift(1, 50 * HOUR);
		for (const who of [member, member2, volunteer]) await claim(who, shift);
		expect(await world.run(leader, setCapacity, { shift, capacity: 3 })).toMatchObject({
			data: { promoted: 2 }
		});
		expect(await world.run(leader, setCapacity, { shift, capacity: 2 })).toMatchObject({
			code: 'below_held',
			params: { held: 3 }
		});
		expect(await world.run(member, setCapacity, { shift, capacity: 9 })).toMatchObject(
			notAvailable
		);
		world.now = TUESDAY_9 + 51 * HOUR;
		expect(await world.run(leader, setCapacity, { shift, capacity: 9 })).toMatchObject({
			code: 'closed'
		});
	});

	it('[PO-11] cancelling ends every claim and frees the people for other shifts', async () => {
		const { leader, member, member2, volunteer } = world.people;
		const shift = await aShift(1, 60 * HOUR);
		const other = await aShift(1, 61 * HOUR);
		await claim(volunteer, other);
		await claim(member, other);
		await claim(member, shift);
		await claim(member2, shift);
		expect(await world.run(volunteer, cancelShift, { shift, reason: '台风' })).toMatchObject(
			notAvailable
		);
		expect(await world.run(leader, cancelShift, { shift, reason: '台风' })).toMatchObject({
			data: { told: 2 }
		});
		expect(await world.run(leader, cancelShift, { shift, reason: '台风' })).toMatchObject({
			code: 'closed'
		});
		const page = await world.view(member, shiftPage, { shift });
		expect(page?.shift).toMatchObject({ cancelReason: '台风', held: 0, waiting: 0, mine: null });
		expect((await claim(member2, other)).outcome).toMatchObject(waiting(2));
	});
});
