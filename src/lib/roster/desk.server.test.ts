import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE } from '#lib/kernel/time.ts';
import { person } from './tables.server.ts';
import { openWorld, type World } from '../../../tests/support/world.ts';
import { rejectedFile } from './import.server.ts';
import type { OpenRoster } from './desk.server.ts';

let world: World;
let folder: string;
beforeEach(async () => {
	world = await openWorld();
	folder = mkdtempSync(path.join(tmpdir(), 'geli-desk-'));
});
afterEach(async () => {
	await world.close();
	rmSync(folder, { recursive: true, force: true });
});

const LINES = [
	'花名册,,,',
	'姓名,手机号,网格,角色',
	'贺一,19911110001,东海社区第一网格,志愿者',
	'贺一,199 1111 0001,东海社区1网格,志愿者',
	'贺二,123,东海社区第一网格,志愿者',
	'=贺三,19911110003,东海社区第一网格,志愿者',
	'王秀英,19900000009,东海社区第一网格,志愿者',
	'贺四,19911110004,沙河社区第一网格,志愿者',
	'贺五,19911110005,东海社区第一网格,网格长',
	'合计,5,,'
];
async function take(who: 'leader' | 'secretary' | 'admin', lines = LINES): Promise<OpenRoster> {
	const file = path.join(folder, 'roster.csv');
	writeFileSync(file, lines.join('\n'));
	const open = await world.app.imports.take(file, 'roster.csv', world.people[who], () => {});
	if (open.kind !== 'roster') throw new Error('not a roster');
	return open;
}

describe('the desk', () => {
	it('shows what was understood, to whom the units are; others’ units are unknown', async () => {
		const desk = world.app.imports;
		const open = await take('leader');
		const preview = await desk.preview(open, 'problems', 1);
		expect(preview.rows.map((row) => [row.number, row.problems.map((p) => p.code)])).toEqual([
			[5, ['bad_phone']],
			[6, ['no_name']],
			[8, ['unknown_unit']],
			[9, ['not_yours']]
		]);
		expect(preview.unknown).toEqual([{ kind: 'unit', word: '沙河社区第一网格', rows: 1 }]);
		expect(preview.totals).toEqual({ problems: 4, duplicates: 1, changed: 1, all: 7 });
		const [duplicate] = (await desk.preview(open, 'duplicates', 1)).rows;
		expect(duplicate).toMatchObject({ number: 4, twin: { number: 3, name: '贺一' } });
		const all = (await desk.preview(open, 'all', 1)).rows;
		expect(all.filter((row) => row.known).map((row) => row.name)).toEqual(['王秀英']);

		const bySecretary = await desk.preview(await take('secretary'), 'problems', 1);
		expect(bySecretary.rows.map((row) => row.number)).toEqual([5, 6, 8]);
	});

	it('writes nothing, and makes the same commands again when asked again', async () => {
		const before = (await world.app.db.read((q) => q.select().from(person))).length;
		const open = await take('leader');
		world.app.imports.choose(open, [7], true);
		const batches = world.app.imports.batches(open);
		expect(batches.map((batch) => batch.input.rows.map((row) => row.row))).toEqual([[3, 4]]);
		expect(world.app.imports.batches(open)).toBe(batches);
		expect((await world.app.db.read((q) => q.select().from(person))).length).toBe(before);
	});

	it('is one’s own, and is forgotten after half an hour', async () => {
		const desk = world.app.imports;
		const open = await take('leader');
		expect(desk.find(open.id, world.people.secretary)).toBeNull();
		expect(desk.find(open.id, world.people.leader)).toBe(open);
		world.now += 31 * MINUTE;
		expect(desk.find(open.id, world.people.leader)).toBeNull();
		const first = await take('leader');
		await take('leader');
		expect(desk.find(first.id, world.people.leader)).toBeNull();
	});

	it('[RO-18] rows left out keep their cells as text, with the reason last', async () => {
		const open = await take('leader');
		const file = await rejectedFile(open.reader.header, world.app.imports.rejected(open), {
			sheet: '没有导入的行',
			reason: '原因',
			why: (row) => row.problems.map((p) => p.code).join()
		});
		const where = path.join(folder, 'left.xlsx');
		writeFileSync(where, file);
		const back = await world.app.imports.take(where, 'left.xlsx', world.people.leader, () => {});
		if (back.kind !== 'roster') throw new Error('not a roster');
		expect(back.raw[0]?.cells).toEqual(['姓名', '手机号', '网格', '角色', '原因']);
		expect(back.raw[2]).toEqual({
			number: 3,
			cells: ['=贺三', '19911110003', '东海社区第一网格', '志愿者', 'no_name']
		});
	});
});
