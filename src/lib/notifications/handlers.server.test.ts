import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonActor } from '#lib/kernel/actor.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { HOUR } from '#lib/kernel/time.ts';
import { cancelShift, claimShift, leaveShift, openPost, openShifts } from '#lib/posts/commands.ts';
import { GRID, openWorld, TUESDAY_9, type World } from '../../../tests/support/world.ts';
import { markRead } from './commands.ts';
import { TOLD } from './rules.ts';
import { myNotices } from './views.ts';

let world: World;
beforeAll(async () => {
	world = await openWorld();
});
afterAll(() => world.close());

const names = async (who: PersonActor) =>
	(await world.view(who, myNotices, {}))?.notices.map((n) => n.name);

async function aShift(): Promise<string> {
	const [post, shift] = [uuidv7(), uuidv7()];
	await world.run(world.people.leader, openPost, {
		...{ id: post, unit: GRID, audience: null, kind: 'vanguard', title: '巡逻', place: '码头' },
		...{ duties: '巡查', bring: '', skills: [], risks: '湿滑', insurance: 'covered', contact: '' }
	});
	await world.run(world.people.leader, openShifts, {
		post,
		capacity: 1,
		shifts: [{ id: shift, startsAt: TUESDAY_9 + 5 * HOUR, endsAt: TUESDAY_9 + 6 * HOUR }]
	});
	return shift;
}

describe('notices', () => {
	it('[NO-3] the promoted, the one in charge and those of a cancelled shift are told', async () => {
		const { member, member2, volunteer, leader } = world.people;
		const shift = await aShift();
		const first = uuidv7();
		await world.run(member, claimShift, { id: first, shift });
		await world.run(member2, claimShift, { id: uuidv7(), shift });
		await world.run(volunteer, claimShift, { id: uuidv7(), shift });
		await world.run(member, leaveShift, { claim: first });
		expect(await names(member2)).toEqual(['promoted']);
		expect(await names(leader)).toEqual(['place_free']);
		expect(await names(member)).toEqual([]);
		await world.run(leader, cancelShift, { shift, reason: '台风' });
		expect(await names(member2)).toEqual(['shift_cancelled', 'promoted']);
		expect(await names(volunteer)).toEqual(['shift_cancelled']);
		const seen = await world.view(member2, myNotices, {});
		expect(seen?.notices[0]).toMatchObject({
			params: { title: '巡逻', startsAt: TUESDAY_9 + 5 * HOUR },
			href: `/app/shifts/${shift}`
		});
	});

	it('[NO-4] only the person marks them as read', async () => {
		const { member2, volunteer } = world.people;
		const own = (await world.view(volunteer, myNotices, {}))?.notices[0];
		const ids = [own?.id ?? ''];
		expect(await world.run(null, markRead, { notices: null })).toMatchObject({ kind: 'retry' });
		expect(await world.run(member2, markRead, { notices: ids })).toMatchObject({
			data: { read: 0 }
		});
		expect(await world.run(volunteer, markRead, { notices: [] })).toMatchObject({
			code: 'invalid_input'
		});
		const id = uuidv7();
		const first = await world.run(volunteer, markRead, { notices: ids }, { id });
		expect(first).toMatchObject({ data: { read: 1 } });
		expect(await world.run(volunteer, markRead, { notices: ids }, { id })).toEqual(first);
		expect(await world.run(member2, markRead, { notices: ids }, { id })).toMatchObject({
			code: 'id_reused'
		});
		expect((await world.view(volunteer, myNotices, {}))?.unread).toBe(0);
		await world.run(member2, markRead, { notices: null });
		expect((await world.view(member2, myNotices, {}))?.unread).toBe(0);
	});

	it('[NO-1] an event of another shape tells nobody', () => {
		const told = TOLD['claim.promoted']?.({ payload: { shift: 1 }, at: TUESDAY_9, by: 'x' });
		expect(told).toEqual([]);
	});
});
