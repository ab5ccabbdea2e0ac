import { describe, expect, it } from 'vitest';
import type { PersonActor } from '#lib/kernel/actor.ts';
import { HOUR, startOfDay } from '#lib/kernel/time.ts';
import {
	byDay,
	checkTimes,
	decideClaim,
	distanceTo,
	promotions,
	sortShifts,
	statusOf,
	whyClosed,
	type LiveClaim,
	type OtherPlace
} from './rules.ts';
import type { OpenShift } from './schema.ts';

const two = startOfDay('2026-11-24', '14:00');
const now = startOfDay('2026-11-24', '09:00');
const shift = { id: 's1', startsAt: two, endsAt: two + 2 * HOUR, capacity: 4, cancelledAt: null };
const other = (more: Partial<OtherPlace> = {}): OtherPlace => ({
	id: 'c9',
	shift: 's9',
	person: 'p1',
	seq: 1,
	startsAt: two + HOUR,
	endsAt: two + 3 * HOUR,
	held: true,
	title: '桶站值守',
	...more
});
const live = (seq: number, held: boolean, person = `p${seq}`): LiveClaim => ({
	...other({ seq, held, person, id: `c${seq}` }),
	shift: 's1'
});

describe('claiming', () => {
	it('[PO-3] a shift is closed from its first minute on, and once cancelled', () => {
		expect(whyClosed(shift, two - 1)).toBeNull();
		expect(whyClosed(shift, two)?.params.why).toBe('started');
		expect(whyClosed({ ...shift, cancelledAt: now }, now)?.params.why).toBe('cancelled');
	});

	it('[PO-4] a person claims a shift once', () => {
		expect(decideClaim(shift, 2, 0, [other({ shift: 's1', held: false })], now)).toMatchObject({
			code: 'already',
			params: { held: false }
		});
	});

	it('[PO-5] two places never overlap; the clash names the other one', () => {
		expect(decideClaim(shift, 0, 0, [other()], now)).toMatchObject({
			code: 'clash',
			params: { title: '桶站值守', shift: 's9', startsAt: two + HOUR }
		});
	});

	it('[PO-5] one may follow another at once, and one may wait in two places', () => {
		const next = other({ startsAt: shift.endsAt, endsAt: shift.endsAt + HOUR });
		expect(decideClaim(shift, 0, 0, [next], now)).toEqual({ place: 'held' });
		expect(decideClaim(shift, 0, 0, [other({ held: false })], now)).toEqual({ place: 'held' });
	});

	it('[PO-6] a full shift answers a fifth person with a number', () => {
		expect(decideClaim(shift, 3, 0, [], now)).toEqual({ place: 'held' });
		expect(decideClaim(shift, 4, 0, [], now)).toEqual({ place: 'waiting', number: 1 });
		expect(decideClaim(shift, 4, 3, [], now)).toEqual({ place: 'waiting', number: 4 });
	});

	it('[PO-7] free places go in order of arrival, over the heads of those who are elsewhere', () => {
		const claims = [live(4, false), live(1, true), live(3, false), live(2, false)];
		const ids = (capacity: number, busy: string[] = []) =>
			promotions(capacity, claims, new Set(busy)).map((c) => c.seq);
		expect(ids(1)).toEqual([]);
		expect(ids(2)).toEqual([2]);
		expect(ids(3, ['p2'])).toEqual([3, 4]);
		expect(ids(9)).toEqual([2, 3, 4]);
	});
});

describe('shifts', () => {
	it('[PO-8] times go forward, lie ahead, last at most 16 hours, and come once', () => {
		const why = (...shifts: [number, number][]) =>
			checkTimes(
				shifts.map(([startsAt, endsAt], i) => ({ id: String(i), startsAt, endsAt })),
				now
			)?.params.why ?? null;
		expect(why([two, two + HOUR], [two + 24 * HOUR, two + 25 * HOUR])).toBeNull();
		expect(why([two, two])).toBe('order');
		expect(why([two, two + 17 * HOUR])).toBe('long');
		expect(why([now, two])).toBe('past');
		expect(why([two, two + HOUR], [two, two + HOUR])).toBe('twice');
	});

	const card = (more: Partial<OpenShift>): OpenShift => ({
		...{ id: 's', post: 'p', kind: 'vanguard', title: '岗', place: '', unit: '', unitName: '' },
		...{ audience: '', startsAt: two, endsAt: two + HOUR, capacity: 4, held: 1, waiting: 0 },
		...{ cancelledAt: null, mine: null, distance: 0, newToMe: false, fitsMe: false },
		...more
	});

	it('[PO-9] sorts by what the person asked for, equals by time', () => {
		const list = [
			card({ id: 'late', startsAt: two + HOUR }),
			card({ id: 'far', distance: 2 }),
			card({ id: 'new', newToMe: true, startsAt: two + 2 * HOUR, distance: 3 }),
			card({ id: 'fits', fitsMe: true, startsAt: two + 3 * HOUR, distance: 1 })
		];
		const ids = (sort: 'soon' | 'near' | 'fits' | 'new') => sortShifts(list, sort).map((s) => s.id);
		expect(ids('soon')).toEqual(['far', 'late', 'new', 'fits']);
		expect(ids('near')).toEqual(['late', 'fits', 'far', 'new']);
		expect(ids('fits')[0]).toBe('fits');
		expect(ids('new')[0]).toBe('new');
	});

	it('counts distance by the units that are shared', () => {
		const me: PersonActor = {
			kind: 'person',
			id: 'p',
			name: '',
			memberships: [{ unit: '330922100001001', role: 'volunteer' }]
		};
		expect(distanceTo(me, '330922100001001')).toBe(0);
		expect(distanceTo(me, '33092210000100101')).toBe(0);
		expect(distanceTo(me, '330922100001')).toBe(0);
		expect(distanceTo(me, '330922100001002')).toBe(1);
		expect(distanceTo(me, '330922100002001')).toBe(2);
		expect(distanceTo(me, '330922200001001')).toBe(3);
	});

	it('says one thing of a shift', () => {
		expect(statusOf(card({}), now)).toEqual({ is: 'free', left: 3 });
		expect(statusOf(card({ held: 4, waiting: 2 }), now)).toEqual({ is: 'full', waiting: 2 });
		expect(statusOf(card({ mine: { claim: 'c', place: 'held' } }), two)).toEqual({ is: 'held' });
		expect(statusOf(card({ mine: { claim: 'c', place: 'waiting', number: 2 } }), now)).toEqual({
			is: 'waiting',
			number: 2
		});
		expect(statusOf(card({}), two)).toEqual({ is: 'started' });
		expect(statusOf(card({ cancelledAt: 1 }), now)).toEqual({ is: 'cancelled' });
	});

	it('groups by the day in Shanghai', () => {
		const late = startOfDay('2026-11-24', '23:30');
		const days = byDay([card({ startsAt: late }), card({ startsAt: late + HOUR })]);
		expect(days.map((d) => d.day)).toEqual(['2026-11-24', '2026-11-25']);
	});
});
