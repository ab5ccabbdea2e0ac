import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { InputOf } from '#lib/kernel/command.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { dayOf, startOfDay } from '#lib/kernel/time.ts';
import { GRID, openWorld, TUESDAY_9, type World } from '../../../tests/support/world.ts';
import {
	cancelShift,
	claimShift,
	openPost,
	openSeries,
	openShifts,
	setCapacity
} from './commands.ts';
import { postPage, shiftPage } from './views.ts';

let world: World;
beforeAll(async () => {
	world = await openWorld();
});
beforeEach(() => {
	world.now = TUESDAY_9;
});
afterAll(() => world.close());

type Input = InputOf<typeof openSeries>;
const notAvailable = { kind: 'refused', code: 'not_available' };

async function aPost() {
	const post = uuidv7();
	await world.run(world.people.leader, openPost, {
		...{ id: post, unit: GRID, audience: null, kind: 'vanguard', title: '巡逻', place: '码头' },
		...{ duties: '巡查', bring: '', skills: [], risks: '湿滑', insurance: 'covered', contact: '' }
	});
	return post;
}
/** 逢四 of December and January: six days. */
const fours = (post: string, more: Partial<Input> = {}): Input => ({
	...{ id: uuidv7(), post, capacity: 2, start: '14:00', end: '16:00' },
	days: {
		pattern: { is: 'tens', digit: 4 },
		...{ from: '2026-12-01', until: '2027-01-31', holidays: 'keep' }
	},
	...more
});
async function aSeries() {
	const post = await aPost();
	const outcome = await world.run(world.people.leader, openSeries, fours(post));
	expect(outcome).toEqual({ kind: 'done', data: { opened: 6 } });
	return { post, shifts: await shiftsOf(post) };
}
const shiftsOf = async (post: string) =>
	(await world.view(world.people.leader, postPage, { post }))?.shifts ?? [];
const claim = (shift: string, who = world.people.member) =>
	world.run(who, claimShift, { id: uuidv7(), shift });

describe('posts.openSeries', () => {
	it('[PO-14] opens a shift on each day of the pattern, all with the same hours', async () => {
		const { shifts } = await aSeries();
		expect(shifts.map((s) => dayOf(s.startsAt))).toEqual([
			...['2026-12-04', '2026-12-14', '2026-12-24', '2027-01-04', '2027-01-14', '2027-01-24']
		]);
		expect(shifts[0]).toMatchObject({
			startsAt: startOfDay('2026-12-04', '14:00'),
			endsAt: startOfDay('2026-12-04', '16:00'),
			capacity: 2
		});
		const page = await world.view(world.people.member, shiftPage, { shift: shifts[0]?.id ?? '' });
		expect(page?.shift.series).not.toBeNull();
	});

	it('[PO-14] one day alone is no series', async () => {
		const post = await aPost();
		const days = { ...fours(post).days, until: '2026-12-05' };
		await world.run(world.people.leader, openSeries, fours(post, { days }));
		const [one] = await shiftsOf(post);
		const page = await world.view(world.people.leader, shiftPage, { shift: one?.id ?? '' });
		expect(page?.shift.series).toBeNull();
		expect(
			await world.run(world.people.leader, cancelShift, {
				...{ shift: one?.id ?? '', which: 'all', reason: '台风' }
			})
		).toMatchObject({ code: 'no_series' });
	});

	it('[PO-8] [PO-14] all or none: not in the past, not none, not too many', async () => {
		const post = await aPost();
		const daysOf = (from: string, until: string): Partial<Input> => ({
			days: { pattern: { is: 'weekly', weekdays: [] }, from, until, holidays: 'keep' }
		});
		const run = (more: Partial<Input>) =>
			world.run(world.people.leader, openSeries, fours(post, more));
		expect(await run(daysOf('2026-11-23', '2026-11-30'))).toMatchObject({ code: 'bad_times' });
		expect(await run(daysOf('2026-12-02', '2026-12-01'))).toMatchObject({ code: 'no_days' });
		expect(await run(daysOf('2026-12-01', '2027-08-01'))).toMatchObject({ code: 'too_many' });
		expect(await run({ start: '25:00' })).toMatchObject({ code: 'invalid_input' });
		expect(await run({ start: '08:00', end: '07:00' })).toMatchObject({ code: 'bad_times' });
		expect(await shiftsOf(post)).toEqual([]);
	});

	it('repeated it opens once; its id is not for another series', async () => {
		const post = await aPost();
		const { leader, secretary } = world.people;
		const [input, id] = [fours(post), uuidv7()];
		const first = await world.run(leader, openSeries, input, { id });
		expect(await world.run(leader, openSeries, input, { id })).toEqual(first);
		expect(await world.run(secretary, openSeries, input, { id })).toMatchObject({
			code: 'id_reused'
		});
		expect(await world.run(leader, openSeries, input)).toMatchObject({ code: 'id_reused' });
		expect(await shiftsOf(post)).toHaveLength(6);
	});

	it('is for those who run the unit', async () => {
		const { member, strangerLeader, leader2, leader } = world.people;
		const post = await aPost();
		expect(await world.run(null, openSeries, fours(post))).toMatchObject({ kind: 'retry' });
		for (const who of [member, strangerLeader, leader2]) {
			expect(await world.run(who, openSeries, fours(post))).toMatchObject(notAvailable);
		}
		expect(await world.run(leader, openSeries, fours(uuidv7()))).toMatchObject(notAvailable);
	});
});

describe('a series changed', () => {
	it('[PO-15] this one, this and later, all; never what has begun', async () => {
		const { leader } = world.people;
		const { post, shifts } = await aSeries();
		const [first, second, third, fourth] = shifts;
		const cancel = (shift: string | undefined, which?: 'one' | 'later' | 'all') =>
			world.run(leader, cancelShift, {
				...{ shift: shift ?? '', reason: '台风' },
				...(which ? { which } : {})
			});
		const live = async () =>
			(await shiftsOf(post)).filter((s) => s.cancelledAt === null).map((s) => s.id);
		await claim(fourth?.id ?? '');
		await claim(third?.id ?? '');
		expect(await cancel(second?.id)).toMatchObject({ kind: 'done' });
		expect(await live()).toHaveLength(5);
		expect(await cancel(fourth?.id, 'later')).toMatchObject({ data: { told: 1 } });
		expect(await live()).toEqual([first?.id, third?.id]);
		world.now = startOfDay('2026-12-04', '14:30');
		expect(await cancel(first?.id, 'all')).toMatchObject({ data: { told: 1 } });
		expect(await live()).toEqual([first?.id]);
		expect(await cancel(first?.id, 'all')).toMatchObject({ code: 'closed' });
		expect(await cancel(first?.id)).toMatchObject({ code: 'closed' });
	});

	it('[PO-10] [PO-15] places: promotes in each, or changes none', async () => {
		const { leader, member, member2, volunteer } = world.people;
		const { post, shifts } = await aSeries();
		const [first, second, third] = shifts.map((s) => s.id);
		for (const who of [member, member2, volunteer]) await claim(second ?? '', who);
		const set = (shift: string | undefined, which: 'later' | 'all', capacity: number) =>
			world.run(leader, setCapacity, { shift: shift ?? '', which, capacity });
		expect(await set(first, 'all', 1)).toMatchObject({
			code: 'below_held',
			params: { held: 2, startsAt: startOfDay('2026-12-14', '14:00') }
		});
		expect((await shiftsOf(post)).map((s) => s.capacity)).toEqual([2, 2, 2, 2, 2, 2]);
		expect(await set(third, 'later', 1)).toMatchObject({ data: { promoted: 0 } });
		expect((await shiftsOf(post)).map((s) => s.capacity)).toEqual([2, 2, 1, 1, 1, 1]);
		expect(await set(first, 'all', 3)).toMatchObject({ data: { promoted: 1 } });
		expect(
			await world.run(member, setCapacity, { shift: first ?? '', which: 'all', capacity: 9 })
		).toMatchObject(notAvailable);
	});

	it('[PO-15] a shift opened alone has no others', async () => {
		const post = await aPost();
		const id = uuidv7();
		const startsAt = startOfDay('2026-12-01', '08:00');
		await world.run(world.people.leader, openShifts, {
			...{ post, capacity: 1, shifts: [{ id, startsAt, endsAt: startsAt + 3_600_000 }] }
		});
		const input = { shift: id, which: 'later' as const, capacity: 4 };
		expect(await world.run(world.people.leader, setCapacity, input)).toMatchObject({
			code: 'no_series'
		});
	});
});
