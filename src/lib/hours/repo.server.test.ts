import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uuidv7 } from '#lib/kernel/id.ts';
import { DAY, HOUR, startOfDay } from '#lib/kernel/time.ts';
import { claimShift, openPost, openShifts } from '#lib/posts/commands.ts';
import {
	COMMUNITY,
	GRID,
	openWorld,
	OTHER_GRID,
	TUESDAY_9,
	type World
} from '../../../tests/support/world.ts';
import { confirmHours, enterHours, reverseHours, tickAttendance } from './commands.ts';
import { confirmedMinutes } from './repo.server.ts';
import { unitMonth } from './views.ts';

let world: World;
beforeAll(async () => {
	world = await openWorld();
});
afterAll(() => world.close());

/** Confirmed minutes of the whole of November in Shanghai. */
const sums = (unit: string, from = '2026-11-01', to = '2026-12-01') =>
	world.app.db.read((q) =>
		confirmedMinutes(q, { unit, from: startOfDay(from), to: startOfDay(to) })
	);

describe('what others count', () => {
	const ticked = uuidv7();

	it('[HO-1] [HO-12] A and B that are confirmed, by person and unit, in Shanghai months', async () => {
		const { member, leader, volunteer } = world.people;
		const [post, shift, late] = [uuidv7(), uuidv7(), uuidv7()];
		const startsAt = TUESDAY_9 + HOUR;
		await world.run(leader, openPost, {
			...{ id: post, unit: GRID, audience: null, kind: 'vanguard', title: '巡逻', place: '码头' },
			...{ duties: '巡查', bring: '', skills: [], risks: '湿滑', insurance: 'covered', contact: '' }
		});
		await world.run(leader, openShifts, {
			post,
			capacity: 3,
			shifts: [{ id: shift, startsAt, endsAt: startsAt + 2 * HOUR }]
		});
		await world.run(member, claimShift, { id: uuidv7(), shift });
		world.now = startsAt + 2 * HOUR;
		await world.run(volunteer, enterHours, {
			...{ id: late, person: null, unit: GRID, shift: null, note: '帮忙搬家' },
			...{ startsAt: world.now - 2 * HOUR, endsAt: world.now - HOUR }
		});
		await world.run(leader, confirmHours, { entries: [late] });
		expect(await sums(GRID)).toEqual([]);
		await world.run(leader, tickAttendance, {
			shift,
			present: [{ entry: ticked, person: member.id, minutes: 90 }]
		});
		const row = { person: member.id, unit: GRID, grade: 'B', minutes: 90, entries: 1 };
		expect(await sums(GRID)).toEqual([row]);
		expect(await sums(COMMUNITY)).toEqual([row]);
		expect(await sums(OTHER_GRID)).toEqual([]);
		expect(await sums(GRID, '2026-11-25')).toEqual([]);
		expect(await sums(GRID, '2026-11-01', '2026-11-24')).toEqual([]);
	});

	it('the month of a unit is sums for those who run it', async () => {
		const { secretary, volunteer, leader } = world.people;
		const args = { unit: COMMUNITY, month: '2026-11' };
		const rows = async () => (await world.view(secretary, unitMonth, args))?.rows;
		expect((await rows())?.[0]?.minutes.C).toBe(0);
		// Hours of grade C count when the group could see them for a week (HO-13).
		world.now += 7 * DAY;
		expect(await rows()).toEqual([
			{ unit: GRID, name: '东海社区第一网格', minutes: { A: 0, B: 90, C: 60, D: 0 }, people: 2 }
		]);
		expect(await world.view(volunteer, unitMonth, args)).toBeNull();
		expect(await world.view(leader, unitMonth, args)).toBeNull();
	});

	it('[HO-11] what is taken back counts no more', async () => {
		world.now += DAY;
		await world.run(world.people.secretary, reverseHours, {
			...{ id: uuidv7(), entry: ticked, reason: '记错了人', instead: null }
		});
		expect(await sums(GRID)).toEqual([]);
	});
});
