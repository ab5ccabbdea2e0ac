import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { uuidv7 } from '#lib/kernel/id.ts';
import { commandLog } from '#lib/platform/tables.server.ts';
import {
	COMMUNITY,
	COUNTY,
	GRID,
	MICRO_GRID,
	openWorld,
	OTHER_TOWN,
	TOWN,
	type World
} from '../../../tests/support/world.ts';
import { applyUnits } from './commands.ts';
import { findUnit } from './repo.server.ts';
import type { UnitRow } from './schema.ts';
import { unitTree } from './views.ts';

let world: World;
beforeEach(async () => {
	world = await openWorld();
});
afterEach(() => world.close());

const NEW_GRID: UnitRow = {
	code: `${COMMUNITY}009`,
	name: '东海社区第九网格',
	level: 'grid',
	parent: COMMUNITY,
	kind: 'land',
	households: 320,
	boats: null
};
const input = (units: UnitRow[], close: string[] = []) => ({ import: uuidv7(), units, close });
const find = (code: string) => world.app.db.read((q) => findUnit(q, code));
const apply = (units: UnitRow[], close?: string[]) =>
	world.run(world.people.admin, applyUnits, input(units, close));

describe('org.applyUnits', () => {
	it('adds, changes, and [OR-7] does nothing the second time, without an event', async () => {
		expect(await apply([NEW_GRID])).toMatchObject({ kind: 'done', data: { added: 1, changed: 0 } });
		const renamed = { ...NEW_GRID, name: '东海社区海滨网格' };
		expect(await apply([renamed])).toMatchObject({ data: { changed: 1, same: 0 } });
		expect((await find(NEW_GRID.code))?.name).toBe('东海社区海滨网格');
		const seq = world.app.live.seq;
		expect(await apply([renamed])).toMatchObject({
			data: { added: 0, changed: 0, same: 1, closed: 0 }
		});
		expect(world.app.live.seq).toBe(seq);
	});

	it('is for those who run the county or the town', async () => {
		const not = { kind: 'refused', code: 'not_available', params: {} };
		const { townAdmin, secretary, leader } = world.people;
		expect(await world.run(null, applyUnits, input([NEW_GRID]))).toEqual({
			kind: 'retry',
			reason: 'signed_out'
		});
		expect(await world.run(leader, applyUnits, input([NEW_GRID]))).toEqual(not);
		expect(await world.run(secretary, applyUnits, input([NEW_GRID]))).toEqual(not);
		const other = {
			...NEW_GRID,
			code: `${OTHER_TOWN}201`,
			level: 'community' as const,
			parent: OTHER_TOWN,
			kind: null
		};
		expect(await world.run(townAdmin, applyUnits, input([other]))).toEqual(not);
		expect(await world.run(townAdmin, applyUnits, input([NEW_GRID]))).toMatchObject({
			kind: 'done'
		});
	});

	it('refuses a code that does not fit and a parent that is nowhere, and writes nothing of the batch', async () => {
		const wrong = { ...NEW_GRID, code: `${COMMUNITY}00901`, level: 'grid' as const };
		expect(await apply([NEW_GRID, wrong])).toMatchObject({ kind: 'refused', code: 'wrong_code' });
		expect(await find(NEW_GRID.code)).toBeNull();
		const orphan = { ...NEW_GRID, code: `${TOWN}777001`, parent: `${TOWN}777` };
		expect(await apply([orphan])).toMatchObject({ kind: 'refused', code: 'unknown_parent' });
	});

	it('[OR-6] closes a unit with its seats, and opens it again when it is back', async () => {
		const before = await find(MICRO_GRID);
		await world.seat(world.people.volunteer, 'micro_grid_leader', MICRO_GRID);
		expect(await apply([], [MICRO_GRID])).toMatchObject({ data: { closed: 1 } });
		expect((await find(MICRO_GRID))?.closedAt).toBe(world.now);
		const page = await world.app.db.read((q) => q.select().from(commandLog));
		expect(page.at(-1)?.unit).toBe(MICRO_GRID);
		if (!before) throw new Error('no such unit');
		const { closedAt: _closedAt, ...row } = before;
		expect(await apply([row])).toMatchObject({ data: { changed: 1 } });
		expect((await find(MICRO_GRID))?.closedAt).toBeNull();
	});

	it('repeated with the same id answers the same; another’s id is refused', async () => {
		const id = uuidv7();
		const rows = input([NEW_GRID]);
		const first = await world.run(world.people.admin, applyUnits, rows, { id });
		expect(await world.run(world.people.admin, applyUnits, rows, { id })).toEqual(first);
		expect(await world.run(world.people.townAdmin, applyUnits, rows, { id })).toMatchObject({
			code: 'id_reused'
		});
		expect(await world.run(world.people.admin, applyUnits, { units: 3 } as never)).toMatchObject({
			code: 'invalid_input'
		});
	});
});

describe('org.tree', () => {
	it('shows each reader their own subtrees and nothing else', async () => {
		const codes = async (who: keyof World['people']) =>
			(await world.view(world.people[who], unitTree, {}))?.units.map((u) => u.code) ?? [];
		expect(await codes('leader')).toEqual([GRID, MICRO_GRID]);
		expect((await codes('secretary')).every((code) => code.startsWith(COMMUNITY))).toBe(true);
		expect(await codes('admin')).toContain(COUNTY);
		expect(await world.view(null, unitTree, {})).toBeNull();
	});
});
