import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { readUnitFile } from '#lib/org/rules.ts';
import type { UnitView } from '#lib/org/schema.ts';
import { readSheet, type SheetRow } from '#lib/platform/files/sheet.server.ts';
import { readRoster } from './import.server.ts';
import {
	createUnitFinder,
	findColumns,
	readDay,
	readPhone,
	readRole,
	readSkills,
	RosterReader
} from './rules.import.ts';
import { chineseNumber, unitKey } from './rules.words.ts';

const fixture = (name: string) =>
	new URL(`../../../tests/fixtures/shengsi/${name}`, import.meta.url).pathname;
const facts = JSON.parse(readFileSync(fixture('roster.facts.json'), 'utf8')) as { roster: object };

let units: UnitView[];
beforeAll(async () => {
	const rows: SheetRow[] = [];
	for await (const batch of readSheet(fixture('units.csv'))) rows.push(...batch);
	units = (readUnitFile(rows)?.units ?? []).map((unit) => ({ ...unit, closedAt: null }));
});
const words = (more: Partial<ConstructorParameters<typeof RosterReader>[0]> = {}) => ({
	units,
	unitAliases: new Map<string, string>(),
	roleAliases: new Map(),
	seatProblem: () => null,
	...more
});
const readLines = (...lines: string[]) => {
	const reader = new RosterReader(words());
	lines.forEach((line, i) => reader.take({ number: i + 1, cells: line.split(',') }));
	return reader;
};
const HEADER = '姓名,手机号,网格,角色,入党时间,备注';

describe('the county’s own roster', () => {
	it.each(['roster.xlsx', 'roster-gbk.csv'])(
		'%s is understood as counted by hand',
		async (name) => {
			const reader = await readRoster(readSheet(fixture(name)), words());
			expect(reader.counts).toEqual(facts.roster);
		}
	);

	it('the two files say the same about every person', async () => {
		const [a, b] = await Promise.all(
			['roster.xlsx', 'roster-gbk.csv'].map((name) => readRoster(readSheet(fixture(name)), words()))
		);
		const plain = (reader: RosterReader | undefined) =>
			reader?.rows.map(({ name, phone, unit, role, joinedParty, skills, gender, workUnit }) => [
				name,
				phone,
				unit,
				role,
				joinedParty,
				skills,
				gender,
				workUnit
			]);
		expect(plain(a)).toEqual(plain(b));
	});
});

describe('[RO-10] the header', () => {
	it('is found below titles, and the totals below are no person', () => {
		const reader = readLines(
			'花名册,,,,,',
			'填报单位：测试,,,,,',
			HEADER,
			'史明,19900000018,东海社区第二网格,志愿者,,',
			'合计,1,,,,'
		);
		expect(reader.counts.rows).toBe(1);
		expect(reader.rows[0]).toMatchObject({
			number: 4,
			name: '史明',
			unit: '330922100001002',
			role: 'volunteer'
		});
	});

	it('may be worded otherwise, and needs more than a name', () => {
		expect(findColumns(['序号', ' 姓 名 ', '联系电话（必填）', '所属网格'])).toMatchObject({
			name: 1,
			phone: 2,
			unit: 3
		});
		expect(findColumns(['姓名', '年龄'])).toBeNull();
	});

	it('is given up on after thirty rows', () => {
		const reader = new RosterReader(words());
		const going = Array.from({ length: 30 }, (_, i) =>
			reader.take({ number: i + 1, cells: ['甲', '乙'] })
		);
		expect(going.at(-1)).toBe(false);
	});
});

describe('[RO-11] phones', () => {
	it.each([
		['19900000018', 'ok', '19900000018'],
		['１９９００００００１８', 'cleaned', '19900000018'],
		['199-0000-0018', 'cleaned', '19900000018'],
		['199 0000 0018', 'cleaned', '19900000018'],
		['+86 199 0000 0018', 'cleaned', '19900000018'],
		['19900000018.0', 'cleaned', '19900000018'],
		['1990000001', 'bad', null],
		['12900000018', 'bad', null],
		['见备注', 'bad', null],
		['  ', 'missing', null]
	])('%s is %s', (text, state, phone) => {
		expect(readPhone(text)).toEqual({ state, phone });
	});
});

describe('[RO-12] days', () => {
	it.each([
		['2024-12-01', '2024-12-01'],
		['2024/3/9', '2024-03-09'],
		['2024.12', '2024-12-01'],
		['2024年12月1日', '2024-12-01'],
		['20241201', '2024-12-01'],
		['202412', '2024-12-01'],
		['36770', '2000-09-01'],
		['2024-02-30', null],
		['去年', null],
		['12', null]
	])('%s → %s', (text, day) => {
		expect(readDay(text)).toBe(day);
	});
});

it('[RO-13] skills are parted and said once', () => {
	expect(readSkills('理发、烹饪, 理发；水电 维修')).toEqual(['理发', '烹饪', '水电', '维修']);
	expect(readSkills('无')).toEqual([]);
});

describe('[RO-14] units by what a file calls them', () => {
	it('reads Chinese numbers', () => {
		expect(
			['一', '十', '十二', '二十', '二十三', '九十九', '一百零二', '三〇五'].map(chineseNumber)
		).toEqual([1, 10, 12, 20, 23, 99, 102, 305]);
		expect(chineseNumber('第')).toBeNull();
	});

	it('one key for all spellings, and numerals in place names stay', () => {
		const spellings = [
			'东海社区第一网格',
			'东海社区1网格',
			'东海社区 第01网格',
			'东海社区一号网格'
		];
		expect(new Set(spellings.map(unitKey)).size).toBe(1);
		expect(unitKey('五龙乡')).toBe('五龙乡');
	});

	it('finds by name, alias, code, ending, and what was mapped before', () => {
		const find = createUnitFinder(units, new Map([['海边那格', '330922100001001']]));
		expect(find('东海社区第四网格')).toEqual({ code: '330922100001004', alias: false });
		expect(find('东海社区4网格')).toEqual({ code: '330922100001004', alias: true });
		expect(find('330922100001004')).toEqual({ code: '330922100001004', alias: false });
		expect(find('海边那格')).toEqual({ code: '330922100001001', alias: true });
		expect(find('望海新村第九十九网格')).toBe('unknown');
		expect(find('第一网格')).toBe('ambiguous');
	});

	it('in one community’s own roster 第一网格 is enough', () => {
		const find = createUnitFinder(
			units.filter((u) => u.code.startsWith('330922100001')),
			new Map()
		);
		expect(find('第一网格')).toEqual({ code: '330922100001001', alias: true });
	});
});

it('[RO-15] roles by the words of the field', () => {
	const none = new Map();
	expect(readRole('网格长', none)).toEqual({ role: 'grid_leader', alias: false });
	expect(readRole('指导员(包联)', none)).toEqual({ role: 'grid_guide', alias: true });
	expect(readRole('指导员（包联）', none)).toEqual({ role: 'grid_guide', alias: true });
	expect(readRole('双报到党员', none)).toEqual({ role: 'in_service_member', alias: true });
	expect(readRole(' 志愿者 ', none)).toEqual({ role: 'volunteer', alias: false });
	expect(readRole('帮忙的', none)).toBeNull();
	expect(readRole('帮忙的', new Map([['帮忙的', 'volunteer' as const]]))).toEqual({
		role: 'volunteer',
		alias: true
	});
});

describe('[RO-16] duplicates', () => {
	it('are later rows of the same name and the same valid phone', () => {
		const reader = readLines(
			HEADER,
			'史明,19900000018,东海社区第二网格,志愿者,,',
			' 史明 ,199 0000 0018,东海社区第一网格,在职党员,,',
			'史明,19900000019,东海社区第一网格,志愿者,,',
			'史敏,19900000018,东海社区第一网格,志愿者,,',
			'史明,123,东海社区第一网格,志愿者,,',
			'史明,123,东海社区第一网格,志愿者,,'
		);
		expect(reader.rows.map((row) => row.duplicateOf)).toEqual([null, 2, null, null, null, null]);
		expect(reader.counts).toMatchObject({
			duplicateRows: 1,
			peopleWithNameAndPhone: 3,
			badPhones: 2
		});
	});
});

it('a formula is no value; it is counted and said', () => {
	const reader = readLines(
		HEADER,
		'史明,19900000018,东海社区第二网格,志愿者,,=HYPERLINK("http://x")'
	);
	expect(reader.counts.formulaCells).toBe(1);
	expect(reader.rows[0]).toMatchObject({
		note: null,
		notes: [{ code: 'formula', column: '备注' }]
	});
});

it('says what was changed and what needs a decision', () => {
	const reader = readLines(HEADER, ',１９９００００００１８,东海社区2网格,帮忙的,2024/3/9,');
	expect(reader.rows[0]?.notes.map((n) => n.code)).toEqual(['phone', 'unit', 'day']);
	expect(reader.rows[0]?.problems).toEqual([
		{ code: 'no_name' },
		{ code: 'unknown_role', text: '帮忙的' }
	]);
});
