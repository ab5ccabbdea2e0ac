import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PersonActor } from '#lib/kernel/actor.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { DAY, HOUR, MINUTE } from '#lib/kernel/time.ts';
import { myNotices } from '#lib/notifications/views.ts';
import { claimShift, openPost, openShifts } from '#lib/posts/commands.ts';
import { GRID, openWorld, TUESDAY_9, type World } from '../../../tests/support/world.ts';
import {
	answerAppeal,
	appealHours,
	confirmHours,
	enterHours,
	rejectHours,
	reverseHours,
	tickAttendance
} from './commands.ts';
import { lateOnNotice, myHours, openAppeals } from './views.ts';

let world: World;
let day = 0;
beforeAll(async () => {
	world = await openWorld();
});
beforeEach(() => {
	world.now = TUESDAY_9 + ++day * DAY;
});
afterAll(() => world.close());

const notAvailable = { kind: 'refused', code: 'not_available' };

async function entered(who: PersonActor, by = who, minutes = 90): Promise<string> {
	const id = uuidv7();
	const startsAt = world.now - 3 * HOUR;
	const person = by === who ? null : who.id;
	const outcome = await world.run(by, enterHours, {
		...{ id, person, unit: GRID, shift: null, note: '走访独居老人' },
		...{ startsAt, endsAt: startsAt + minutes * MINUTE }
	});
	expect(outcome).toMatchObject({ kind: 'done' });
	return id;
}
async function rejected(): Promise<string> {
	const entry = await entered(world.people.member);
	await world.run(world.people.leader, rejectHours, { entry, reason: '没有看到人' });
	return entry;
}
const mine = async (who: PersonActor, id: string) =>
	(await world.view(who, myHours, {}))?.entries.find((entry) => entry.id === id);
const notices = async (who: PersonActor) =>
	(await world.view(who, myNotices, {}))?.notices.map((notice) => notice.name) ?? [];

describe('hours.appeal', () => {
	it('[HO-14] is the person’s own, once, and tells those who can answer', async () => {
		const { member, member2, leader, secretary, stranger } = world.people;
		const entry = await rejected();
		const input = { id: uuidv7(), entry, reason: '史明可以证明' };
		expect(await world.run(null, appealHours, input)).toMatchObject({ kind: 'retry' });
		for (const who of [member2, leader, stranger]) {
			expect(await world.run(who, appealHours, input)).toMatchObject(notAvailable);
		}
		const missing = { ...input, entry: uuidv7() };
		expect(await world.run(member, appealHours, missing)).toMatchObject(notAvailable);
		expect(await world.run(member, appealHours, { ...input, reason: '' })).toMatchObject({
			code: 'invalid_input'
		});
		expect((await mine(member, entry))?.appealUntil).toBe(world.now + 30 * DAY);
		const id = uuidv7();
		const first = await world.run(member, appealHours, input, { id });
		expect(first).toMatchObject({ data: { dueAt: world.now + 5 * DAY } });
		expect(await world.run(member, appealHours, input, { id })).toEqual(first);
		expect(await world.run(member2, appealHours, input, { id })).toMatchObject({
			code: 'id_reused'
		});
		const again = { ...input, id: uuidv7() };
		expect(await world.run(member, appealHours, again)).toMatchObject({ code: 'appealed' });
		const refusalId = uuidv7();
		const pending = await entered(member);
		const early = { ...input, id: uuidv7(), entry: pending };
		const refusal = await world.run(member, appealHours, early, { id: refusalId });
		expect(refusal).toMatchObject({ code: 'not_decided' });
		expect(await world.run(member, appealHours, early, { id: refusalId })).toEqual(refusal);
		expect(await notices(secretary)).toContain('hours_appealed');
		expect(await notices(leader)).not.toContain('hours_appealed');
		expect(await mine(member, entry)).toMatchObject({
			appeal: { reason: '史明可以证明', dueAt: world.now + 5 * DAY, answeredAt: null }
		});
	});
});

describe('hours.answerAppeal', () => {
	it('[HO-14] by another leader; granted, the hours are there again and both can be read', async () => {
		const { member, leader, secretary, strangerLeader } = world.people;
		const entry = await rejected();
		const appeal = uuidv7();
		await world.run(member, appealHours, { id: appeal, entry, reason: '史明可以证明' });
		const shown = await world.view(secretary, openAppeals, {});
		expect(shown?.appeals.find((one) => one.id === appeal)).toMatchObject({
			...{ personName: '林波玉', barred: null, entry: { reason: '没有看到人' } }
		});
		expect(
			(await world.view(leader, openAppeals, {}))?.appeals.find((one) => one.id === appeal)?.barred
		).toBe('decider');
		expect(await world.view(strangerLeader, openAppeals, {})).toEqual({ appeals: [] });

		const again = uuidv7();
		const input = { appeal, verdict: 'granted' as const, answer: '问过史明，属实', entry: again };
		expect(await world.run(null, answerAppeal, input)).toMatchObject({ kind: 'retry' });
		for (const who of [member, strangerLeader]) {
			expect(await world.run(who, answerAppeal, input)).toMatchObject(notAvailable);
		}
		expect(await world.run(secretary, answerAppeal, { ...input, appeal: uuidv7() })).toMatchObject(
			notAvailable
		);
		expect(await world.run(secretary, answerAppeal, { ...input, answer: '' })).toMatchObject({
			code: 'invalid_input'
		});
		expect(await world.run(leader, answerAppeal, input)).toMatchObject({ code: 'decider' });
		const id = uuidv7();
		const first = await world.run(secretary, answerAppeal, input, { id });
		expect(first).toMatchObject({ kind: 'done' });
		expect(await world.run(secretary, answerAppeal, input, { id })).toEqual(first);
		expect(await world.run(leader, answerAppeal, input, { id })).toMatchObject({
			code: 'id_reused'
		});
		expect(await world.run(secretary, answerAppeal, input)).toMatchObject({ code: 'decided' });
		expect(await mine(member, entry)).toMatchObject({
			state: 'rejected',
			appeal: { verdict: 'granted', answer: '问过史明，属实', answeredBy: '郑书文' }
		});
		expect(await mine(member, again)).toMatchObject({
			...{ state: 'confirmed', minutes: 90, grade: 'C', decidedBy: '郑书文', enteredBy: null }
		});
		expect(await notices(member)).toContain('appeal_answered');
	});

	it('[HO-14] upheld, nothing changes but the record; hours taken back can be objected to', async () => {
		const { member, leader, secretary } = world.people;
		const entry = await entered(member);
		await world.run(leader, confirmHours, { entries: [entry] });
		const back = { id: uuidv7(), entry, reason: '重复了', instead: null };
		expect(await world.run(secretary, reverseHours, back)).toMatchObject({ kind: 'done' });
		const appeal = uuidv7();
		const asked = await world.run(member, appealHours, { id: appeal, entry, reason: '没有重复' });
		expect(asked).toMatchObject({ kind: 'done' });
		const made = uuidv7();
		const input = { appeal, verdict: 'upheld' as const, answer: '确实重复', entry: made };
		expect(await world.run(secretary, answerAppeal, input)).toMatchObject({ code: 'decider' });
		expect(await world.run(leader, answerAppeal, input)).toMatchObject({ kind: 'done' });
		expect(await mine(member, made)).toBeUndefined();
		expect(await mine(member, entry)).toMatchObject({ appeal: { verdict: 'upheld' } });
	});
});

describe('[HO-13] hours of grade C', () => {
	it('count seven days after they were entered, and the group can see them till then', async () => {
		const { volunteer, member2, leader, stranger, volunteer2 } = world.people;
		const id = await entered(volunteer, volunteer, 45);
		await world.run(leader, confirmHours, { entries: [id] });
		const sums = async () => (await world.view(volunteer, myHours, {}))?.total.C;
		expect(await sums()).toBe(0);
		expect((await world.view(volunteer, myHours, {}))?.months[0]?.pending).toBe(45);
		expect((await mine(volunteer, id))?.noticeUntil).toBe(world.now + 7 * DAY);
		const seen = async (who: PersonActor) =>
			(await world.view(who, lateOnNotice, {}))?.rows.find((row) => row.id === id);
		for (const who of [member2, leader]) {
			expect(await seen(who)).toMatchObject({ personName: '王秀英', minutes: 45 });
		}
		for (const who of [stranger, volunteer2]) expect(await seen(who)).toBeUndefined();
		world.now += 7 * DAY;
		expect(await sums()).toBe(45);
		expect((await world.view(volunteer, myHours, {}))?.weeks.at(-2)?.minutes.C).toBe(45);
		expect((await world.view(volunteer, myHours, {}))?.kinds).toEqual([
			{ kind: null, minutes: 45 }
		]);
		expect(await seen(member2)).toBeUndefined();
		const back = { id: uuidv7(), entry: id, reason: '记错了', instead: null };
		await world.run(volunteer, reverseHours, back);
		expect(await sums()).toBe(0);
		day += 8;
	});
});

describe('[HO-5] [HO-8] a tick', () => {
	it('of somebody who was elsewhere at that time waits for another person', async () => {
		const { member, member2, leader, secretary } = world.people;
		const [post, shift] = [uuidv7(), uuidv7()];
		const startsAt = world.now + HOUR;
		await world.run(leader, openPost, {
			...{ id: post, unit: GRID, audience: null, kind: 'vanguard', title: '巡逻', place: '东门' },
			...{ duties: '引导', bring: '', skills: [], risks: '地滑', insurance: 'covered', contact: '' }
		});
		const shifts = [{ id: shift, startsAt, endsAt: startsAt + 2 * HOUR }];
		await world.run(leader, openShifts, { post, capacity: 3, shifts });
		for (const who of [member, member2]) {
			await world.run(who, claimShift, { id: uuidv7(), shift });
		}
		world.now = startsAt + 4 * HOUR;
		const elsewhere = uuidv7();
		await world.run(member, enterHours, {
			...{ id: elsewhere, person: null, unit: GRID, shift: null, note: '在另一处帮忙' },
			...{ startsAt: startsAt + HOUR, endsAt: startsAt + 2 * HOUR }
		});
		const entry = uuidv7();
		const present = [member, member2].map((who) => ({
			entry: who === member ? entry : uuidv7(),
			person: who.id,
			minutes: 120
		}));
		expect(await world.run(leader, tickAttendance, { shift, present })).toMatchObject({
			data: { confirmed: 1, already: 0, waiting: 1 }
		});
		expect(await mine(member, entry)).toMatchObject({ state: 'pending', flags: ['overlap'] });
		expect(await world.run(leader, confirmHours, { entries: [entry] })).toMatchObject({
			code: 'entered'
		});
		expect(await world.run(secretary, confirmHours, { entries: [entry] })).toMatchObject({
			kind: 'done'
		});
	});
});
