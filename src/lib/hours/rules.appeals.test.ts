import { describe, expect, it } from 'vitest';
import type { PersonActor } from '#lib/kernel/actor.ts';
import { DAY } from '#lib/kernel/time.ts';
import { appealUntil, decideAppeal, noticeUntil, whyNoAnswer } from './rules.appeals.ts';
import { ANSWER_WITHIN, APPEAL_WITHIN } from './rules.ts';

const NOW = Date.parse('2026-11-24T09:00:00+08:00');
const who = (id: string): PersonActor => ({ kind: 'person', id, name: id, memberships: [] });

describe('late entries', () => {
	it('[HO-13] count when the group could see them for seven days', () => {
		const entry = { grade: 'C' as const, at: NOW, reverses: null };
		expect(noticeUntil(entry, NOW)).toBe(NOW + 7 * DAY);
		expect(noticeUntil(entry, NOW + 7 * DAY - 1)).toBe(NOW + 7 * DAY);
		expect(noticeUntil(entry, NOW + 7 * DAY)).toBeNull();
		for (const grade of ['A', 'B', 'D'] as const) {
			expect(noticeUntil({ ...entry, grade }, NOW)).toBeNull();
		}
		expect(noticeUntil({ ...entry, reverses: 'e' }, NOW)).toBeNull();
	});
});

describe('objections', () => {
	const rejected = { person: 'p', state: 'rejected' as const };
	const no = { by: 'l', at: NOW };
	it('[HO-14] are to a no of somebody else, once, within 30 days', () => {
		expect(ANSWER_WITHIN).toBe(5 * DAY);
		expect(decideAppeal(rejected, no, false, NOW + APPEAL_WITHIN)).toBeNull();
		expect(decideAppeal(rejected, no, false, NOW + APPEAL_WITHIN + 1)).toMatchObject({
			code: 'appeal_late'
		});
		expect(decideAppeal(rejected, no, true, NOW)).toMatchObject({ code: 'appealed' });
		expect(decideAppeal({ person: 'p', state: 'reversed' }, no, false, NOW)).toBeNull();
		const own = { by: 'p', at: NOW };
		expect(decideAppeal({ person: 'p', state: 'reversed' }, own, false, NOW)).toMatchObject({
			code: 'not_decided'
		});
		for (const state of ['pending', 'confirmed', 'withdrawn'] as const) {
			expect(appealUntil({ person: 'p', state }, no)).toBeNull();
		}
	});

	it('[HO-14] are answered by neither the person, nor who entered, nor who said no', () => {
		const entry = { person: 'p', by: 'm' };
		expect(whyNoAnswer(who('p'), entry, 'l')).toBe('own');
		expect(whyNoAnswer(who('m'), entry, 'l')).toBe('entered');
		expect(whyNoAnswer(who('l'), entry, 'l')).toBe('decider');
		expect(whyNoAnswer(who('s'), entry, 'l')).toBeNull();
	});
});
