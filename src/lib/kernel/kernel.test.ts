import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	belongs,
	holds,
	leads,
	scopeOf,
	sees,
	systemActor,
	type PersonActor,
	type Role
} from './actor.ts';
import { isId, uuidv7 } from './id.ts';
import { clockOf, DAY, dayOf, monthOf, monthRange, startOfDay } from './time.ts';
import { ancestorCodes, subtreeTopics } from './view.ts';

const actor = (...seats: [string, Role][]): PersonActor => ({
	kind: 'person',
	id: uuidv7(),
	name: '史明',
	memberships: seats.map(([unit, role]) => ({ unit, role }))
});

describe('ids', () => {
	it('are UUIDv7 and grow, also within one millisecond and when the clock goes back', () => {
		const now = Date.parse('2026-11-21T00:00:00Z');
		const ids = Array.from({ length: 10_000 }, (_, i) => uuidv7(i % 100 === 0 ? now - 5_000 : now));
		expect(ids.every(isId)).toBe(true);
		expect(ids[0]?.[14]).toBe('7');
		expect([...ids].sort()).toEqual(ids);
		expect(new Set(ids).size).toBe(ids.length);
	});
});

describe('days in Asia/Shanghai', () => {
	it('turn at 16:00 UTC', () => {
		expect(dayOf(Date.parse('2026-11-21T15:59:59.999Z'))).toBe('2026-11-21');
		expect(dayOf(Date.parse('2026-11-21T16:00:00Z'))).toBe('2026-11-22');
		expect(clockOf(Date.parse('2026-11-21T16:05:00Z'))).toBe('00:05');
	});

	it('startOfDay undoes dayOf, for every moment of the century', () => {
		fc.assert(
			fc.property(fc.integer({ min: 946_684_800_000, max: 4_102_444_800_000 }), (time) => {
				const start = startOfDay(dayOf(time));
				expect(time - start).toBeGreaterThanOrEqual(0);
				expect(time - start).toBeLessThan(DAY);
			})
		);
	});

	it('a month ends where the next begins, over the year too', () => {
		const [from, to] = monthRange('2026-12');
		expect([dayOf(from), dayOf(to - 1), monthOf(to)]).toEqual([
			'2026-12-01',
			'2026-12-31',
			'2027-01'
		]);
	});
});

describe('rights', () => {
	const GRID = '330922100001001';
	const leader = actor([GRID, 'grid_leader']);
	const volunteer = actor([GRID, 'volunteer']);
	const secretary = actor(['330922100001', 'community_secretary']);

	it('reach down the tree and never across or up', () => {
		expect(leads(secretary, GRID)).toBe(true);
		expect(leads(leader, GRID)).toBe(true);
		expect(leads(leader, '330922100001002')).toBe(false);
		expect(leads(leader, '330922100001')).toBe(false);
		expect(leads(volunteer, GRID)).toBe(false);
		expect(sees(volunteer, `${GRID}01`)).toBe(true);
		expect(sees(volunteer, '330922100001')).toBe(false);
	});

	it('a member belongs to every unit above the seat', () => {
		expect(belongs(volunteer, '330922100001')).toBe(true);
		expect(belongs(volunteer, '330922100002')).toBe(false);
		expect(belongs(secretary, GRID)).toBe(true);
	});

	it('the scope holds each subtree once', () => {
		const both = actor(
			[GRID, 'volunteer'],
			['330922100001', 'party_member'],
			[GRID, 'grid_leader']
		);
		expect(scopeOf(both)).toEqual(['330922100001']);
	});

	it('the system is asked for none', () => {
		expect(holds(systemActor('cli'), [], GRID)).toBe(true);
	});
});

describe('topics', () => {
	it('name every unit above', () => {
		expect(ancestorCodes('33092210000100101')).toEqual([
			'330922',
			'330922100',
			'330922100001',
			'330922100001001',
			'33092210000100101'
		]);
		expect(subtreeTopics('posts', '330922100')).toEqual(['posts@330922', 'posts@330922100']);
	});
});
