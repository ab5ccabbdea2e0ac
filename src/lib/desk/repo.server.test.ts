import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uuidv7 } from '#lib/kernel/id.ts';
import { DAY, HOUR } from '#lib/kernel/time.ts';
import { enterHours } from '#lib/hours/commands.ts';
import { claimShift, openPost, openShifts } from '#lib/posts/commands.ts';
import {
	COMMUNITY,
	GRID,
	openWorld,
	OTHER_GRID,
	TOWN,
	type World
} from '../../../tests/support/world.ts';
import { claimsByUnit, desk, vacantSeats } from './views.ts';

let world: World;

beforeAll(async () => {
	world = await openWorld();
	const { leader, member, volunteer } = world.people;
	const post = uuidv7();
	const shift = uuidv7();
	await world.run(leader, openPost, {
		id: post,
		unit: GRID,
		audience: null,
		kind: 'volunteer_station',
		title: '桶站值守',
		place: '东门',
		duties: '引导分类',
		bring: '',
		skills: [],
		risks: '地面湿滑',
		insurance: 'covered',
		contact: ''
	});
	const startsAt = world.now + DAY;
	const shifts = [{ id: shift, startsAt, endsAt: startsAt + HOUR }];
	await world.run(leader, openShifts, { post, capacity: 3, shifts });
	await world.run(member, claimShift, { id: uuidv7(), shift });
	for (const who of [volunteer, leader]) {
		await world.run(who, enterHours, {
			id: uuidv7(),
			person: null,
			unit: GRID,
			shift: null,
			startsAt: world.now - 3 * HOUR,
			endsAt: world.now - 2 * HOUR,
			note: '扫楼道'
		});
	}
});
afterAll(() => world.close());

describe('the desk', () => {
	it('[DE-1] counts what its reader can act on', async () => {
		const { secretary, leader } = world.people;
		expect((await world.view(secretary, desk, { unit: COMMUNITY }))?.hours).toBe(2);
		// One of the two is the leader's own.
		expect((await world.view(leader, desk, { unit: GRID }))?.hours).toBe(1);
	});

	it('[DE-3] says how many places are free in the next days', async () => {
		const view = await world.view(world.people.leader, desk, { unit: GRID });
		expect(view?.places).toEqual({ free: 2, shifts: 1 });
	});

	it('lists vacant seats unit by unit, as many as it counts', async () => {
		const { secretary } = world.people;
		const view = await world.view(secretary, desk, { unit: COMMUNITY });
		const list = await world.view(secretary, vacantSeats, { unit: COMMUNITY });
		expect(list?.rows).toHaveLength(view?.seats.vacant ?? -1);
		expect(list?.rows).toContainEqual({
			code: GRID,
			name: '东海社区第一网格',
			role: 'full_time'
		});
	});

	it('[DE-2] says how many have not claimed, and never who', async () => {
		const view = await world.view(world.people.secretary, claimsByUnit, { unit: COMMUNITY });
		expect(view?.rows).toEqual([
			{ code: GRID, name: '东海社区第一网格', of: 3, without: 2 },
			{ code: `${COMMUNITY}002`, name: '东海社区第二网格', of: 1, without: 1 }
		]);
		expect(JSON.stringify(view)).not.toContain('王秀英');
	});

	it('[DE-1] is for those who run the unit, and for nobody else', async () => {
		const { member, guide, strangerLeader, leader, townAdmin } = world.people;
		for (const view of [desk, vacantSeats, claimsByUnit]) {
			for (const who of [member, guide, strangerLeader, null]) {
				expect(await world.view(who, view, { unit: GRID })).toBeNull();
			}
			expect(await world.view(leader, view, { unit: COMMUNITY })).toBeNull();
			expect(await world.view(leader, view, { unit: OTHER_GRID })).toBeNull();
			expect(await world.view(townAdmin, view, { unit: TOWN })).not.toBeNull();
		}
	});
});
