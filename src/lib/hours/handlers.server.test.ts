import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PersonActor } from '#lib/kernel/actor.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { DAY, HOUR, MINUTE } from '#lib/kernel/time.ts';
import { claimShift, openPost, openShifts } from '#lib/posts/commands.ts';
import {
	COMMUNITY,
	GRID,
	openWorld,
	OTHER_GRID,
	TUESDAY_9,
	type World
} from '../../../tests/support/world.ts';
import {
	checkIn,
	checkOut,
	confirmHours,
	enterHours,
	rejectHours,
	reverseHours,
	tickAttendance,
	withdrawHours
} from './commands.ts';
import { myHours, myPresence, tickLists, toConfirm } from './views.ts';

let world: World;
let day = 0;
beforeAll(async () => {
	world = await openWorld();
});
beforeEach(() => {
	// Each test has a day of its own, so that hours of one do not touch another's.
	world.now = TUESDAY_9 + ++day * DAY;
});
afterAll(() => world.close());

const HELD = { kind: 'done', data: { place: 'held' } };
const notAvailable = { kind: 'refused', code: 'not_available' };

/** A shift of two hours, five hours from now, with places for these people. */
async function shiftWith(...people: PersonActor[]): Promise<{ shift: string; startsAt: number }> {
	const [post, shift] = [uuidv7(), uuidv7()];
	const startsAt = world.now + 5 * HOUR;
	await world.run(world.people.leader, openPost, {
		...{ id: post, unit: GRID, audience: null, kind: 'vanguard', title: '桶站值守', place: '东门' },
		...{ duties: '引导', bring: '', skills: [], risks: '地滑', insurance: 'covered', contact: '' }
	});
	await world.run(world.people.leader, openShifts, {
		post,
		capacity: 9,
		shifts: [{ id: shift, startsAt, endsAt: startsAt + 2 * HOUR }]
	});
	for (const who of people) {
		expect(await world.run(who, claimShift, { id: uuidv7(), shift })).toMatchObject(HELD);
	}
	return { shift, startsAt };
}
const mark = async (
	who: PersonActor,
	what: typeof checkIn | typeof checkOut,
	shift: string,
	id = uuidv7()
) => world.run(who, what as typeof checkIn, { id, shift });

/** Checks in at the start and out after `minutes`; returns the entry's id. */
async function served(who: PersonActor, minutes = 90): Promise<string> {
	const { shift, startsAt } = await shiftWith(who);
	world.now = startsAt;
	expect(await mark(who, checkIn, shift)).toMatchObject({ kind: 'done' });
	world.now = startsAt + minutes * MINUTE;
	const entry = uuidv7();
	expect(await mark(who, checkOut, shift, entry)).toMatchObject({ data: { minutes } });
	return entry;
}
const myMonth = async (who: PersonActor) => (await world.view(who, myHours, {}))?.months[0];
const find = async (who: PersonActor, id: string) =>
	(await world.view(who, myHours, {}))?.entries.find((e) => e.id === id);

describe('hours.checkIn, hours.checkOut', () => {
	it('[HO-4] make an entry of grade A that waits for a second person', async () => {
		const { member, leader } = world.people;
		const before = await myMonth(member);
		const id = await served(member, 90);
		expect(await find(member, id)).toMatchObject({
			...{ grade: 'A', minutes: 90, state: 'pending', flags: [], title: '桶站值守' }
		});
		const presence = await world.view(member, myPresence, {});
		expect(presence?.shifts.at(-1)).toMatchObject({ outAt: world.now });
		expect((await myMonth(member))?.pending).toBe((before?.pending ?? 0) + 90);
		expect(await world.run(leader, confirmHours, { entries: [id] })).toMatchObject({
			data: { confirmed: 1, already: 0 }
		});
		expect(await find(member, id)).toMatchObject({ state: 'confirmed', decidedBy: '汪杰珍' });
	});

	it('[HO-2] is for those with a place; strangers learn nothing', async () => {
		const { member, member2, stranger } = world.people;
		const { shift, startsAt } = await shiftWith(member);
		world.now = startsAt;
		expect(await mark(member2, checkIn, shift)).toMatchObject({ code: 'no_place' });
		expect(await mark(stranger, checkIn, shift)).toMatchObject(notAvailable);
		expect(await mark(member, checkIn, uuidv7())).toMatchObject(notAvailable);
		const input = { id: uuidv7(), shift };
		expect(await world.run(null, checkIn, input)).toMatchObject({ kind: 'retry' });
		expect(await world.run(member, checkIn, { ...input, id: '1' })).toMatchObject({
			code: 'invalid_input'
		});
		expect(await mark(member, checkOut, shift)).toMatchObject({ code: 'not_in' });
	});

	it('repeated it answers the same and counts once; its ids are its own', async () => {
		const { member, member2 } = world.people;
		const { shift, startsAt } = await shiftWith(member, member2);
		world.now = startsAt;
		const input = { id: uuidv7(), shift };
		const id = uuidv7();
		const first = await world.run(member, checkIn, input, { id });
		world.now += MINUTE;
		expect(await world.run(member, checkIn, input, { id })).toEqual(first);
		expect(await world.run(member2, checkIn, input, { id })).toMatchObject({ code: 'id_reused' });
		expect(await world.run(member2, checkIn, input)).toMatchObject({ code: 'id_reused' });
		expect(await mark(member, checkIn, shift)).toMatchObject({
			code: 'already',
			params: { at: startsAt }
		});
	});

	it('[HO-3] made without network they count at the phone’s time, flagged, never ahead of it', async () => {
		const { member } = world.people;
		const { shift, startsAt } = await shiftWith(member);
		const sent = (what: typeof checkIn | typeof checkOut, claimedAt: number, id = uuidv7()) =>
			world.run(member, what as typeof checkIn, { id, shift }, { claimedAt });
		expect(await sent(checkIn, startsAt)).toMatchObject({ code: 'early' });
		world.now = startsAt + 20 * HOUR;
		expect(await sent(checkIn, startsAt)).toMatchObject({ data: { at: startsAt } });
		const id = uuidv7();
		expect(await sent(checkOut, startsAt + HOUR, id)).toMatchObject({ data: { minutes: 60 } });
		expect(await find(member, id)).toMatchObject({ grade: 'A', flags: ['clock'] });
	});
});

describe('hours.tickAttendance', () => {
	it('[HO-5] confirms hours of grade B at once, for those with a place and without an entry', async () => {
		const { member, member2, volunteer, leader, secretary } = world.people;
		const { shift, startsAt } = await shiftWith(member, member2, leader);
		const tick = (by: PersonActor, person: PersonActor, minutes = 120, id = uuidv7()) =>
			world.run(by, tickAttendance, {
				shift,
				present: [{ entry: id, person: person.id, minutes }]
			});
		expect(await tick(leader, member)).toMatchObject({ code: 'early' });
		world.now = startsAt + HOUR;
		await mark(member2, checkIn, shift);
		const list = await world.view(leader, tickLists, {});
		const rows = list?.shifts.find((s) => s.shift === shift)?.people;
		expect(rows?.map((r) => [r.name, r.inAt !== null, r.me])).toEqual([
			['林波玉', false, false],
			['史明', true, false],
			['汪杰珍', false, true]
		]);
		expect(await world.view(world.people.strangerLeader, tickLists, {})).toEqual({ shifts: [] });

		expect(await world.run(null, tickAttendance, { shift, present: [] })).toMatchObject({
			kind: 'retry'
		});
		expect(await tick(member, member2)).toMatchObject(notAvailable);
		expect(await tick(leader, leader)).toMatchObject({ code: 'own' });
		expect(await tick(leader, volunteer)).toMatchObject({ code: 'no_place' });
		expect(await tick(leader, member, 121)).toMatchObject({ code: 'over_plan' });
		const id = uuidv7();
		expect(await tick(leader, member, 100, id)).toMatchObject({
			data: { confirmed: 1, already: 0 }
		});
		expect(await tick(leader, member, 100)).toMatchObject({ data: { confirmed: 0, already: 1 } });
		expect(await find(member, id)).toMatchObject({ grade: 'B', state: 'confirmed', minutes: 100 });
		expect(await tick(secretary, leader, 90)).toMatchObject({ data: { confirmed: 1 } });
		expect(await tick(leader, member2, 90, id)).toMatchObject({ code: 'id_reused' });
		// Who was ticked off and checks out has no second entry.
		world.now = startsAt + 2 * HOUR;
		await tick(secretary, member2, 110);
		expect(await mark(member2, checkOut, shift)).toMatchObject({ kind: 'done' });
		const mine = await world.view(member2, myHours, {});
		expect(mine?.entries.filter((e) => e.shift === shift)).toHaveLength(1);
		world.now = startsAt + 2 * HOUR + DAY + 1;
		expect(await tick(leader, member)).toMatchObject({ code: 'late' });
	});
});

describe('hours.enterHours', () => {
	const input = (more: object = {}) => ({
		...{ id: uuidv7(), person: null, unit: GRID, shift: null, note: '清理楼道,史明可证明' },
		...{ startsAt: world.now - 3 * HOUR, endsAt: world.now - HOUR },
		...more
	});

	it('[HO-6] [HO-9] makes grade C that neither the person nor who entered it confirms', async () => {
		const { volunteer, leader, secretary } = world.people;
		const id = uuidv7();
		expect(await world.run(leader, enterHours, input({ id, person: volunteer.id }))).toMatchObject({
			data: { minutes: 120 }
		});
		expect(await find(volunteer, id)).toMatchObject({ grade: 'C', enteredBy: '汪杰珍' });
		expect(await world.run(leader, confirmHours, { entries: [id] })).toMatchObject({
			code: 'entered'
		});
		const desk = await world.view(leader, toConfirm, {});
		expect(desk?.entries.find((e) => e.id === id)).toMatchObject({
			barred: 'entered',
			personName: '王秀英'
		});
		expect(await world.run(secretary, confirmHours, { entries: [id] })).toMatchObject({
			kind: 'done'
		});
		const own = uuidv7();
		await world.run(leader, enterHours, input({ id: own }));
		expect(await world.run(leader, confirmHours, { entries: [own] })).toMatchObject({
			code: 'own'
		});
	});

	it('is for one’s own unit, or for people of the unit one leads', async () => {
		const { member, leader, stranger, strangerLeader } = world.people;
		const run = (who: PersonActor | null, more: object) => world.run(who, enterHours, input(more));
		expect(await run(null, {})).toMatchObject({ kind: 'retry' });
		expect(await run(member, { unit: OTHER_GRID })).toMatchObject(notAvailable);
		expect(await run(member, { person: world.people.member2.id })).toMatchObject(notAvailable);
		expect(await run(leader, { person: stranger.id })).toMatchObject(notAvailable);
		expect(await run(strangerLeader, { person: member.id })).toMatchObject(notAvailable);
		expect(await run(member, { shift: uuidv7() })).toMatchObject(notAvailable);
		expect(await run(member, { note: '' })).toMatchObject({ code: 'invalid_input' });
		expect(await run(member, { unit: COMMUNITY })).toMatchObject({ kind: 'done' });
	});

	it('[HO-6] [HO-8] after a forgotten check-out the planned time is the cap and the entry flagged', async () => {
		const { member2 } = world.people;
		const { shift, startsAt } = await shiftWith(member2);
		world.now = startsAt;
		await mark(member2, checkIn, shift);
		world.now = startsAt + 9 * HOUR;
		expect(
			await world.run(member2, enterHours, input({ shift, startsAt, endsAt: startsAt + 3 * HOUR }))
		).toMatchObject({ code: 'over_plan', params: { planned: 120 } });
		const right = input({ shift, startsAt, endsAt: startsAt + HOUR });
		const id = uuidv7();
		const first = await world.run(member2, enterHours, right, { id });
		expect(first).toMatchObject({ data: { minutes: 60 } });
		expect(await world.run(member2, enterHours, right, { id })).toEqual(first);
		expect(await world.run(member2, enterHours, right)).toMatchObject({ code: 'already' });
		expect(await find(member2, right.id)).toMatchObject({ flags: ['no_check_out'] });
	});

	it('[HO-7] refuses a seventeenth hour, by its own words', async () => {
		const { volunteer2 } = world.people;
		world.now += 14 * HOUR;
		const run = (from: number, to: number) =>
			world.run(
				volunteer2,
				enterHours,
				input({ unit: COMMUNITY, startsAt: world.now - from * HOUR, endsAt: world.now - to * HOUR })
			);
		expect(await run(22, 10)).toMatchObject({ data: { minutes: 720 } });
		expect(await run(10, 5.5)).toMatchObject({ code: 'over_day', params: { minutes: 720 } });
		expect(await run(10, 6)).toMatchObject({ data: { minutes: 240 } });
	});
});

describe('hours.confirm, hours.reject, hours.withdraw', () => {
	it('[HO-9] is for a second person who runs the unit; what is not theirs is not there', async () => {
		const { member, member2, leader, strangerLeader } = world.people;
		const id = await served(member, 30);
		const run = (who: PersonActor | null, entries: string[]) =>
			world.run(who, confirmHours, { entries });
		expect(await run(null, [id])).toMatchObject({ kind: 'retry' });
		expect(await run(member2, [id])).toMatchObject(notAvailable);
		expect(await run(strangerLeader, [id])).toMatchObject(notAvailable);
		expect(await run(leader, [id, uuidv7()])).toMatchObject(notAvailable);
		expect(await run(leader, [])).toMatchObject({ code: 'invalid_input' });
		const command = uuidv7();
		const input = { entries: [id] };
		const first = await world.run(leader, confirmHours, input, { id: command });
		expect(await world.run(leader, confirmHours, input, { id: command })).toEqual(first);
		expect(await run(leader, [id])).toMatchObject({ code: 'decided' });
		expect(await world.run(leader, rejectHours, { entry: id, reason: '没来' })).toMatchObject({
			code: 'decided'
		});
		expect(await world.run(member, withdrawHours, { entry: id })).toMatchObject({
			code: 'decided'
		});
	});

	it('[HO-10] bulk leaves out nothing silently: flagged ones want a look of their own', async () => {
		const { member, member2, leader } = world.people;
		const a = await served(member, 60);
		world.now = TUESDAY_9 + (day += 1) * DAY;
		const b = await served(member2, 60);
		world.now = TUESDAY_9 + (day += 9) * DAY;
		const flagged = uuidv7();
		await world.run(member, enterHours, {
			...{ id: flagged, person: null, unit: GRID, shift: null, note: '很久以前做的' },
			...{ startsAt: world.now - 9 * DAY, endsAt: world.now - 9 * DAY + HOUR }
		});
		const run = (...entries: string[]) => world.run(leader, confirmHours, { entries });
		expect(await run(a, b, flagged)).toMatchObject({ code: 'look_first', params: { flagged: 1 } });
		expect(await run(a)).toMatchObject({ data: { confirmed: 1 } });
		expect(await run(a, b)).toMatchObject({ data: { confirmed: 1, already: 1 } });
		expect(await run(flagged)).toMatchObject({ data: { confirmed: 1 } });
	});

	it('a rejected or withdrawn entry counts nowhere and says why', async () => {
		const { member, leader } = world.people;
		const before = await myMonth(member);
		const id = await served(member, 30);
		expect(await world.run(member, rejectHours, { entry: id, reason: '没来' })).toMatchObject(
			notAvailable
		);
		await world.run(leader, rejectHours, { entry: id, reason: '当天没看到人' });
		expect(await find(member, id)).toMatchObject({ state: 'rejected', reason: '当天没看到人' });
		world.now = TUESDAY_9 + ++day * DAY;
		const other = await served(member, 30);
		expect(await world.run(leader, withdrawHours, { entry: other })).toMatchObject(notAvailable);
		await world.run(member, withdrawHours, { entry: other });
		expect(await find(member, other)).toMatchObject({ state: 'withdrawn' });
		expect((await myMonth(member))?.confirmed).toEqual(before?.confirmed);
	});
});

describe('hours.reverse', () => {
	it('[HO-11] takes back by an entry against it; what is right waits for somebody else', async () => {
		const { member, leader, secretary, strangerLeader } = world.people;
		const total = async () => (await world.view(member, myHours, {}))?.total;
		const before = await total();
		const id = await served(member, 120);
		const reverse = (
			who: PersonActor,
			back = uuidv7(),
			instead: { id: string; minutes: number } | null = null
		) => world.run(who, reverseHours, { id: back, entry: id, reason: '多记了半小时', instead });
		expect(await reverse(leader)).toMatchObject({ code: 'not_confirmed' });
		await world.run(leader, confirmHours, { entries: [id] });
		expect(await total()).toMatchObject({ A: (before?.A ?? 0) + 120 });
		expect(await reverse(strangerLeader)).toMatchObject(notAvailable);
		expect(await reverse(member, uuidv7(), { id: uuidv7(), minutes: 600 })).toMatchObject({
			code: 'own'
		});
		const [back, right] = [uuidv7(), uuidv7()];
		expect(await reverse(leader, back, { id: right, minutes: 90 })).toMatchObject({
			data: { reversal: back }
		});
		expect(await reverse(leader)).toMatchObject({ code: 'not_confirmed' });
		expect(await total()).toEqual(before);
		expect(await find(member, id)).toMatchObject({ state: 'reversed', minutes: 120 });
		expect(await find(member, back)).toMatchObject({ minutes: -120, reverses: id });
		expect(await world.run(leader, confirmHours, { entries: [right] })).toMatchObject({
			code: 'entered'
		});
		await world.run(secretary, confirmHours, { entries: [right] });
		// Of grade C now: it counts when the group could see it for a week (HO-13).
		expect(await total()).toEqual(before);
		const until = world.now + 7 * DAY;
		expect(await find(member, right)).toMatchObject({ state: 'confirmed', noticeUntil: until });
		world.now = until;
		expect((await total())?.C).toBeGreaterThanOrEqual((before?.C ?? 0) + 90);
	});
});
