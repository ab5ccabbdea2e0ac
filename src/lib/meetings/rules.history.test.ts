import { describe, expect, it } from 'vitest';
import type { PersonActor, Role } from '#lib/kernel/actor.ts';
import { compare, comparePieces, seesHistory } from './rules.history.ts';
import type { Paragraph } from './schema.history.ts';

const GRID = '330922100001001';
const said = (text: string, more: Partial<Paragraph> = {}): Paragraph => ({
	kind: 'paragraph',
	who: '',
	due: '',
	depth: 0,
	mark: '',
	text,
	by: [],
	...more
});
const actor = (role: Role, unit = GRID): PersonActor => ({
	kind: 'person',
	id: 'x',
	name: '某',
	memberships: [{ unit, role, since: 0 }] as unknown as PersonActor['memberships']
});

describe('who sees the history', () => {
	it('[ME-10] conveners and the invited, not everybody who may read', () => {
		const meeting = { kind: 'grid_talk', unit: GRID } as const;
		expect(seesHistory(actor('grid_leader'), { ...meeting, invited: false })).toBe(true);
		expect(seesHistory(actor('volunteer'), { ...meeting, invited: true })).toBe(true);
		expect(seesHistory(actor('volunteer'), { ...meeting, invited: false })).toBe(false);
		const away = actor('volunteer', '330922100002001');
		expect(seesHistory(away, { ...meeting, invited: true })).toBe(false);
	});
});

describe('comparing words', () => {
	it('finds the letter that was changed', () => {
		expect(comparePieces('周三前清空', '周四前清空')).toEqual([
			{ kind: 'same', text: '周' },
			{ kind: 'removed', text: '三' },
			{ kind: 'added', text: '四' },
			{ kind: 'same', text: '前清空' }
		]);
	});

	it('keeps numbers and Latin words whole', () => {
		expect(comparePieces('共 120 户', '共 125 户')).toEqual([
			{ kind: 'same', text: '共 ' },
			{ kind: 'removed', text: '120' },
			{ kind: 'added', text: '125' },
			{ kind: 'same', text: ' 户' }
		]);
	});

	it('says the same of both sides, whatever the texts are', () => {
		const letters = '甲乙丙 丁1a';
		let seed = 7;
		const random = (n: number) => (seed = (seed * 48271) % 2147483647) % n;
		const text = () =>
			Array.from({ length: random(30) }, () => letters[random(letters.length)]).join('');
		for (let i = 0; i < 500; i++) {
			const [before, after] = [text(), text()];
			const pieces = comparePieces(before, after);
			const without = (kind: string) =>
				pieces
					.filter((piece) => piece.kind !== kind)
					.map((piece) => piece.text)
					.join('');
			expect(without('added')).toBe(before);
			expect(without('removed')).toBe(after);
		}
	});
});

describe('comparing versions', () => {
	it('tells what came, went, was changed, and counts what stayed', () => {
		const old = [said('一'), said('二'), said('三'), said('周三前清空楼道'), said('多余的话')];
		const now = [
			said('一'),
			said('二'),
			said('三'),
			said('周四前清空楼道'),
			said('下次再谈电瓶车')
		];
		expect(compare(old, now)).toMatchObject([
			{ kind: 'skipped', count: 2 },
			{ kind: 'same', paragraph: { text: '三' } },
			{ kind: 'changed', before: { text: '周三前清空楼道' } },
			{ kind: 'added', paragraph: { text: '下次再谈电瓶车' } },
			{ kind: 'removed', paragraph: { text: '多余的话' } }
		]);
	});

	it('sees that only who or by when was changed', () => {
		const action = (due: string) => said('清空二楼', { kind: 'action', who: '张三', due });
		const [change] = compare([action('2026-11-24')], [action('2026-11-25')]);
		expect(change).toMatchObject({
			kind: 'changed',
			before: { due: '2026-11-24' },
			paragraph: { due: '2026-11-25' },
			pieces: [{ kind: 'same', text: '清空二楼' }]
		});
	});

	it('has nothing to say of the same text', () => {
		expect(compare([], [])).toEqual([]);
		expect(compare([said('一')], [said('一')])).toEqual([{ kind: 'skipped', count: 1 }]);
	});

	it('does not think for long when nothing is as it was', () => {
		const lines = (mark: string) =>
			Array.from({ length: 1_900 }, (_, i) => said(`${mark}${i}`.repeat(40)));
		const started = performance.now();
		expect(compare(lines('甲'), lines('乙')).length).toBeGreaterThan(1_900);
		expect(performance.now() - started).toBeLessThan(8_000);
	});

	it('compares two long minutes in a moment', () => {
		const lines = (from: number) =>
			Array.from({ length: 2_000 }, (_, i) => said(`第 ${from + i} 段 ${'话'.repeat(40)}`));
		const started = performance.now();
		const changes = compare(lines(0), lines(1_000));
		expect(changes.some((change) => change.kind === 'skipped')).toBe(true);
		expect(performance.now() - started).toBeLessThan(4_000);
	});
});
