import { refused, type Refused } from '#lib/kernel/outcome.ts';
import { DAY, dayOf, startOfDay, type Day } from '#lib/kernel/time.ts';
import { MOST_IN_SERIES, type Pattern, type SeriesDays, type Which } from './schema.ts';

/** What the rules ask of a calendar of workdays. */
export interface Calendar {
	/** People work on this day: no weekend and no holiday, or a weekend that is worked instead. */
	isWorkday(day: Day): boolean;
	/** A day off of a public holiday, weekends within it included, other weekends not. */
	isHoliday(day: Day): boolean;
	/** The arrangement of this year is known; else its workdays are only Monday to Friday. */
	published(year: number): boolean;
}

/** 1 is Monday, 7 is Sunday. */
const weekdayOf = (day: Day): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
const yearOf = (day: Day): number => Number(day.slice(0, 4));

/** [PO-14] The day falls into the pattern; 逢四: the 4th, the 14th and the 24th. */
function fits(day: Day, pattern: Pattern, calendar: Calendar): boolean {
	if (pattern.is === 'workdays') return calendar.isWorkday(day);
	if (pattern.is === 'tens') return Number(day.slice(8)) % 10 === pattern.digit;
	return pattern.weekdays.length === 0 || pattern.weekdays.includes(weekdayOf(day));
}

/**
 * [PO-14] The days of a series, in order, at most one more than may be opened at once.
 *
 * @returns the days; days of public holidays that were left out; years whose holidays nobody knows yet
 */
export function daysOfSeries(asked: SeriesDays, calendar: Calendar) {
	const days: Day[] = [];
	const skipped: Day[] = [];
	const unknown = new Set<number>();
	const last = Math.min(startOfDay(asked.until), startOfDay(asked.from) + 366 * DAY);
	for (let at = startOfDay(asked.from); at <= last; at += DAY) {
		const day = dayOf(at);
		if (!fits(day, asked.pattern, calendar)) continue;
		const asksCalendar = asked.pattern.is === 'workdays' || asked.holidays === 'skip';
		if (asksCalendar && !calendar.published(yearOf(day))) unknown.add(yearOf(day));
		if (asked.holidays === 'skip' && calendar.isHoliday(day)) skipped.push(day);
		else if (days.push(day) > MOST_IN_SERIES) break;
	}
	return { days, skipped, unknown: [...unknown] };
}

/** The same day a year later, which a series may not pass. */
export const yearAfter = (day: Day): Day => `${yearOf(day) + 1}${day.slice(4)}`;

/** [PO-14] At least one day, at most 200, within twelve months. */
export function checkSeries(
	asked: SeriesDays,
	days: readonly Day[]
): Refused<'no_days' | 'too_many'> | null {
	if (asked.until > yearAfter(asked.from) || days.length > MOST_IN_SERIES) {
		return refused('too_many', { most: MOST_IN_SERIES });
	}
	return days.length === 0 ? refused('no_days') : null;
}

/** A time of day on a day; an end that is not later than the start is on the day after. */
export function hoursOn(
	day: Day,
	start: string,
	end: string
): { startsAt: number; endsAt: number } {
	const [startsAt, endsAt] = [startOfDay(day, start), startOfDay(day, end)];
	return { startsAt, endsAt: endsAt <= startsAt ? endsAt + DAY : endsAt };
}

/** [PO-15] Those of a series that a change is about; never one that has begun or was cancelled. */
export function chosen<
	Shift extends { readonly startsAt: number; readonly cancelledAt: number | null }
>(shifts: readonly Shift[], of: { readonly startsAt: number }, which: Which, now: number): Shift[] {
	return shifts.filter(
		(shift) =>
			shift.cancelledAt === null &&
			shift.startsAt > now &&
			(which === 'all' || shift.startsAt >= of.startsAt)
	);
}
