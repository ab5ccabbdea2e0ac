import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { PersonActor } from '#lib/kernel/actor.ts';
import type { AnyCommand, InputOf } from '#lib/kernel/command.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { DAY, HOUR } from '#lib/kernel/time.ts';
import { append } from '#lib/collab/store.server.ts';
import { scan } from '#lib/collab/update.server.ts';
import {
	COMMUNITY,
	GRID,
	MICRO_GRID,
	openWorld,
	TUESDAY_9,
	type World
} from '../../../tests/support/world.ts';
import { ROOT, roomOf } from './collab.ts';
import { minutesRooms } from './collab.server.ts';
import {
	amendMinutes,
	editMeeting,
	freezeMinutes,
	openMeeting,
	signIn,
	takeAttendance
} from './commands.ts';
import { hashOf } from './rules.minutes.ts';
import type { MeetingKind } from './schema.ts';
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
const texts = { title: '楼道堆物怎么办', place: '网格活动点', topics: '消防通道\n电瓶车' };
const notAvailable = { kind: 'refused', code: 'not_available' };
const refusal = (code: string) => ({ kind: 'refused', code });

async function aMeeting({ kind = 'grid_talk' as MeetingKind, unit = GRID, startsAt = START } = {}) {
	const id = uuidv7();
	const by = kind === 'deliberation' ? world.people.secretary : world.people.leader;
	const outcome = await world.run(by, openMeeting, { id, kind, unit, startsAt, ...texts });
	expect(outcome).toMatchObject({ kind: 'done', data: { meeting: id } });
	return id;
}

/** Writes a line into the minutes as a room would. */
async function write(meeting: string, line: string, seq: number, doc = new Y.Doc()) {
	let bytes = new Uint8Array();
	doc.once('update', (update: Uint8Array) => (bytes = new Uint8Array(update)));
	doc.transact(() => {
		const paragraph = new Y.XmlElement('resolution');
		paragraph.insert(0, [new Y.XmlText(line)]);
		doc.getXmlFragment(ROOT).push([paragraph]);
	});
	const person = world.people.member.id;
	await world.app.db.write((tx) =>
		append(tx, roomOf(meeting), seq, [{ person, update: scan(bytes) }], [], world.now)
	);
	return doc;
}

const page = async (meeting: string, who: PersonActor = world.people.leader) => {
	const found = await world.view(who, meetingPage, { meeting });
	if (!found) throw new Error('no page');
	return found;
};
const seenBy = async (meeting: string, who: PersonActor = world.people.leader) =>
	(await world.view(who, draftPage, { meeting }))?.hash ?? '';
const present = (meeting: string, ...people: PersonActor[]) =>
	world.run(world.people.leader, takeAttendance, {
		meeting,
		marks: people.map(({ id }) => ({ person: id, status: 'present' as const, reason: '' }))
	});

describe('every command of meetings', () => {
	const cases: [AnyCommand, (meeting: string) => unknown, 'leader' | 'volunteer'][] = [
		[
			openMeeting,
			() => ({ id: uuidv7(), kind: 'grid_talk', unit: GRID, startsAt: START, ...texts }),
			'leader'
		],
		[editMeeting, (meeting) => ({ meeting, startsAt: START, ...texts }), 'leader'],
		[
			takeAttendance,
			(meeting) => ({
				meeting,
				marks: [{ person: world.people.member.id, status: 'present', reason: '' }]
			}),
			'leader'
		],
		[signIn, (meeting) => ({ meeting }), 'volunteer']
	];

	it.each(cases)(
		'$name: signed out, forbidden, malformed, repeated, by another',
		async (command, input, who) => {
			const meeting = await aMeeting({ startsAt: TUESDAY_9 + HOUR });
			const made = input(meeting) as InputOf<typeof command>;
			const actor = world.people[who];
			expect(await world.run(null, command, made)).toMatchObject({ kind: 'retry' });
			expect(await world.run(world.people.strangerLeader, command, made)).toMatchObject(
				notAvailable
			);
			expect(await world.run(world.people.stranger, command, made)).toMatchObject(notAvailable);
			if (who === 'leader') {
				expect(await world.run(world.people.volunteer, command, made)).toMatchObject(notAvailable);
			}
			expect(await world.run(actor, command, {} as never)).toMatchObject(refusal('invalid_input'));
			if (typeof made === 'object' && made !== null && 'meeting' in made) {
				const nowhere = { ...made, meeting: uuidv7() } as InputOf<typeof command>;
				expect(await world.run(actor, command, nowhere)).toMatchObject(notAvailable);
			}
			const id = uuidv7();
			const first = await world.run(actor, command, made, { id });
			expect(first.kind).toBe('done');
			expect(await world.run(actor, command, made, { id })).toEqual(first);
			expect(await world.run(world.people.secretary, command, made, { id })).toMatchObject(
				refusal('id_reused')
			);
		}
	);
});

describe('meetings.openMeeting', () => {
	it('[ME-2] a grid talk invites every seat of the grid and its micro-grids, each person once', async () => {
		const micro = await world.seat(world.people.volunteer2, 'volunteer', MICRO_GRID);
		await world.seat(world.people.member, 'part_time', GRID);
		const { attendance } = await page(await aMeeting());
		const names = attendance.map((a) => a.name);
		expect(names).toContain(micro.name);
		expect(names.filter((name) => name === '林波玉')).toHaveLength(1);
		expect(names).not.toContain('郑书文');
		expect(attendance.every((a) => a.due && a.status === null)).toBe(true);
	});

	it('[ME-2] a party-group meeting invites party seats; others do not learn of it', async () => {
		const meeting = await aMeeting({ kind: 'party_group' });
		const { attendance } = await page(meeting);
		expect(attendance.map((a) => a.name).sort()).toEqual(['史明', '林波玉']);
		expect(await world.view(world.people.volunteer, meetingPage, { meeting })).toBeNull();
		expect(await world.view(world.people.volunteer, draftPage, { meeting })).toBeNull();
		const mine = await world.view(world.people.volunteer, myMeetings, {});
		expect(mine?.upcoming.map((m) => m.id)).not.toContain(meeting);
		expect(await world.view(world.people.member, meetingPage, { meeting })).not.toBeNull();
	});

	it('[ME-2] a deliberation of a community invites its own seats and the leaders below', async () => {
		const meeting = await aMeeting({ kind: 'deliberation', unit: COMMUNITY });
		const { attendance } = await page(meeting, world.people.secretary);
		expect(attendance.map((a) => a.name).sort()).toEqual(['廖怡', '汪杰珍', '郑书文'].sort());
	});

	it('[ME-1] refuses a grid talk above a grid, a slipped year, a unit without people', async () => {
		const { secretary, leader } = world.people;
		const open = (change: object, by = leader) =>
			world.run(by, openMeeting, {
				id: uuidv7(),
				kind: 'grid_talk',
				unit: GRID,
				startsAt: START,
				...texts,
				...change
			});
		expect(await open({ unit: COMMUNITY }, secretary)).toMatchObject(refusal('wrong_unit'));
		expect(await open({ startsAt: START + 367 * DAY })).toMatchObject(refusal('bad_time'));
		expect(await open({ unit: '330922100002' }, world.people.admin)).toMatchObject(
			refusal('wrong_unit')
		);
	});

	it('[ME-1] the id of a meeting that exists is not taken over', async () => {
		const id = await aMeeting();
		expect(
			await world.run(world.people.leader, openMeeting, {
				id,
				kind: 'grid_talk',
				unit: GRID,
				startsAt: START,
				...texts,
				title: '另一个'
			})
		).toMatchObject(refusal('id_reused'));
	});
});

describe('attendance', () => {
	it('[ME-3] [ME-4] the newest mark counts, and the quorum follows it', async () => {
		const meeting = await aMeeting({ kind: 'party_group' });
		const { member, member2, leader } = world.people;
		await present(meeting, member, member2);
		expect((await page(meeting)).quorum).toMatchObject({ due: 2, present: 2, standing: 'vote' });
		await world.run(leader, takeAttendance, {
			meeting,
			marks: [{ person: member2.id, status: 'absent', reason: '出海' }]
		});
		expect((await page(meeting)).quorum).toMatchObject({
			present: 1,
			absent: 1,
			needed: 2,
			standing: 'talk'
		});
	});

	it('shows why somebody is absent to those who keep the list and to that person only', async () => {
		const meeting = await aMeeting();
		const { member, member2, leader, volunteer } = world.people;
		await world.run(leader, takeAttendance, {
			meeting,
			marks: [{ person: member.id, status: 'absent', reason: '住院' }]
		});
		const reason = async (who: PersonActor) =>
			(await page(meeting, who)).attendance.find((a) => a.person === member.id)?.reason;
		expect(await reason(leader)).toBe('住院');
		expect(await reason(member)).toBe('住院');
		expect(await reason(member2)).toBe('');
		expect(await reason(volunteer)).toBe('');
	});

	it('[ME-3] others can only observe, and only those who may read the meeting', async () => {
		const meeting = await aMeeting();
		const { secretary, leader, stranger, member } = world.people;
		const mark = (person: PersonActor, status: 'present' | 'observer') =>
			world.run(leader, takeAttendance, {
				meeting,
				marks: [{ person: person.id, status, reason: '' }]
			});
		expect(await mark(secretary, 'present')).toMatchObject(refusal('not_invited'));
		expect(await mark(secretary, 'observer')).toMatchObject({ kind: 'done' });
		expect(await mark(member, 'observer')).toMatchObject(refusal('not_invited'));
		expect(await mark(stranger, 'observer')).toMatchObject(refusal('no_seat'));
		expect((await page(meeting)).quorum).toMatchObject({ observers: 1, present: 0 });
	});

	it('[ME-5] people sign in themselves from two hours before', async () => {
		const meeting = await aMeeting();
		const { member, secretary } = world.people;
		expect(await world.run(member, signIn, { meeting })).toEqual({
			kind: 'refused',
			code: 'too_early',
			params: { opensAt: START - 2 * HOUR }
		});
		world.now = START - 2 * HOUR;
		expect(await world.run(member, signIn, { meeting })).toMatchObject({
			data: { status: 'present' }
		});
		expect(await world.run(secretary, signIn, { meeting })).toMatchObject({
			data: { status: 'observer' }
		});
		const found = (await page(meeting)).attendance.find((a) => a.person === member.id);
		expect(found).toMatchObject({ status: 'present', self: true });
	});
});

describe('meetings.freezeMinutes', () => {
	it('[ME-6] makes the very text read the record, and ends writing', async () => {
		const meeting = await aMeeting();
		const { leader, member, member2, volunteer } = world.people;
		const access = (who: PersonActor) =>
			world.app.db.read((q) => minutesRooms.access(q, meeting, who, world.now));
		expect(await access(member)).toBe('write');
		expect(await access(world.people.secretary)).toBe('write');
		expect(await access(world.people.stranger)).toBe('none');

		const doc = await write(meeting, '周三前清空', 1);
		world.now = START + HOUR;
		await present(meeting, leader, member, member2, volunteer);
		const seen = await seenBy(meeting);

		// Somebody types one more line meanwhile: what was read is not what is there.
		await write(meeting, '物业负责', 2, doc);
		const late = { meeting, seen };
		const lateId = uuidv7();
		const changed = await world.run(leader, freezeMinutes, late, { id: lateId });
		expect(changed).toMatchObject(refusal('changed'));
		// Replayed, the refusal stands.
		expect(await world.run(leader, freezeMinutes, late, { id: lateId })).toEqual(changed);

		const input = { meeting, seen: await seenBy(meeting) };
		expect(await world.run(null, freezeMinutes, input)).toMatchObject({ kind: 'retry' });
		expect(await world.run(member, freezeMinutes, input)).toMatchObject(notAvailable);
		expect(await world.run(world.people.strangerLeader, freezeMinutes, input)).toMatchObject(
			notAvailable
		);
		expect(await world.run(leader, freezeMinutes, { meeting, seen: 'x' })).toMatchObject(
			refusal('invalid_input')
		);
		const id = uuidv7();
		const frozen = await world.run(leader, freezeMinutes, input, { id });
		expect(frozen).toMatchObject({ kind: 'done' });
		expect(await world.run(leader, freezeMinutes, input, { id })).toEqual(frozen);
		expect(await world.run(world.people.secretary, freezeMinutes, input, { id })).toMatchObject(
			refusal('id_reused')
		);
		expect(await world.run(leader, freezeMinutes, input)).toMatchObject(refusal('frozen'));

		const shown = await page(meeting, member);
		expect(shown.frozen?.text).toContain('决议：周三前清空\n决议：物业负责\n');
		expect(shown.frozen?.text).toContain('时间：2026-11-24 19:00');
		expect(shown.frozen?.sha256).toBe(hashOf(shown.frozen?.text ?? ''));
		expect(shown.frozen?.by).toBe('汪杰珍');
		expect(await access(member)).toBe('read');
		expect(await access(leader)).toBe('read');

		// Attendance and details are part of the record.
		expect(await present(meeting, member)).toMatchObject(refusal('frozen'));
		expect(await world.run(member, signIn, { meeting })).toMatchObject(refusal('frozen'));
		expect(
			await world.run(leader, editMeeting, { meeting, startsAt: START, ...texts })
		).toMatchObject(refusal('frozen'));
	});

	it('[ME-4] records a talk when too few came', async () => {
		const meeting = await aMeeting();
		await write(meeting, '大家都同意', 1);
		world.now = START;
		await present(meeting, world.people.member);
		const input = { meeting, seen: await seenBy(meeting) };
		expect(await world.run(world.people.leader, freezeMinutes, input)).toMatchObject({
			data: { standing: 'talk' }
		});
		expect((await page(meeting)).frozen?.text).toContain('人数不够，座谈');
	});

	it('[ME-6] refuses empty minutes and a meeting that has not begun', async () => {
		const meeting = await aMeeting();
		const input = { meeting, seen: await seenBy(meeting) };
		expect(await world.run(world.people.leader, freezeMinutes, input)).toMatchObject(
			refusal('not_begun')
		);
		world.now = START;
		expect(await world.run(world.people.leader, freezeMinutes, input)).toMatchObject(
			refusal('empty')
		);
	});
});

describe('meetings.amendMinutes', () => {
	it('[ME-9] adds to what is frozen, each hash over the one before', async () => {
		const meeting = await aMeeting();
		const { leader, member, secretary } = world.people;
		const amend = (text: string, by: PersonActor | null = leader, id = uuidv7(), more = {}) =>
			world.run(by, amendMinutes, { id, meeting, text }, more);
		expect(await amend('应为物业公司')).toMatchObject(refusal('not_frozen'));
		await write(meeting, '周三前清空', 1);
		world.now = START;
		await world.run(leader, freezeMinutes, { meeting, seen: await seenBy(meeting) });

		expect(await amend('应为物业公司', null)).toMatchObject({ kind: 'retry' });
		expect(await amend('应为物业公司', member)).toMatchObject(notAvailable);
		expect(await amend(' ')).toMatchObject(refusal('invalid_input'));
		const id = uuidv7();
		const envelope = { id: uuidv7() };
		const first = await amend('应为物业公司', leader, id, envelope);
		expect(first).toMatchObject({ kind: 'done' });
		expect(await amend('应为物业公司', leader, id, envelope)).toEqual(first);
		expect(await amend('应为物业公司', secretary, id, envelope)).toMatchObject(
			refusal('id_reused')
		);
		expect(await amend('另一条', leader, id)).toMatchObject(refusal('id_reused'));
		await amend('是周四前', secretary);

		const { frozen, amendments } = await page(meeting);
		expect(amendments.map((a) => [a.text, a.by])).toEqual([
			['应为物业公司', '汪杰珍'],
			['是周四前', '郑书文']
		]);
		const [one, two] = amendments;
		expect(one?.sha256).toBe(hashOf(`${frozen?.sha256}\n应为物业公司`));
		expect(two?.sha256).toBe(hashOf(`${one?.sha256}\n是周四前`));
	});
});
