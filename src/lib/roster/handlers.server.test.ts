import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PersonActor } from '#lib/kernel/actor.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { DAY } from '#lib/kernel/time.ts';
import { applyUnits } from '#lib/org/commands.ts';
import { commandLog } from '#lib/platform/tables.server.ts';
import {
	COMMUNITY,
	COUNTY,
	GRID,
	GRID_2,
	MICRO_GRID,
	openWorld,
	OTHER_GRID,
	type World
} from '../../../tests/support/world.ts';
import { addPerson, addSeat, applyRows, editPerson, endSeat, mapAlias } from './commands.ts';
import { vocabularyFor } from './import.server.ts';
import { initialsOf } from './names.server.ts';
import { actorFor, peopleByPhone, seatsOf } from './repo.server.ts';
import type { ApplyRow } from './schema.import.ts';
import { findings, people, personPage, staffing } from './views.ts';

let world: World;
let leader: PersonActor;
let secretary: PersonActor;
beforeEach(async () => {
	world = await openWorld();
	({ leader, secretary } = world.people);
});
afterEach(() => world.close());

const NOT_AVAILABLE = { kind: 'refused', code: 'not_available', params: {} };
const PHONE = '19911112222';
const fields = {
	name: '贺新来',
	phone: PHONE as string | null,
	gender: null,
	politics: null,
	joinedParty: null,
	workUnit: null,
	skills: ['理发'],
	note: null
};
const newcomer = (unit = GRID, more: Partial<typeof fields> = {}) => ({
	id: uuidv7(),
	...fields,
	...more,
	seat: { id: uuidv7(), unit, role: 'volunteer' as const, from: '2026-11-24' }
});
const row = (number: number, more: Partial<ApplyRow> = {}): ApplyRow => ({
	row: number,
	person: uuidv7(),
	seat: uuidv7(),
	...fields,
	phone: PHONE,
	unit: GRID,
	role: 'volunteer',
	...more
});
const actorNow = (id: string, at = world.now) => world.app.db.read((q) => actorFor(q, id, at));
const seatsNow = (id: string) => world.app.db.read((q) => seatsOf(q, id));

describe('roster.addPerson', () => {
	it('makes somebody who acts with that seat from its first day', async () => {
		const person = newcomer();
		expect(await world.run(leader, addPerson, person)).toEqual({
			kind: 'done',
			data: { person: person.id, merged: false }
		});
		expect(await actorNow(person.id)).toMatchObject({
			memberships: [{ unit: GRID, role: 'volunteer' }]
		});
		expect(await actorNow(person.id, world.now - DAY)).toMatchObject({ memberships: [] });
	});

	it('[RO-3] gives the one of that name and phone the seat instead', async () => {
		const first = newcomer();
		await world.run(leader, addPerson, first);
		const again = await world.run(world.people.leader2, addPerson, newcomer(GRID_2));
		expect(again).toEqual({ kind: 'done', data: { person: first.id, merged: true } });
		expect((await actorNow(first.id))?.memberships).toHaveLength(2);
		const family = await world.run(leader, addPerson, newcomer(GRID, { name: '贺家人' }));
		expect(family).toMatchObject({ data: { merged: false } });
		expect(await world.app.db.read((q) => peopleByPhone(q, PHONE))).toHaveLength(2);
	});

	it('[RO-5] refuses a leader’s seat from the leader, and [RO-4] a seat that does not fit', async () => {
		const person = newcomer();
		const seat = { ...person.seat, role: 'grid_leader' as const };
		expect(await world.run(leader, addPerson, { ...person, seat })).toEqual(NOT_AVAILABLE);
		expect(await world.run(secretary, addPerson, { ...person, seat })).toMatchObject({
			kind: 'done'
		});
		const wrong = newcomer(COMMUNITY);
		expect(
			await world.run(secretary, addPerson, {
				...wrong,
				seat: { ...wrong.seat, role: 'full_time' }
			})
		).toMatchObject({ code: 'seat_does_not_fit' });
	});

	it('repeated, malformed, another’s id; and the log keeps no phone', async () => {
		const id = uuidv7();
		const person = newcomer();
		const first = await world.run(leader, addPerson, person, { id });
		expect(await world.run(leader, addPerson, person, { id })).toEqual(first);
		expect(await world.run(secretary, addPerson, person, { id })).toMatchObject({
			code: 'id_reused'
		});
		expect(await world.run(leader, addPerson, newcomer(GRID, { phone: '123' }))).toMatchObject({
			code: 'invalid_input'
		});
		const log = await world.app.db.read((q) => q.select().from(commandLog));
		expect(JSON.stringify(log)).not.toContain(PHONE);
		expect(JSON.stringify(log)).not.toContain(fields.name);
	});
});

describe('roster.editPerson', () => {
	const edit = (person: string, more: Partial<typeof fields> = {}) => ({
		person,
		...fields,
		...more
	});

	it('changes the entry and what it is found by', async () => {
		const { volunteer } = world.people;
		expect(
			await world.run(leader, editPerson, edit(volunteer.id, { name: '林波玉' }))
		).toMatchObject({ kind: 'done' });
		const found = await world.view(leader, people, {
			unit: GRID,
			search: 'lby',
			role: null,
			page: 1
		});
		expect(found?.people.map((p) => p.id)).toContain(volunteer.id);
	});

	it('[RO-8] is not for those below, and not for the person’s other grid when they lead elsewhere', async () => {
		const { volunteer, admin } = world.people;
		expect(await world.run(volunteer, editPerson, edit(volunteer.id))).toEqual(NOT_AVAILABLE);
		await world.seat(admin, 'volunteer', GRID);
		expect(await world.run(leader, editPerson, edit(admin.id))).toEqual(NOT_AVAILABLE);
		expect(await world.run(leader, editPerson, edit(uuidv7()))).toEqual(NOT_AVAILABLE);
	});

	it('refuses to make one person out of two', async () => {
		await world.run(leader, addPerson, newcomer());
		expect(await world.run(leader, editPerson, edit(world.people.volunteer.id))).toMatchObject({
			kind: 'refused',
			code: 'same_person'
		});
	});
});

describe('roster.addSeat and roster.endSeat', () => {
	const seat = (person: string, unit = GRID) => ({
		id: uuidv7(),
		person,
		unit,
		role: 'part_time' as const,
		from: '2026-11-24',
		to: null
	});

	it('the seat gives rights from its first day and takes them with its last', async () => {
		const { volunteer } = world.people;
		const added = seat(volunteer.id);
		expect(await world.run(leader, addSeat, added)).toMatchObject({ kind: 'done' });
		expect((await actorNow(volunteer.id))?.memberships).toContainEqual({
			unit: GRID,
			role: 'part_time'
		});
		expect(await world.run(leader, addSeat, seat(volunteer.id))).toMatchObject({
			code: 'seat_held'
		});
		expect(await world.run(leader, endSeat, { seat: added.id, to: '2026-11-24' })).toMatchObject({
			kind: 'done'
		});
		expect((await actorNow(volunteer.id))?.memberships).toHaveLength(2);
		expect((await actorNow(volunteer.id, world.now + DAY))?.memberships).toHaveLength(1);
		world.now += 2 * DAY;
		expect(await world.run(leader, endSeat, { seat: added.id, to: '2026-11-30' })).toMatchObject({
			code: 'ended_already'
		});
	});

	it('somebody whom the leader does not know of is not there', async () => {
		const { stranger } = world.people;
		expect(await world.run(leader, addSeat, seat(stranger.id))).toEqual(NOT_AVAILABLE);
		expect(await world.run(leader, addSeat, seat(uuidv7()))).toEqual(NOT_AVAILABLE);
		expect(await world.run(leader, addSeat, seat(world.people.volunteer.id, OTHER_GRID))).toEqual(
			NOT_AVAILABLE
		);
	});

	it('the last county administrator stays', async () => {
		const { admin } = world.people;
		const [own] = await seatsNow(admin.id);
		const end = { seat: own?.id ?? '', to: '2026-11-24' };
		expect(await world.run(admin, endSeat, end)).toMatchObject({
			kind: 'refused',
			code: 'last_admin'
		});
		await world.seat(world.people.townAdmin, 'county_admin', COUNTY);
		expect(await world.run(admin, endSeat, end)).toMatchObject({ kind: 'done' });
	});

	it('[OR-6] seats of a closed unit end the day before', async () => {
		const { volunteer } = world.people;
		await world.seat(volunteer, 'micro_grid_leader', MICRO_GRID);
		await world.run(world.people.admin, applyUnits, {
			import: uuidv7(),
			units: [],
			close: [MICRO_GRID]
		});
		expect((await seatsNow(volunteer.id)).find((s) => s.unit === MICRO_GRID)?.to).toBe(
			'2026-11-23'
		);
		expect((await actorNow(volunteer.id))?.memberships).toEqual([
			{ unit: GRID, role: 'volunteer' }
		]);
	});

	it('tells the person’s own phones that rights have changed', async () => {
		const { volunteer } = world.people;
		const heard: string[] = [];
		world.app.live.listen((change) => heard.push(...change.topics));
		await world.run(leader, addSeat, seat(volunteer.id));
		expect(heard).toContain(`person:${volunteer.id}`);
	});
});

describe('roster.applyRows', () => {
	const apply = (rows: ApplyRow[], actor = leader, id?: string) =>
		world.run(actor, applyRows, { import: uuidv7(), rows }, id ? { id } : {});

	it('[RO-16] merges rows of one person, and applied again changes nothing', async () => {
		const rows = [
			row(4),
			row(5, { skills: ['理发', '烹饪'], workUnit: '县中学' }),
			row(6, { name: '贺二' })
		];
		expect(await apply(rows)).toMatchObject({ data: { added: 2, updated: 1, seats: 2, same: 0 } });
		const seq = world.app.live.seq;
		expect(
			await apply(rows.map((r) => ({ ...r, person: uuidv7(), seat: uuidv7() })))
		).toMatchObject({
			data: { added: 0, updated: 0, seats: 0, same: 3 }
		});
		expect(world.app.live.seq).toBe(seq);
		const [first] = await world.app.db.read((q) => peopleByPhone(q, PHONE));
		expect(first).toMatchObject({ skills: ['理发', '烹饪'], workUnit: '县中学' });
	});

	it('a second seat for the same person is one more seat, and nothing entered by hand is overwritten', async () => {
		await world.run(leader, addPerson, newcomer(GRID, { skills: ['外语'] }));
		await apply([row(4, { role: 'in_service_member' })]);
		const [entry] = await world.app.db.read((q) => peopleByPhone(q, PHONE));
		expect(entry?.skills).toEqual(['外语', '理发']);
		expect((await actorNow(entry?.id ?? ''))?.memberships).toHaveLength(2);
	});

	it('does all of a batch or nothing, under the importer’s own rights', async () => {
		expect(await apply([row(4), row(5, { unit: OTHER_GRID })])).toEqual(NOT_AVAILABLE);
		expect(await apply([row(4, { role: 'grid_leader' })])).toEqual(NOT_AVAILABLE);
		expect(
			await apply([row(4), row(5, { unit: COMMUNITY, role: 'full_time' })], secretary)
		).toMatchObject({
			kind: 'refused',
			code: 'seat_does_not_fit',
			params: { row: 5 }
		});
		expect(await world.app.db.read((q) => peopleByPhone(q, PHONE))).toEqual([]);
	});

	it('the log keeps which rows, not whose', async () => {
		await apply([row(4)]);
		const log = await world.app.db.read((q) => q.select().from(commandLog));
		expect(JSON.stringify(log)).not.toContain(PHONE);
		expect(log.at(-1)?.input).toMatchObject({ rows: [[4, GRID, 'volunteer']] });
	});
});

describe('roster.mapAlias', () => {
	it('[RO-6] is remembered for the next import, whoever does it', async () => {
		const map = { id: uuidv7(), kind: 'unit' as const, word: '海边 那格', value: GRID };
		expect(await world.run(leader, mapAlias, map)).toEqual(NOT_AVAILABLE);
		expect(await world.run(secretary, mapAlias, map)).toMatchObject({ kind: 'done' });
		const words = await world.app.db.read((q) => vocabularyFor(q, leader));
		expect(words.unitAliases.get('海边那格')).toBe(GRID);
		expect(words.units.map((unit) => unit.code)).toEqual([GRID, MICRO_GRID]);
	});
});

describe('views', () => {
	const search = (actor: PersonActor, word: string, unit = GRID) =>
		world.view(actor, people, { unit, search: word, role: null, page: 1 });

	it('finds by name, by initials, and for who runs the unit by the last four digits', async () => {
		await world.run(leader, addPerson, newcomer());
		for (const word of ['贺新', 'hxl', '2222', PHONE]) {
			expect(
				(await search(leader, word))?.people.map((p) => p.name),
				word
			).toEqual(['贺新来']);
		}
		const staff = await world.seat(world.people.member, 'full_time', GRID);
		expect((await search(staff, 'hxl'))?.total).toBe(1);
		expect((await search(staff, '2222'))?.total).toBe(0);
		expect((await search(leader, '%'))?.total).toBe((await search(leader, ''))?.total);
	});

	it('[RO-9] masks phones for staff, and answers nothing to others', async () => {
		await world.run(leader, addPerson, newcomer());
		const staff = await world.seat(world.people.member, 'full_time', GRID);
		expect((await search(leader, '贺新来'))?.people[0]?.phone).toBe(PHONE);
		expect((await search(staff, '贺新来'))?.people[0]?.phone).toBe('199****2222');
		expect(await search(world.people.volunteer, '贺')).toBeNull();
		expect(await search(world.people.strangerLeader, '贺')).toBeNull();
		expect(await search(leader, '贺', COMMUNITY)).toBeNull();
	});

	it('a person’s entry: whole for the leader and oneself, in part for staff, nothing for others', async () => {
		const person = newcomer(GRID, { note: '晚上有空' as never });
		await world.run(leader, addPerson, person);
		const page = (actor: PersonActor) => world.view(actor, personPage, { person: person.id });
		const staff = await world.seat(world.people.member, 'full_time', GRID);
		expect(await page(leader)).toMatchObject({ phone: PHONE, whole: true, note: '晚上有空' });
		expect(await page(staff)).toMatchObject({ phone: '199****2222', whole: false, note: null });
		const self = await actorNow(person.id);
		expect(self && (await page(self))).toMatchObject({ phone: PHONE, note: null });
		expect(await page(world.people.volunteer2)).toBeNull();
		expect(await page(world.people.strangerLeader)).toBeNull();
	});

	it('[RO-7] shows the seats of 1+3, the vacancies, and N by role', async () => {
		const view = await world.view(leader, staffing, { code: GRID });
		expect(view?.seats.map((s) => [s.role, s.people.length])).toEqual([
			['grid_leader', 1],
			['full_time', 0],
			['part_time', 0],
			['grid_guide', 1]
		]);
		expect(view?.others).toContainEqual({ role: 'in_service_member', count: 2 });
		expect(view?.below).toEqual([{ role: 'micro_grid_leader', wanted: 1, vacant: 1 }]);
		const above = await world.view(secretary, staffing, { code: COMMUNITY });
		expect(above?.below).toContainEqual({ role: 'full_time', wanted: 2, vacant: 2 });
		expect(await world.view(world.people.stranger, staffing, { code: GRID })).toBeNull();
	});

	it('[OR-5] lists units without a leader', async () => {
		const view = await world.view(secretary, findings, { code: COMMUNITY });
		expect(view?.leaderless.map((u) => u.code)).toEqual([MICRO_GRID]);
		expect(await world.view(leader, findings, { code: COMMUNITY })).toBeNull();
	});
});

it('initials: Chinese, surnames with their own reading, Latin', () => {
	expect(['林波玉', '单雄信', '阿依古丽', 'Wang Wei', ''].map(initialsOf)).toEqual([
		'lby',
		'sxx',
		'aygl',
		'ww',
		''
	]);
});
