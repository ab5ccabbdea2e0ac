import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PersonActor } from '#lib/kernel/actor.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { HOUR } from '#lib/kernel/time.ts';
import { myNotices } from '#lib/notifications/views.ts';
import { GRID, openWorld, TUESDAY_9, type World } from '../../../tests/support/world.ts';
import {
	acceptPlace,
	cancelShift,
	claimShift,
	endOffer,
	leaveShift,
	offerPlace,
	openPost,
	openShifts
} from './commands.ts';
import { askableView, myShifts, offersView, shiftPage } from './views.ts';

let world: World;
let post: string;
let nextDay = 24;
beforeAll(async () => {
	world = await openWorld();
	post = uuidv7();
	await world.run(world.people.leader, openPost, {
		...{ id: post, unit: GRID, audience: null, kind: 'vanguard', title: '巡逻', place: '码头' },
		...{ duties: '巡查', bring: '', skills: [], risks: '湿滑', insurance: 'covered', contact: '' }
	});
});
beforeEach(() => {
	world.now = TUESDAY_9;
});
afterAll(() => world.close());

/** A shift on a day of its own, unless the hour is given. */
async function aShift(capacity = 1, from = (nextDay += 24)) {
	const id = uuidv7();
	const startsAt = TUESDAY_9 + from * HOUR;
	const outcome = await world.run(world.people.leader, openShifts, {
		post,
		capacity,
		shifts: [{ id, startsAt, endsAt: startsAt + 2 * HOUR }]
	});
	expect(outcome).toMatchObject({ kind: 'done' });
	return { id, from };
}
const claim = async (who: PersonActor, shift: string) => {
	const id = uuidv7();
	const outcome = await world.run(who, claimShift, { id, shift });
	return { id, outcome };
};
const offer = async (who: PersonActor, of: string, to: PersonActor | null = null) => {
	const id = uuidv7();
	const outcome = await world.run(who, offerPlace, { id, claim: of, to: to?.id ?? null });
	return { id, outcome };
};
const take = (who: PersonActor, id: string) =>
	world.run(who, acceptPlace, { id: uuidv7(), offer: id });
const page = async (who: PersonActor, shift: string) => world.view(who, shiftPage, { shift });
const names = async (who: PersonActor, shift: string) =>
	(await page(who, shift))?.held.map((one) => one.name);
const notAvailable = { kind: 'refused', code: 'not_available' };

describe('posts.offerPlace', () => {
	it('[PO-12] goes to one person, who alone sees it and is told; the place stays held', async () => {
		const { member, member2, volunteer } = world.people;
		const { id: shift } = await aShift();
		const own = await claim(member, shift);
		const { id, outcome } = await offer(member, own.id, member2);
		expect(outcome).toMatchObject({ kind: 'done', data: { offer: id } });
		expect((await page(member2, shift))?.offers).toEqual([
			{ id, from: '林波玉', to: null, is: 'to_me' }
		]);
		expect((await page(member, shift))?.offers).toEqual([
			{ id, from: '林波玉', to: '史明', is: 'mine' }
		]);
		expect((await page(volunteer, shift))?.offers).toEqual([]);
		expect((await world.view(member2, offersView, {}))?.offers).toMatchObject([
			{ id, shift, title: '巡逻', is: 'to_me' }
		]);
		expect((await world.view(member2, myNotices, {}))?.notices[0]).toMatchObject({
			name: 'asked_to_take',
			href: `/app/shifts/${shift}`
		});
		expect(await names(volunteer, shift)).toEqual(['林波玉']);
	});

	it('[PO-12] one at a time, only a place, only one’s own, only to the audience', async () => {
		const { member, member2, stranger, leader } = world.people;
		const { id: shift } = await aShift();
		const own = await claim(member, shift);
		expect((await offer(member, own.id, stranger)).outcome).toMatchObject({ code: 'not_eligible' });
		expect((await offer(member, own.id, member)).outcome).toMatchObject({ code: 'not_eligible' });
		const nobody = await world.run(member, offerPlace, {
			...{ id: uuidv7(), claim: own.id, to: uuidv7() }
		});
		expect(nobody).toMatchObject({ code: 'not_eligible' });
		for (const who of [leader, member2, stranger]) {
			expect((await offer(who, own.id)).outcome).toMatchObject(notAvailable);
		}
		expect((await offer(member, uuidv7())).outcome).toMatchObject(notAvailable);
		const input = { id: uuidv7(), claim: own.id, to: null };
		expect(await world.run(null, offerPlace, input)).toMatchObject({ kind: 'retry' });
		expect(await world.run(member, offerPlace, { ...input, claim: 'x' })).toMatchObject({
			code: 'invalid_input'
		});
		const id = uuidv7();
		const first = await world.run(member, offerPlace, input, { id });
		expect(first).toMatchObject({ kind: 'done' });
		expect(await world.run(member, offerPlace, input, { id })).toEqual(first);
		expect(await world.run(member2, offerPlace, input, { id })).toMatchObject({
			code: 'id_reused'
		});
		expect((await offer(member, own.id)).outcome).toMatchObject({ code: 'offered' });
	});

	it('[PO-12] while somebody waits who could come, leaving is the way', async () => {
		const { member, member2, volunteer } = world.people;
		const { id: shift, from } = await aShift();
		const clash = await aShift(1, from + 1);
		const own = await claim(member, shift);
		const waits = await claim(member2, shift);
		expect((await offer(member2, waits.id)).outcome).toMatchObject({ code: 'not_held' });
		const refusal = uuidv7();
		const input = { id: uuidv7(), claim: own.id, to: volunteer.id };
		const refused = await world.run(member, offerPlace, input, { id: refusal });
		expect(refused).toMatchObject({ code: 'others_wait' });
		// Busy elsewhere, the one who waits could not come.
		await claim(member2, clash.id);
		expect(await world.run(member, offerPlace, input, { id: refusal })).toEqual(refused);
		expect((await offer(member, own.id, volunteer)).outcome).toMatchObject({ kind: 'done' });
	});

	it('[PO-3] not once it began or was cancelled, nor a place that was left', async () => {
		const { leader, member } = world.people;
		const { id: shift, from } = await aShift();
		const left = await claim(member, shift);
		await world.run(member, leaveShift, { claim: left.id });
		expect((await offer(member, left.id)).outcome).toMatchObject({
			code: 'gone',
			params: { why: 'place' }
		});
		const own = await claim(member, shift);
		world.now = TUESDAY_9 + from * HOUR;
		expect((await offer(member, own.id)).outcome).toMatchObject({ code: 'closed' });
		world.now = TUESDAY_9;
		await world.run(leader, cancelShift, { shift, reason: '台风' });
		expect((await offer(member, own.id)).outcome).toMatchObject({ code: 'closed' });
	});
});

describe('posts.acceptPlace', () => {
	it('[PO-13] moves the place; the giver is told and free for what they waited for', async () => {
		const { member, member2, volunteer, volunteer2 } = world.people;
		const { id: shift, from } = await aShift();
		const other = await aShift(2, from + 1);
		const [first, second] = [await claim(volunteer, other.id), await claim(volunteer2, other.id)];
		expect((await claim(member, other.id)).outcome).toMatchObject({ data: { place: 'waiting' } });
		const own = await claim(member, shift);
		await world.run(volunteer, leaveShift, { claim: first.id });
		expect(await names(member, other.id)).toEqual(['张永强']);
		const { id } = await offer(member, own.id);
		const input = { id: uuidv7(), offer: id };
		const answer = uuidv7();
		const done = await world.run(member2, acceptPlace, input, { id: answer });
		expect(done).toEqual({ kind: 'done', data: { claim: input.id } });
		expect(await world.run(member2, acceptPlace, input, { id: answer })).toEqual(done);
		expect(await world.run(volunteer, acceptPlace, input, { id: answer })).toMatchObject({
			code: 'id_reused'
		});
		expect(await names(member, shift)).toEqual(['史明']);
		expect(await names(member, other.id)).toEqual(['张永强', '林波玉']);
		const told = (await world.view(member, myNotices, {}))?.notices.map((n) => n.name);
		expect(told?.slice(0, 2).sort()).toEqual(['place_taken', 'promoted']);
		const mine = await world.view(member2, myShifts, {});
		expect(mine?.shifts.find((s) => s.id === shift)?.mine).toEqual({
			claim: input.id,
			place: 'held'
		});
		expect(await world.run(member, leaveShift, { claim: own.id })).toMatchObject({
			code: 'left',
			params: { why: 'handed_on' }
		});
		expect(await take(volunteer, id)).toMatchObject({ code: 'gone' });
		await world.run(volunteer2, leaveShift, { claim: second.id });
	});

	it('[PO-13] of two who take it, one gets it', async () => {
		const { member, member2, volunteer, guide } = world.people;
		const { id: shift } = await aShift(2);
		const own = await claim(member, shift);
		await claim(guide, shift);
		const { id } = await offer(member, own.id);
		const answers = await Promise.all([take(member2, id), take(volunteer, id)]);
		expect(answers.map((a) => a.kind).sort()).toEqual(['done', 'refused']);
		expect(answers.find((a) => a.kind === 'refused')).toMatchObject({ code: 'gone' });
		expect((await page(guide, shift))?.shift.held).toBe(2);
	});

	it('[PO-13] nobody ends in two places, nor twice in one; a number becomes the place', async () => {
		const { member, member2, volunteer, guide } = world.people;
		const { id: shift, from } = await aShift(2);
		const clash = await aShift(1, from + 1);
		const own = await claim(member, shift);
		await claim(guide, shift);
		await claim(volunteer, clash.id);
		const { id } = await offer(member, own.id);
		expect(await take(volunteer, id)).toMatchObject({ code: 'clash', params: { shift: clash.id } });
		expect(await take(guide, id)).toMatchObject({ code: 'already' });
		const waits = await claim(member2, shift);
		expect(waits.outcome).toMatchObject({ data: { place: 'waiting', number: 1 } });
		expect(await take(member2, id)).toEqual({ kind: 'done', data: { claim: waits.id } });
		expect((await page(member, shift))?.shift).toMatchObject({ held: 2, waiting: 0 });
	});

	it('is for the one who is asked, or for the audience; nobody else learns of it', async () => {
		const { member, member2, volunteer, stranger } = world.people;
		const { id: shift } = await aShift();
		const own = await claim(member, shift);
		const { id } = await offer(member, own.id, member2);
		const input = { id: uuidv7(), offer: id };
		expect(await world.run(null, acceptPlace, input)).toMatchObject({ kind: 'retry' });
		expect(await world.run(member2, acceptPlace, { ...input, offer: '1' })).toMatchObject({
			code: 'invalid_input'
		});
		for (const who of [volunteer, stranger, member]) {
			expect(await take(who, id)).toMatchObject(notAvailable);
			expect(await take(who, uuidv7())).toMatchObject(notAvailable);
		}
	});

	it('[PO-13] ends with its place and when the shift begins', async () => {
		const { member, member2 } = world.people;
		const { id: shift, from } = await aShift();
		const own = await claim(member, shift);
		const { id } = await offer(member, own.id, member2);
		await world.run(member, leaveShift, { claim: own.id });
		expect(await take(member2, id)).toMatchObject({ code: 'gone', params: { why: 'offer' } });
		const again = await claim(member, shift);
		const second = await offer(member, again.id, member2);
		world.now = TUESDAY_9 + from * HOUR;
		expect(await take(member2, second.id)).toMatchObject({ code: 'closed' });
		expect((await page(member2, shift))?.offers).toEqual([]);
		const left = await world.view(member2, offersView, {});
		expect(left?.offers.some((o) => o.id === second.id)).toBe(false);
	});
});

describe('posts.endOffer', () => {
	it('[PO-13] withdrawn by whose it is, declined by who is asked, by nobody else', async () => {
		const { member, member2, volunteer, stranger, leader } = world.people;
		const { id: shift } = await aShift();
		const own = await claim(member, shift);
		const first = await offer(member, own.id, member2);
		for (const who of [volunteer, stranger, leader]) {
			expect(await world.run(who, endOffer, { offer: first.id })).toMatchObject(notAvailable);
		}
		expect(await world.run(null, endOffer, { offer: first.id })).toMatchObject({ kind: 'retry' });
		expect(await world.run(member, endOffer, { offer: 'x' })).toMatchObject({
			code: 'invalid_input'
		});
		const id = uuidv7();
		const declined = await world.run(member2, endOffer, { offer: first.id }, { id });
		expect(declined).toMatchObject({ kind: 'done' });
		expect(await world.run(member2, endOffer, { offer: first.id }, { id })).toEqual(declined);
		expect(await world.run(member, endOffer, { offer: first.id }, { id })).toMatchObject({
			code: 'id_reused'
		});
		expect((await world.view(member, myNotices, {}))?.notices[0]?.name).toBe('offer_declined');
		expect(await take(member2, first.id)).toMatchObject({ code: 'gone' });
		const second = await offer(member, own.id);
		expect(await world.run(member, endOffer, { offer: second.id })).toMatchObject({ kind: 'done' });
		expect(await world.run(member, endOffer, { offer: second.id })).toMatchObject({ code: 'gone' });
		expect(await names(member, shift)).toEqual(['林波玉']);
	});
});

describe('posts.askable', () => {
	it('[PO-12] names those who served in the same post, to who holds a place', async () => {
		const { member, member2, guide, volunteer2 } = world.people;
		const { id: before } = await aShift(4);
		const { id: shift } = await aShift(4);
		for (const who of [member, member2, guide]) await claim(who, before);
		for (const who of [member, guide]) await claim(who, shift);
		const seen = await world.view(member, askableView, { shift });
		const listed = seen?.people.map((p) => p.name);
		expect(listed).toContain('史明');
		expect(listed).not.toContain('沈英秀');
		expect(listed).not.toContain('林波玉');
		expect(await world.view(volunteer2, askableView, { shift })).toBeNull();
		expect(await world.view(null, askableView, { shift })).toBeNull();
	});
});
