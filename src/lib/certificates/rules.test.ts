import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PersonActor, Role } from '#lib/kernel/actor.ts';
import { DAY } from '#lib/kernel/time.ts';
import {
	addUp,
	answerFor,
	decideAsk,
	decideIssue,
	mayIssue,
	NOTICE,
	numberOf,
	readNumber,
	stateOf
} from './rules.ts';
import { isResidentNumber } from './schema.ts';

const NOW = Date.parse('2026-11-24T09:00:00+08:00');
const UNIT = '330922100001';
const GRID = '330922100001001';
const actor = (id: string, role: Role, unit: string): PersonActor => ({
	kind: 'person',
	id,
	name: id,
	memberships: [{ unit, role }]
});
const open = { issuedAt: null, droppedAt: null, revokedAt: null };
const asked = { ...open, person: 'p', askedBy: 'p', unit: GRID, noticeUntil: NOW };

describe('asking and issuing', () => {
	it('[CE-2] is about days gone by with hours that count, once at a time', () => {
		const facts = { minutes: 60, open: false };
		expect(decideAsk({ to: '2026-11-24' }, facts, NOW)).toBeNull();
		expect(decideAsk({ to: '2026-11-25' }, facts, NOW)).toMatchObject({ code: 'period' });
		expect(decideAsk({ to: '2026-11-24' }, { ...facts, minutes: 0 }, NOW)).toMatchObject({
			code: 'no_hours'
		});
		expect(decideAsk({ to: '2026-11-24' }, { ...facts, open: true }, NOW)).toMatchObject({
			code: 'open'
		});
	});

	it('[CE-3] waits for seven days of notice', () => {
		expect(NOTICE).toBe(7 * DAY);
		const secretary = actor('s', 'community_secretary', UNIT);
		expect(decideIssue(secretary, { ...asked, noticeUntil: NOW + 1 }, 60, NOW)).toMatchObject({
			code: 'on_notice',
			params: { until: NOW + 1 }
		});
		expect(decideIssue(secretary, asked, 60, NOW)).toBeNull();
		expect(decideIssue(secretary, asked, 0, NOW)).toMatchObject({ code: 'no_hours' });
		expect(decideIssue(secretary, { ...asked, issuedAt: 1 }, 60, NOW)).toMatchObject({
			code: 'decided'
		});
	});

	it('[CE-4] is for another person: a secretary, or a leader when a leader asked', () => {
		const leader = actor('l', 'grid_leader', GRID);
		const secretary = actor('s', 'community_secretary', UNIT);
		expect(mayIssue(leader, asked)).toBe(false);
		expect(mayIssue(secretary, asked)).toBe(true);
		expect(mayIssue(leader, { ...asked, askedBy: 'l' })).toBe(true);
		expect(mayIssue(actor('v', 'volunteer', GRID), { ...asked, askedBy: 'l' })).toBe(false);
		expect(decideIssue(actor('p', 'community_secretary', UNIT), asked, 60, NOW)).toMatchObject({
			code: 'own'
		});
	});

	it('[CE-8] what was revoked is void whatever else was', () => {
		expect(stateOf(open)).toBe('asked');
		expect(stateOf({ ...open, droppedAt: 1 })).toBe('dropped');
		expect(stateOf({ ...open, issuedAt: 1 })).toBe('issued');
		expect(stateOf({ ...open, issuedAt: 1, revokedAt: 2 })).toBe('void');
	});
});

describe('[CE-5] what it says', () => {
	it('adds up by grade and activity, the longest first, the rest in one line', () => {
		const entries = Array.from({ length: 15 }, (_, i) => ({
			title: `岗位${String(i).padStart(2, '0')}`,
			day: '2026-11-01',
			minutes: 10 + i,
			grade: 'A' as const
		}));
		const more = { title: '岗位14', day: '2026-11-02', minutes: 30, grade: 'C' as const };
		const served = addUp([...entries, more]);
		expect(served.activities[0]).toEqual({ title: '岗位14', days: 2, minutes: 54 });
		expect(served.activities).toHaveLength(12);
		expect(served.rest).toEqual({ count: 3, minutes: 10 + 11 + 12 });
		expect(served.minutes).toBe(255 + 30);
		expect(served.byGrade).toEqual({ A: 255, B: 0, C: 30, D: 0 });
	});
});

describe('numbers', () => {
	it('[CE-6] carry 40 random bits and can be read back however they were typed', () => {
		expect(numberOf(UNIT, '2026', 12, new Uint8Array(5))).toBe('330922100001-2026-00012-00000000');
		fc.assert(
			fc.property(
				fc.uint8Array({ minLength: 5, maxLength: 5 }),
				fc.integer({ min: 1, max: 99_999 }),
				(random, running) => {
					const number = numberOf(UNIT, '2026', running, random);
					expect(readNumber(number)).toBe(number);
					expect(readNumber(` ${number.toLowerCase().replaceAll('-', ' - ')}`)).toBe(number);
				}
			)
		);
		const seen = new Set(
			[...Array(256).keys()].map((i) => numberOf(UNIT, '2026', 1, Uint8Array.of(0, 0, i, 0, 0)))
		);
		expect(seen.size).toBe(256);
		expect(readNumber('330922100001－2026－00012－OOOOIL00')).toBe(
			'330922100001-2026-00012-00001100'
		);
		for (const wrong of ['', 'x', '330922100001-2026-00012', "1' or 1=1", 'a'.repeat(9000)]) {
			expect(readNumber(wrong)).toBeNull();
		}
	});

	it('[CE-7] answer the same keys for what is there, what is void and what is not', () => {
		const found = { ...open, from: '2026-01-01', to: '2026-06-30', minutes: 90, issuedAt: NOW };
		const answers = [
			answerFor('n', found),
			answerFor('n', { ...found, revokedAt: NOW }),
			answerFor('n', { ...found, issuedAt: null }),
			answerFor('n', null)
		];
		expect(answers.map((a) => a.status)).toEqual(['valid', 'void', 'unknown', 'unknown']);
		expect(answers.map((a) => Object.keys(a).join())).toEqual(
			Array(4).fill('number,status,from,to,minutes,voidSince')
		);
		expect(answers[1]?.voidSince).toBe('2026-11-24');
		expect(answers[2]).toEqual(answers[3]);
	});

	it('[CE-9] knows a resident’s number by its check', () => {
		expect(isResidentNumber('11010519491231002X')).toBe(true);
		expect(isResidentNumber('110105194912310021')).toBe(false);
		expect(isResidentNumber('1101051949123100')).toBe(false);
	});
});
