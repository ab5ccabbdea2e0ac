import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { PersonActor, Role } from '#lib/kernel/actor.ts';
import { draftRows, draftRowsOfState, placedRows, ROOT } from './collab.ts';
import { hashOfRows } from './rules.hash.ts';
import {
	amountOf,
	cellsOf,
	dayFrom,
	freshOrders,
	keeps,
	ordersBetween,
	problemsOf,
	publishedRows,
	roomRights,
	withoutHeads
} from './rules.ts';
import type { DraftRow } from './schema.ts';

const COMMUNITY = '330922100001';
const GRID = '330922100001001';
const MICRO = '33092210000100101';
const TODAY = '2026-11-24';

const seat = (role: Role, unit: string): PersonActor => ({
	kind: 'person',
	id: 'p',
	name: '林波玉',
	memberships: [{ unit, role }]
});

const row = (change: Partial<DraftRow> = {}): DraftRow => ({
	id: 'r1',
	title: '轮椅',
	quantity: '10',
	measure: '部',
	place: '菜圃社区',
	until: '2026-12-01',
	contact: '网格长',
	note: '',
	...change
});
const blank = row({ title: '', quantity: '', measure: '', place: '', until: '', contact: '' });

describe('who', () => {
	it('[LI-1] leaders keep a list', () => {
		expect(keeps(seat('grid_leader', GRID), GRID)).toBe(true);
		expect(keeps(seat('community_secretary', COMMUNITY), GRID)).toBe(true);
		expect(keeps(seat('volunteer', GRID), GRID)).toBe(false);
	});

	it('[LI-2] a grid’s list is filled by the grid, a community’s by its own seats and the leaders below', () => {
		const grid = { unit: GRID, closed: false };
		const community = { unit: COMMUNITY, closed: false };
		expect(roomRights(seat('volunteer', GRID), grid)).toBe('write');
		expect(roomRights(seat('volunteer', MICRO), grid)).toBe('write');
		expect(roomRights(seat('volunteer', '330922100001002'), grid)).toBe('none');
		expect(roomRights(seat('volunteer', COMMUNITY), grid)).toBe('read');
		expect(roomRights(seat('volunteer', COMMUNITY), community)).toBe('write');
		expect(roomRights(seat('grid_leader', GRID), community)).toBe('write');
		expect(roomRights(seat('volunteer', GRID), community)).toBe('read');
		expect(roomRights(seat('grid_leader', GRID), { unit: GRID, closed: true })).toBe('read');
	});
});

describe('rows', () => {
	it.each([
		['10', 10],
		['１０', 10],
		['２．５', 2.5],
		[' 20.5 ', 20.5],
		['1000000', 1_000_000],
		['1000001', null],
		['0', null],
		['-1', null],
		['1.234', null],
		['十', null],
		['', null]
	])('[LI-3] reads the amount "%s" as %s', (text, amount) => {
		expect(amountOf(text)).toBe(amount);
	});

	it.each<[Partial<DraftRow>, string]>([
		[{ title: ' ' }, 'title missing'],
		[{ quantity: '' }, 'quantity missing'],
		[{ quantity: '几个' }, 'quantity not_a_number'],
		[{ contact: '' }, 'contact missing'],
		[{ until: '12月1日' }, 'until not_a_day'],
		[{ until: '2026-02-30' }, 'until not_a_day'],
		[{ until: '2026-11-23' }, 'until past'],
		[{ contact: '史明 138-1234-5678' }, 'contact phone'],
		[{ note: '打１３８１２３４５６７８' }, 'note phone'],
		[{ title: '长'.repeat(61) }, 'title too_long']
	])('[LI-3] %j: %s', (change, expected) => {
		expect(problemsOf([row(change)], TODAY).map((p) => `${p.field} ${p.code}`)).toEqual([expected]);
	});

	it('[LI-3] a good row, a day that is today, no day, and an empty row have nothing wrong', () => {
		expect(problemsOf([row(), blank], TODAY)).toEqual([]);
		expect(problemsOf([row({ until: TODAY }), row({ title: '床', until: '' })], TODAY)).toEqual([]);
		expect(publishedRows([row({ quantity: '１０' }), blank])).toEqual([
			{
				id: 'r1',
				title: '轮椅',
				quantity: 10,
				measure: '部',
				place: '菜圃社区',
				until: '2026-12-01',
				contact: '网格长',
				note: ''
			}
		]);
	});

	it('[LI-4] points out the second of two that say the same, whatever the spaces', () => {
		const rows = [row(), row({ id: 'r2', title: '轮 椅' }), row({ id: 'r3', place: '别处' })];
		expect(problemsOf(rows, TODAY)).toEqual([{ row: 1, field: 'title', code: 'alike', of: 0 }]);
	});

	it('[LI-5] the hash changes with a letter and with the order', () => {
		const rows = [row(), row({ id: 'r2', title: '床' })];
		expect(hashOfRows(rows)).toMatch(/^[0-9a-f]{64}$/);
		expect(hashOfRows(rows)).not.toBe(hashOfRows([row({ title: '轮椅。' }), rows[1] as DraftRow]));
		expect(hashOfRows(rows)).not.toBe(hashOfRows([...rows].reverse()));
	});
});

describe('places', () => {
	it('[LI-6] puts rows between two others and at both ends', () => {
		expect(ordersBetween(null, null, 2)).toEqual([1024, 2048]);
		expect(ordersBetween(1024, null, 1)).toEqual([2048]);
		expect(ordersBetween(1024, 2048, 1)).toEqual([1536]);
		expect(ordersBetween(null, 1024, 1)).toEqual([0]);
		expect(ordersBetween(1024, 1024, 1)).toBeNull();
		expect(freshOrders(2)).toEqual([1024, 2048]);
	});

	it('[LI-6] always strictly between, or says that there is no room', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: -1e6, max: 1e6 }),
				fc.double({ min: 1e-9, max: 1e6, noNaN: true }),
				fc.integer({ min: 1, max: 50 }),
				(from, gap, count) => {
					const orders = ordersBetween(from, from + gap, count);
					if (!orders) return true;
					return orders.every((o, i) => o > (orders[i - 1] ?? from) && o < from + gap);
				}
			)
		);
	});
});

describe('pasted cells', () => {
	it('reads rows, tabs, quotes and line breaks inside quotes', () => {
		expect(cellsOf('轮椅\t10\t部\r\n"床 ""双人"""\t2\t张\n\n')).toEqual([
			['轮椅', '10', '部'],
			['床 "双人"', '2', '张']
		]);
		expect(cellsOf('"两行\n一格"\t1')).toEqual([['两行 一格', '1']]);
		expect(cellsOf('轮椅')).toEqual([['轮椅']]);
		expect(cellsOf(' \n')).toEqual([]);
	});
});

describe('what spreadsheets write', () => {
	it.each([
		['2026/12/1', '2026-12-01'],
		['2026年12月1日', '2026-12-01'],
		['２０２６.１２.０１', '2026-12-01'],
		['下周', '下周']
	])('reads the day %s as %s', (text, day) => {
		expect(dayFrom(text)).toBe(day);
	});

	it('leaves out a line of column names, and only that', () => {
		const rows = [
			['轮椅', '10'],
			['床', '2']
		];
		expect(withoutHeads([['要什么', '数量'], ...rows], ['要什么', '数量'])).toEqual(rows);
		expect(withoutHeads(rows, ['要什么', '数量'])).toEqual(rows);
		expect(withoutHeads([['数量']], ['数量'])).toEqual([['数量']]);
	});
});

describe('the draft', () => {
	const add = (doc: Y.Doc, id: string, fields: Record<string, unknown>) => {
		const map = new Y.Map<unknown>();
		doc.getMap(ROOT).set(id, map);
		for (const [name, value] of Object.entries(fields)) map.set(name, value);
		return map;
	};

	it('[LI-6] is ordered, equal places by id, and leaves out what was removed', () => {
		const doc = new Y.Doc();
		add(doc, 'b', { order: 2, title: new Y.Text('床') });
		add(doc, 'a', { order: 2, title: new Y.Text('轮椅'), quantity: '10' });
		add(doc, 'c', { order: 1, title: '拐杖', gone: 1 });
		expect(draftRows(doc).map((r) => r.title)).toEqual(['轮椅', '床']);
		expect(placedRows(doc)).toHaveLength(3);
		expect(draftRowsOfState(Y.encodeStateAsUpdate(doc))).toEqual(draftRows(doc));
		expect(draftRowsOfState(new Uint8Array())).toEqual([]);
	});

	it('[LI-6] two people fill one row and reorder at once: nothing is lost', () => {
		const one = new Y.Doc();
		const two = new Y.Doc();
		add(one, 'a', { order: 1, title: new Y.Text('轮'), contact: '' });
		add(one, 'b', { order: 2, title: new Y.Text('床') });
		Y.applyUpdate(two, Y.encodeStateAsUpdate(one));
		(one.getMap(ROOT).get('a') as Y.Map<Y.Text>).get('title')?.insert(1, '椅');
		const other = two.getMap(ROOT).get('a') as Y.Map<unknown>;
		other.set('contact', '网格长');
		other.set('order', 3);
		Y.applyUpdate(two, Y.encodeStateAsUpdate(one));
		Y.applyUpdate(one, Y.encodeStateAsUpdate(two));
		for (const doc of [one, two]) {
			expect(draftRows(doc).map((r) => [r.title, r.contact])).toEqual([
				['床', ''],
				['轮椅', '网格长']
			]);
		}
	});
});
