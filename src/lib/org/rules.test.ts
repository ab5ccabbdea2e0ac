import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import {
	bandFindings,
	codeFault,
	levelOfCode,
	needsConsent,
	planUnits,
	readUnitFile
} from './rules.ts';
import type { UnitRow, UnitView } from './schema.ts';

const file = new URL('../../../tests/fixtures/shengsi/units.csv', import.meta.url);
const rows = Papa.parse<string[]>(
	readFileSync(file, 'utf8')
		.replace(/^\uFEFF/, '')
		.trim()
).data.map((cells, i) => ({ number: i + 1, cells }));
const county = readUnitFile(rows)?.units ?? [];
const asViews = (units: readonly UnitRow[]): UnitView[] =>
	units.map((u) => ({ ...u, closedAt: null }));

const grid: UnitRow = {
	code: '330922100001001',
	name: '东海社区第一网格',
	level: 'grid',
	parent: '330922100001',
	kind: 'land',
	households: 349,
	boats: null
};

describe('codes', () => {
	it('[OR-1] the length of a code is its level', () => {
		expect(
			['330922', '330922100', '330922100001', grid.code, `${grid.code}01`].map(levelOfCode)
		).toEqual(['county', 'town', 'community', 'grid', 'micro_grid']);
		expect(levelOfCode('3309')).toBeNull();
		expect(codeFault(grid)).toBeNull();
		expect(codeFault({ ...grid, level: 'community' })).toBe('wrong_level');
		expect(codeFault({ ...grid, parent: '330922100002' })).toBe('wrong_parent');
		expect(codeFault({ ...grid, parent: null })).toBe('no_parent');
	});

	it('[OR-2] only a special grid hangs on a town', () => {
		expect(codeFault({ ...grid, parent: '330922100' })).toBe('wrong_parent');
		expect(codeFault({ ...grid, parent: '330922100', kind: 'fishing' })).toBeNull();
		expect(codeFault({ ...grid, kind: 'fishing' })).toBe('wrong_parent');
	});
});

describe('the county’s own table', () => {
	it('is read whole: 539 units of five levels', () => {
		const count = (level: UnitRow['level']) => county.filter((u) => u.level === level).length;
		expect(county).toHaveLength(539);
		expect(
			['county', 'town', 'community', 'grid', 'micro_grid'].map((l) => count(l as UnitRow['level']))
		).toEqual([1, 7, 38, 77 + 84, 332]);
		expect(readUnitFile(rows)?.faults).toEqual([]);
	});

	it('[OR-3] finds the 4 grids outside 300–500 households', () => {
		const found = bandFindings(asViews(county)).filter((f) => f.level === 'grid');
		expect(found.map((f) => f.households).sort((a, b) => a - b)).toEqual([182, 241, 538, 538]);
	});

	it('[OR-4] finds micro-grids outside 50–80, and the bounds themselves are fine', () => {
		const at = (households: number) =>
			bandFindings(
				asViews([
					{ ...grid, code: `${grid.code}01`, level: 'micro_grid', parent: grid.code, households }
				])
			).length;
		expect([49, 50, 80, 81].map(at)).toEqual([1, 0, 0, 1]);
		expect(bandFindings(asViews(county)).filter((f) => f.level === 'micro_grid')).toHaveLength(242);
	});

	it('asks nothing of closed units and of boats', () => {
		expect(bandFindings([{ ...grid, households: 1, closedAt: 5 }])).toEqual([]);
		expect(bandFindings(asViews([{ ...grid, households: 1, kind: 'fishing' }]))).toEqual([]);
	});
});

describe('a file with mistakes', () => {
	const read = (...lines: string[]) =>
		readUnitFile(
			['编码,名称,层级,上级编码,类型,户数', ...lines].map((line, i) => ({
				number: i + 1,
				cells: line.split(',')
			}))
		);

	it('says which rows and why, and keeps the others', () => {
		const found = read(
			'330922,嵊泗县,县,,,',
			'3309221,半个镇,乡镇,330922,,',
			'330922100,,乡镇,330922,,',
			'330922101,嵊山镇,镇区,330922,,',
			'330922102,洋山镇,乡镇,330923,,',
			'330922200,五龙乡,乡镇,330922,,三百',
			'330922,嵊泗县,县,,,',
			'330922201,黄龙乡,乡镇,330922,天上,'
		);
		expect(found?.units.map((u) => u.name)).toEqual(['嵊泗县']);
		expect(found?.faults).toEqual([
			{ row: 3, code: '3309221', fault: 'bad_code' },
			{ row: 4, code: '330922100', fault: 'no_name' },
			{ row: 5, code: '330922101', fault: 'unknown_level' },
			{ row: 6, code: '330922102', fault: 'wrong_parent' },
			{ row: 7, code: '330922200', fault: 'bad_number' },
			{ row: 8, code: '330922', fault: 'twice' },
			{ row: 9, code: '330922201', fault: 'unknown_kind' }
		]);
	});

	it('without a header it is no table of units', () => {
		expect(readUnitFile([{ number: 1, cells: ['姓名', '手机号'] }])).toBeNull();
	});
});

describe('a second import', () => {
	it('[OR-7] of the same file changes nothing', () => {
		const plan = planUnits(asViews(county), county);
		expect([plan.added.length, plan.changed.length, plan.same, plan.gone.length]).toEqual([
			0, 0, 539, 0
		]);
		expect(needsConsent(plan)).toBe(false);
	});

	it('[OR-8] shows a changed name and a unit that is gone, and asks', () => {
		const later = county
			.filter((u) => u.code !== '33092210000100105')
			.map((u) => (u.code === grid.code ? { ...u, name: '东海社区海滨网格' } : u));
		const plan = planUnits(asViews(county), later);
		expect(plan.changed.map((c) => [c.after.code, c.fields])).toEqual([[grid.code, ['name']]]);
		expect(plan.gone.map((u) => u.code)).toEqual(['33092210000100105']);
		expect(needsConsent(plan)).toBe(true);
	});

	it('[OR-6] leaves alone what lies outside the file, and opens again what is back', () => {
		const town = county.filter((u) => u.code.startsWith('330922203'));
		expect(planUnits(asViews(county), town).gone).toEqual([]);
		const closed = asViews(county).map((u) => (u.code === grid.code ? { ...u, closedAt: 7 } : u));
		expect(planUnits(closed, county).changed).toMatchObject([{ reopened: true, fields: [] }]);
	});
});
