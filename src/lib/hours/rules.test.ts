import { describe, expect, it } from 'vitest';
import { systemActor, type PersonActor } from '#lib/kernel/actor.ts';
import { DAY, HOUR, MINUTE, startOfDay } from '#lib/kernel/time.ts';
import {
	decideCheckIn,
	decideCheckOut,
	decideConfirm,
	decideLate,
	flagsOf,
	lastWeeks,
	servedMinutes,
	timeOfMark,
	whyBarred,
	whyNoTick,
	type LiveEntry,
	type PresenceFacts
} from './rules.ts';

const two = startOfDay('2026-11-24', '14:00');
const shift = { id: 's', startsAt: two, endsAt: two + 2 * HOUR, cancelledAt: null };
const facts = (more: Partial<PresenceFacts> = {}): PresenceFacts => ({
	shift,
	held: true,
	in: null,
	out: null,
	...more
});
const person = (id: string): PersonActor => ({ kind: 'person', id, name: '', memberships: [] });
const entry = (more: Partial<LiveEntry> = {}): LiveEntry => ({
	...{ id: 'e', shift: null, day: '2026-11-24', minutes: 60 },
	...{ startsAt: two, endsAt: two + HOUR },
	...more
});

describe('marks', () => {
	it('[HO-2] opens half an hour before the start and closes two hours after the end', () => {
		const at = (time: number) => {
			const decision = decideCheckIn(facts(), time, time);
			return 'kind' in decision ? decision.code : decision.at;
		};
		expect(at(two - 30 * MINUTE - 1)).toBe('early');
		expect(at(two - 30 * MINUTE)).toBe(two - 30 * MINUTE);
		expect(at(shift.endsAt + 2 * HOUR)).toBe(shift.endsAt + 2 * HOUR);
		expect(at(shift.endsAt + 2 * HOUR + 1)).toBe('late');
	});

	it('[HO-3] clocks within 10 minutes agree and the server’s counts', () => {
		expect(timeOfMark(two, two - 10 * MINUTE)).toEqual({ at: two, skewed: false });
		expect(timeOfMark(two, two - 11 * MINUTE)).toEqual({ at: two - 11 * MINUTE, skewed: true });
		expect(timeOfMark(two, two + DAY)).toEqual({ at: two, skewed: true });
	});

	it('[HO-3] a phone that runs ahead opens nothing; one that comes after a week is too late', () => {
		expect(decideCheckIn(facts(), two - HOUR, two)).toMatchObject({ code: 'early' });
		expect(decideCheckIn(facts(), two + 6 * DAY, two)).toEqual({ at: two, skewed: true });
		expect(decideCheckIn(facts(), shift.endsAt + 7 * DAY + 1, two)).toMatchObject({ code: 'late' });
	});

	it('[HO-2] wants a place, once, in a shift that takes place', () => {
		const code = (more: Partial<PresenceFacts>) => {
			const decision = decideCheckIn(facts(more), two, two);
			return 'kind' in decision ? decision.code : null;
		};
		expect(code({ held: false })).toBe('no_place');
		expect(code({ in: { at: two, skewed: false } })).toBe('already');
		expect(code({ shift: { ...shift, cancelledAt: 1 } })).toBe('cancelled');
	});

	it('[HO-4] counts full minutes inside the shift', () => {
		expect(servedMinutes(shift, two - 20 * MINUTE, two + 45 * MINUTE + 59_000)).toBe(45);
		expect(servedMinutes(shift, two, shift.endsAt + HOUR)).toBe(120);
		expect(servedMinutes(shift, two - HOUR, two - MINUTE)).toBe(0);
		const out = (inAt: number | null, now: number) =>
			decideCheckOut(facts({ in: inAt === null ? null : { at: inAt, skewed: false } }), now, now);
		expect(out(null, two + HOUR)).toMatchObject({ code: 'not_in' });
		expect(out(two, two + 59_000)).toMatchObject({ code: 'too_short' });
		expect(out(two - 20 * MINUTE, two - MINUTE)).toMatchObject({ code: 'early' });
		expect(out(two - 20 * MINUTE, two + HOUR)).toMatchObject({ minutes: 60, from: two });
	});

	it('[HO-5] a leader ticks from the start to a day after the end', () => {
		expect(whyNoTick(shift, two - 1)?.code).toBe('early');
		expect(whyNoTick(shift, shift.endsAt + DAY)).toBeNull();
		expect(whyNoTick(shift, shift.endsAt + DAY + 1)?.code).toBe('late');
		expect(whyNoTick({ ...shift, cancelledAt: 1 }, two)?.code).toBe('cancelled');
	});
});

describe('entered later', () => {
	const late = (
		hours: { startsAt: number; endsAt: number },
		more: Partial<Parameters<typeof decideLate>[1]> = {},
		now = two + DAY
	) =>
		decideLate(
			hours,
			{
				shift: null,
				held: true,
				in: null,
				out: null,
				own: [],
				madeForOthers: 0,
				roundForOthers: 0,
				...more
			},
			now
		);
	const hours = { startsAt: two, endsAt: two + 90 * MINUTE };

	it('[HO-6] lies within its shift and is at most as long as planned', () => {
		expect(late(hours, { shift })).toEqual({ minutes: 90, flags: [] });
		expect(late({ startsAt: two, endsAt: two + 121 * MINUTE }, { shift })).toMatchObject({
			code: 'over_plan',
			params: { planned: 120 }
		});
		expect(late({ startsAt: two - HOUR, endsAt: two }, { shift })).toMatchObject({
			params: { why: 'outside' }
		});
		expect(late(hours, { shift, own: [entry({ shift: 's' })] })).toMatchObject({ code: 'already' });
	});

	it('[HO-7] has an end, in the past, not over a year ago', () => {
		expect(late({ startsAt: two, endsAt: two })).toMatchObject({ params: { why: 'order' } });
		expect(late(hours, {}, two)).toMatchObject({ params: { why: 'future' } });
		expect(late(hours, {}, two + 370 * DAY)).toMatchObject({ params: { why: 'old' } });
	});

	it('[HO-7] sixteen hours in a day and not a minute more', () => {
		const own = [entry({ minutes: 870, startsAt: 0, endsAt: 0 })];
		expect(late(hours, { own })).toMatchObject({ minutes: 90 });
		expect(late({ ...hours, endsAt: hours.endsAt + MINUTE }, { own })).toMatchObject({
			code: 'over_day',
			params: { minutes: 870 }
		});
	});

	it('[HO-8] whole hours are flagged from the sixth that one person enters for others', () => {
		const hour = { startsAt: two, endsAt: two + HOUR };
		expect(late(hour, { roundForOthers: 4 })).toMatchObject({ flags: [] });
		expect(late(hour, { roundForOthers: 5 })).toMatchObject({ flags: ['round'] });
		expect(late({ ...hour, endsAt: two + 61 * MINUTE }, { roundForOthers: 5 })).toMatchObject({
			flags: []
		});
	});

	it('[HO-8] is flagged for what needs a look', () => {
		expect(flagsOf({ ...hours, minutes: 90 }, [entry()])).toEqual(['overlap']);
		expect(
			flagsOf({ ...hours, minutes: 90 }, [entry({ minutes: 631, startsAt: 0, endsAt: 0 })])
		).toEqual(['long_day']);
		expect(
			late(
				hours,
				{ shift, held: false, in: { at: two, skewed: false }, madeForOthers: 20 },
				two + 9 * DAY
			)
		).toMatchObject({ flags: ['late', 'no_check_out', 'no_place', 'many'] });
	});
});

describe('weeks', () => {
	it('are twelve, begin on Mondays, and end with this one', () => {
		const weeks = lastWeeks(Date.parse('2026-11-29T23:30:00+08:00'));
		expect(weeks).toHaveLength(12);
		expect([weeks[0], weeks[11]]).toEqual(['2026-09-07', '2026-11-23']);
		expect(lastWeeks(Date.parse('2026-11-30T00:10:00+08:00'))[11]).toBe('2026-11-30');
	});
});

describe('a second person', () => {
	const pending = {
		...{ id: 'e1', person: 'p', by: 'p', flags: [] },
		state: 'pending' as const
	};
	it('[HO-9] is neither who served nor who entered', () => {
		expect(whyBarred(person('p'), { person: 'p', by: 'q' })).toBe('own');
		expect(whyBarred(person('q'), { person: 'p', by: 'q' })).toBe('entered');
		expect(whyBarred(person('r'), { person: 'p', by: 'q' })).toBeNull();
		expect(whyBarred(systemActor('seed'), { person: 'p', by: 'system' })).toBe('entered');
	});

	it('[HO-10] confirms many, flagged ones alone, and skips what is confirmed', () => {
		const leader = person('l');
		const flagged = { ...pending, id: 'e2', flags: ['overlap' as const] };
		const confirmed = { ...pending, id: 'e3', state: 'confirmed' as const };
		expect(decideConfirm(leader, [pending, confirmed])).toEqual([pending]);
		expect(decideConfirm(leader, [pending, flagged])).toMatchObject({ code: 'look_first' });
		expect(decideConfirm(leader, [flagged])).toEqual([flagged]);
		expect(decideConfirm(leader, [confirmed])).toMatchObject({ code: 'decided' });
		expect(decideConfirm(leader, [{ ...pending, state: 'rejected' }])).toMatchObject({
			code: 'decided'
		});
		expect(decideConfirm(person('p'), [pending])).toMatchObject({ code: 'own' });
	});
});
