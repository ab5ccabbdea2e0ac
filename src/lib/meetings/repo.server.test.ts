import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { uuidv7 } from '#lib/kernel/id.ts';
import { DAY, HOUR } from '#lib/kernel/time.ts';
import { GRID, openWorld, TUESDAY_9, type World } from '../../../tests/support/world.ts';
import { minutesRooms } from './collab.server.ts';
import { openMeeting } from './commands.ts';
import { draftPage, meetingPage, myMeetings } from './views.ts';

let world: World;
beforeAll(async () => {
	world = await openWorld();
});
beforeEach(() => {
	world.now = TUESDAY_9;
});
afterAll(() => world.close());

const START = TUESDAY_9 + 10 * HOUR;

async function aMeeting({ startsAt = START } = {}) {
	const id = uuidv7();
	const outcome = await world.run(world.people.leader, openMeeting, {
		id,
		kind: 'grid_talk',
		unit: GRID,
		title: '楼道堆物怎么办',
		place: '网格活动点',
		startsAt,
		topics: ''
	});
	expect(outcome).toMatchObject({ kind: 'done' });
	return id;
}

describe('what people see of meetings', () => {
	it('[ME-7] own meetings, the soonest first; strangers nothing', async () => {
		const { volunteer, stranger, secretary } = world.people;
		const later = await aMeeting({ startsAt: START + 2 * DAY });
		const sooner = await aMeeting({ startsAt: START + DAY });
		const mine = await world.view(volunteer, myMeetings, {});
		const ids = mine?.upcoming.map((m) => m.id) ?? [];
		expect(ids.indexOf(sooner)).toBeGreaterThanOrEqual(0);
		expect(ids.indexOf(sooner)).toBeLessThan(ids.indexOf(later));
		expect(mine?.upcoming.find((m) => m.id === sooner)?.invited).toBe(true);
		const above = await world.view(secretary, myMeetings, {});
		expect(above?.upcoming.find((m) => m.id === sooner)?.invited).toBe(false);
		expect((await world.view(stranger, myMeetings, {}))?.upcoming).toEqual([]);
		expect(await world.view(stranger, meetingPage, { meeting: sooner })).toBeNull();
		expect(await world.view(stranger, meetingPage, { meeting: uuidv7() })).toBeNull();
		expect(await world.view(stranger, draftPage, { meeting: sooner })).toBeNull();
		expect(await world.view(null, myMeetings, {})).toBeNull();
	});

	it('[ME-8] goes to the meetings held a day after its start', async () => {
		const meeting = await aMeeting();
		world.now = START + DAY;
		const mine = await world.view(world.people.member, myMeetings, {});
		expect(mine?.upcoming.map((m) => m.id)).not.toContain(meeting);
		expect(mine?.recent.map((m) => m.id)).toContain(meeting);
	});

	it('[ME-7] an invitation gives nothing once the seat has ended', async () => {
		const meeting = await aMeeting();
		const gone = { ...world.people.volunteer, memberships: [] };
		expect(await world.view(gone, meetingPage, { meeting })).toBeNull();
		const access = world.app.db.read((q) => minutesRooms.access(q, meeting, gone, world.now));
		expect(await access).toBe('none');
	});
});
