/** Against the State Council's arrangement for 2026, checked by hand. */
import { describe, expect, it } from 'vitest';
import { startOfDay, type Day } from '#lib/kernel/time.ts';
import { checkSeries, chosen, daysOfSeries, hoursOn } from './rules.series.ts';
import { chineseCalendar } from './schema.calendar.ts';
import type { Pattern, SeriesDays } from './schema.ts';

const asked = (
	pattern: Pattern,
	from: Day,
	until: Day,
	holidays: SeriesDays['holidays'] = 'keep'
): SeriesDays => ({ pattern, from, until, holidays });
const days = (of: SeriesDays) => daysOfSeries(of, chineseCalendar).days;
const workdays = (from: Day, until: Day) => days(asked({ is: 'workdays' }, from, until));
/** `month('2026-02', 3, 4)`: the 3rd and 4th of February. */
const month = (of: string, ...numbers: number[]) =>
	numbers.map((n) => `${of}-${String(n).padStart(2, '0')}`);

describe('the calendar of 2026', () => {
	it('[PO-14] has the days off and the weekends worked instead that were published', () => {
		const off = [
			...month('2026-01', 1, 2, 3),
			...month('2026-02', 15, 16, 17, 18, 19, 20, 21, 22, 23),
			...month('2026-04', 4, 5, 6),
			...month('2026-05', 1, 2, 3, 4, 5),
			...month('2026-06', 19, 20, 21),
			...month('2026-09', 25, 26, 27),
			...month('2026-10', 1, 2, 3, 4, 5, 6, 7)
		];
		const worked = [
			...['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']
		];
		const year = days(asked({ is: 'weekly', weekdays: [] }, '2026-01-01', '2026-06-30')).concat(
			days(asked({ is: 'weekly', weekdays: [] }, '2026-07-01', '2026-12-31'))
		);
		expect(year).toHaveLength(365);
		expect(year.filter((day) => chineseCalendar.isHoliday(day))).toEqual(off);
		const weekend = (day: Day) => [0, 6].includes(new Date(day).getUTCDay());
		expect(year.filter((day) => weekend(day) && chineseCalendar.isWorkday(day))).toEqual(worked);
	});
});

describe('days of a series', () => {
	it('[PO-14] 逢四 is the 4th, 14th and 24th, the short month too', () => {
		expect(days(asked({ is: 'tens', digit: 4 }, '2026-01-20', '2026-03-14'))).toEqual([
			'2026-01-24',
			...month('2026-02', 4, 14, 24),
			...month('2026-03', 4, 14)
		]);
		expect(days(asked({ is: 'tens', digit: 0 }, '2026-02-01', '2026-03-31'))).toEqual([
			...month('2026-02', 10, 20),
			...month('2026-03', 10, 20, 30)
		]);
		expect(days(asked({ is: 'tens', digit: 1 }, '2026-01-01', '2026-01-31'))).toEqual(
			month('2026-01', 1, 11, 21, 31)
		);
	});

	it('[PO-14] weekdays; none chosen is every day', () => {
		const weekly = (weekdays: number[]) =>
			days(asked({ is: 'weekly', weekdays }, '2026-11-23', '2026-12-06'));
		expect(weekly([2])).toEqual(['2026-11-24', '2026-12-01']);
		expect(weekly([6, 7])).toEqual([...month('2026-11', 28, 29), ...month('2026-12', 5, 6)]);
		expect(weekly([])).toHaveLength(14);
	});

	it('[PO-14] workdays around Spring Festival: Saturdays 14 and 28 worked, 15 to 23 off', () => {
		expect(workdays('2026-02-09', '2026-03-02')).toEqual([
			...month('2026-02', 9, 10, 11, 12, 13, 14, 24, 25, 26, 27, 28),
			'2026-03-02'
		]);
	});

	it('[PO-14] workdays around National Day: 20 September and 10 October worked', () => {
		expect(workdays('2026-09-18', '2026-10-12')).toEqual([
			...month('2026-09', 18, 20, 21, 22, 23, 24, 28, 29, 30),
			...month('2026-10', 8, 9, 10, 12)
		]);
	});

	it('[PO-14] days of public holidays are left out on request, other weekends are not', () => {
		const tens = asked({ is: 'tens', digit: 4 }, '2026-04-01', '2026-05-31', 'skip');
		expect(daysOfSeries(tens, chineseCalendar)).toEqual({
			days: ['2026-04-14', '2026-04-24', '2026-05-14', '2026-05-24'],
			skipped: ['2026-04-04', '2026-05-04'],
			unknown: []
		});
		const saturdays = asked({ is: 'weekly', weekdays: [6] }, '2026-02-07', '2026-02-28', 'skip');
		expect(days(saturdays)).toEqual(month('2026-02', 7, 14, 28));
	});

	it('[PO-14] says of which years the holidays are not known', () => {
		const turn = (holidays: SeriesDays['holidays'], pattern: Pattern) =>
			daysOfSeries(asked(pattern, '2029-12-20', '2030-01-10', holidays), chineseCalendar).unknown;
		expect(turn('keep', { is: 'workdays' })).toEqual([2029, 2030]);
		expect(turn('skip', { is: 'tens', digit: 1 })).toEqual([2029, 2030]);
		expect(turn('keep', { is: 'tens', digit: 1 })).toEqual([]);
		expect(chineseCalendar.published(2026)).toBe(true);
	});

	it('[PO-14] at least one day, at most 200, within twelve months', () => {
		const check = (of: SeriesDays) => checkSeries(of, days(of))?.code ?? null;
		const daily: Pattern = { is: 'weekly', weekdays: [] };
		expect(check(asked(daily, '2026-01-01', '2026-07-19'))).toBeNull();
		expect(days(asked(daily, '2026-01-01', '2026-07-19'))).toHaveLength(200);
		expect(check(asked(daily, '2026-01-01', '2026-07-20'))).toBe('too_many');
		expect(check(asked({ is: 'tens', digit: 4 }, '2026-01-01', '2027-01-01'))).toBeNull();
		expect(check(asked({ is: 'tens', digit: 4 }, '2026-01-01', '2027-01-02'))).toBe('too_many');
		expect(check(asked({ is: 'tens', digit: 4 }, '2026-01-05', '2026-01-13'))).toBe('no_days');
		expect(check(asked(daily, '2026-01-05', '2026-01-04'))).toBe('no_days');
		expect(days(asked(daily, '2026-01-01', '9999-12-31'))).toHaveLength(201);
	});
});

it('[PO-14] a shift into the night ends on the day after', () => {
	expect(hoursOn('2026-12-31', '22:00', '02:00')).toEqual({
		startsAt: startOfDay('2026-12-31', '22:00'),
		endsAt: startOfDay('2027-01-01', '02:00')
	});
});

it('[PO-15] what has begun or was cancelled is never among those that are changed', () => {
	const at = (startsAt: number, cancelledAt: number | null = null) => ({ startsAt, cancelledAt });
	const all = [at(1), at(5), at(6, 2), at(7), at(9)];
	const starts = (which: 'later' | 'all', of: number, now: number) =>
		chosen(all, at(of), which, now).map((shift) => shift.startsAt);
	expect(starts('all', 7, 1)).toEqual([5, 7, 9]);
	expect(starts('later', 7, 1)).toEqual([7, 9]);
	expect(starts('later', 1, 5)).toEqual([7, 9]);
	expect(starts('all', 1, 9)).toEqual([]);
});
