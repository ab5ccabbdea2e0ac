import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { PersonActor } from '#lib/kernel/actor.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { append } from '#lib/collab/store.server.ts';
import { scan } from '#lib/collab/update.server.ts';
import {
	COMMUNITY,
	GRID,
	GRID_2,
	openWorld,
	TUESDAY_9,
	type World
} from '../../../tests/support/world.ts';
import { ROOT, roomOf } from './collab.ts';
import { listRooms } from './collab.server.ts';
import { closeList, openList, publishVersion } from './commands.ts';
import { hashOfRows } from './rules.hash.ts';
import { listDraftPage, listPage, myLists, versionPage } from './views.ts';

let world: World;
let list: string;
let draft: Draft;
beforeAll(async () => {
	world = await openWorld();
});
beforeEach(async () => {
	world.now = TUESDAY_9;
	list = uuidv7();
	draft = new Draft(list);
	await world.run(world.people.leader, openList, { id: list, ...demand });
});
// One open list of a kind at a time: each test leaves the grid without one.
afterEach(async () => {
	await world.run(world.people.leader, closeList, { list });
});
afterAll(() => world.close());

const demand = { unit: GRID, kind: 'demand' as const, title: '第一网格需求清单' };
const notAvailable = { kind: 'refused', code: 'not_available' };
const refusal = (code: string) => ({ kind: 'refused', code });
const wheelchair = { title: '轮椅', quantity: '10', contact: '网格长', place: '菜圃社区' };

/** Fills a list's draft as its room would. */
class Draft {
	readonly doc = new Y.Doc();
	readonly list: string;
	#seq = 0;

	constructor(id: string) {
		this.list = id;
	}

	async row(id: string, fields: Record<string, string | number>): Promise<void> {
		const updates: Uint8Array[] = [];
		const keep = (update: Uint8Array) => void updates.push(update);
		this.doc.on('update', keep);
		this.doc.transact(() => {
			const rows = this.doc.getMap<Y.Map<unknown>>(ROOT);
			const row = rows.get(id) ?? rows.set(id, new Y.Map());
			for (const [name, value] of Object.entries(fields)) row.set(name, value);
		});
		this.doc.off('update', keep);
		const person = world.people.member.id;
		const entries = updates.map((bytes) => ({ person, update: scan(new Uint8Array(bytes)) }));
		this.#seq += 1;
		await world.app.db.write((tx) =>
			append(tx, roomOf(this.list), this.#seq, entries, [], world.now)
		);
	}
}

const seen = async () =>
	(await world.view(world.people.leader, listDraftPage, { list }))?.hash ?? '';
const publish = async (change: object = {}, by: PersonActor | null = world.people.leader) =>
	world.run(by, publishVersion, {
		id: uuidv7(),
		list,
		seen: await seen(),
		allowAlike: false,
		note: '',
		...change
	});
const access = (who: PersonActor) =>
	world.app.db.read((q) => listRooms.access(q, list, who, world.now));

describe('lists.openList', () => {
	it('is for those who run the unit; the same again is the same; ids are not taken over', async () => {
		const { leader2, volunteer2, secretary } = world.people;
		const input = { id: uuidv7(), unit: GRID_2, kind: 'resource' as const, title: '资源清单' };
		expect(await world.run(null, openList, input)).toMatchObject({ kind: 'retry' });
		expect(await world.run(volunteer2, openList, input)).toMatchObject(notAvailable);
		expect(await world.run(world.people.leader, openList, input)).toMatchObject(notAvailable);
		expect(await world.run(leader2, openList, { ...input, unit: '9' })).toMatchObject(
			refusal('invalid_input')
		);
		const id = uuidv7();
		const first = await world.run(leader2, openList, input, { id });
		expect(first).toMatchObject({ kind: 'done', data: { list: input.id } });
		expect(await world.run(leader2, openList, input, { id })).toEqual(first);
		expect(await world.run(secretary, openList, input, { id })).toMatchObject(refusal('id_reused'));
		expect(await world.run(leader2, openList, { ...input, kind: 'project' })).toMatchObject(
			refusal('id_reused')
		);
	});

	it('[LI-1] a unit has one open list of each kind', async () => {
		const { leader } = world.people;
		const again = { id: uuidv7(), ...demand, title: '又一张' };
		const envelope = { id: uuidv7() };
		const refused = await world.run(leader, openList, again, envelope);
		expect(refused).toMatchObject({
			code: 'already_open',
			params: { list, title: '第一网格需求清单' }
		});
		await world.run(leader, closeList, { list });
		expect(await world.run(leader, openList, again, envelope)).toEqual(refused);
		expect(await world.run(leader, openList, again)).toMatchObject({ kind: 'done' });
		await world.run(leader, closeList, { list: again.id });
	});
});

describe('lists.publishVersion', () => {
	it('[LI-5] numbers versions, keeps each, and does not publish the same twice', async () => {
		await draft.row('r1', { ...wheelchair, order: 1 });
		await draft.row('r2', { title: '', order: 2 });
		expect(await publish()).toMatchObject({ data: { n: 1, rows: 1 } });
		expect(await publish()).toMatchObject({ code: 'same', params: { n: 1 } });
		await draft.row('r2', { title: '理发师', quantity: '２', measure: '人', contact: '社区' });
		expect(await publish({ note: '加了理发' })).toMatchObject({ data: { n: 2, rows: 2 } });

		const page = await world.view(world.people.volunteer, listPage, { list });
		expect(page?.current.map((r) => [r.title, r.quantity])).toEqual([
			['轮椅', 10],
			['理发师', 2]
		]);
		expect(page?.versions.map((v) => [v.n, v.rows, v.note, v.by])).toEqual([
			[2, 2, '加了理发', '汪杰珍'],
			[1, 1, '', '汪杰珍']
		]);
		expect(page?.version).toMatchObject({ n: 2, rows: 2 });
		const first = page?.versions[1];
		const version = await world.view(world.people.volunteer, versionPage, {
			version: first?.id ?? ''
		});
		expect(version?.items.map((r) => r.title)).toEqual(['轮椅']);
		expect(version?.sha256).toBe(hashOfRows(version?.items ?? []));
	});

	it('[LI-3] says which row and field is wrong and how many there are', async () => {
		await draft.row('r1', { ...wheelchair, order: 1 });
		await draft.row('r2', {
			...wheelchair,
			place: '别处',
			quantity: '几个',
			contact: '',
			order: 2
		});
		expect(await publish()).toEqual({
			kind: 'refused',
			code: 'row_wrong',
			params: { row: 2, field: 'quantity', code: 'not_a_number', count: 2 }
		});
	});

	it('[LI-4] points out rows that look alike until they are meant', async () => {
		await draft.row('r1', { ...wheelchair, order: 1 });
		await draft.row('r2', { ...wheelchair, order: 2 });
		expect(await publish()).toMatchObject({
			code: 'rows_alike',
			params: { row: 2, of: 1, count: 1 }
		});
		expect(await publish({ allowAlike: true })).toMatchObject({ data: { n: 1, rows: 2 } });
	});

	it('[LI-5] refuses what changed after it was read, and an empty list', async () => {
		expect(await publish()).toMatchObject(refusal('empty'));
		await draft.row('r1', { ...wheelchair, order: 1 });
		const old = await seen();
		await draft.row('r1', { quantity: '12' });
		expect(await publish({ seen: old })).toMatchObject(refusal('changed'));
	});

	it('signed out, forbidden, malformed, not there, repeated, by another, its id taken', async () => {
		await draft.row('r1', { ...wheelchair, order: 1 });
		const { leader, member, strangerLeader, secretary } = world.people;
		expect(await publish({}, null)).toMatchObject({ kind: 'retry' });
		expect(await publish({}, member)).toMatchObject(notAvailable);
		expect(await publish({}, strangerLeader)).toMatchObject(notAvailable);
		expect(await publish({ seen: 'x' })).toMatchObject(refusal('invalid_input'));
		expect(await publish({ list: uuidv7() })).toMatchObject(notAvailable);
		const input = { id: uuidv7(), list, seen: await seen(), allowAlike: false, note: '' };
		const id = uuidv7();
		const first = await world.run(leader, publishVersion, input, { id });
		expect(first).toMatchObject({ kind: 'done' });
		expect(await world.run(leader, publishVersion, input, { id })).toEqual(first);
		expect(await world.run(secretary, publishVersion, input, { id })).toMatchObject(
			refusal('id_reused')
		);
		expect(await world.run(leader, publishVersion, input)).toMatchObject(refusal('id_reused'));
	});
});

describe('lists.closeList', () => {
	it('[LI-7] ends writing and keeps what was published', async () => {
		await draft.row('r1', { ...wheelchair, order: 1 });
		await publish();
		const { leader, member, strangerLeader, secretary } = world.people;
		expect(await access(member)).toBe('write');
		expect(await world.run(null, closeList, { list })).toMatchObject({ kind: 'retry' });
		expect(await world.run(member, closeList, { list })).toMatchObject(notAvailable);
		expect(await world.run(strangerLeader, closeList, { list })).toMatchObject(notAvailable);
		expect(await world.run(leader, closeList, { list: 'x' })).toMatchObject(
			refusal('invalid_input')
		);
		const id = uuidv7();
		const first = await world.run(leader, closeList, { list }, { id });
		expect(first).toMatchObject({ kind: 'done' });
		expect(await world.run(leader, closeList, { list }, { id })).toEqual(first);
		expect(await world.run(secretary, closeList, { list }, { id })).toMatchObject(
			refusal('id_reused')
		);
		expect(await world.run(leader, closeList, { list })).toMatchObject(refusal('closed'));
		expect(await publish()).toMatchObject(refusal('closed'));
		expect(await access(member)).toBe('read');
		const page = await world.view(member, listPage, { list });
		expect(page?.closedAt).toBe(TUESDAY_9);
		expect(page?.current).toHaveLength(1);
	});
});

describe('what people see of lists', () => {
	it('[LI-2] those of their units, below and above; strangers nothing', async () => {
		const above = uuidv7();
		const { secretary, volunteer, stranger, volunteer2 } = world.people;
		await world.run(secretary, openList, {
			id: above,
			unit: COMMUNITY,
			kind: 'demand',
			title: '东海社区需求清单'
		});
		const ids = async (who: PersonActor) =>
			(await world.view(who, myLists, {}))?.open.map((l) => l.id) ?? [];
		expect(await ids(volunteer)).toEqual(expect.arrayContaining([list, above]));
		expect(await ids(secretary)).toEqual(expect.arrayContaining([list, above]));
		expect(await ids(volunteer2)).not.toContain(list);
		expect(await ids(stranger)).toEqual([]);
		for (const view of [listPage, listDraftPage] as const) {
			expect(await world.view(stranger, view, { list })).toBeNull();
			expect(await world.view(volunteer, view, { list: uuidv7() })).toBeNull();
		}
		expect(await world.view(stranger, versionPage, { version: uuidv7() })).toBeNull();
		expect(await access(volunteer)).toBe('write');
		expect(await access(volunteer2)).toBe('none');
		expect(await world.view(null, myLists, {})).toBeNull();
	});
});
