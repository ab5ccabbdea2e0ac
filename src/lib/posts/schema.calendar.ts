/**
 * The Chinese calendar of workdays as the State Council publishes it each autumn for the next year.
 * Years that are not published yet have no holidays here: `published` says so.
 */
import chineseDays from 'chinese-days';
import type { Day } from '#lib/kernel/time.ts';
import type { Calendar } from './rules.series.ts';

/** `Sunday`, or for a day of the calendar `Spring Festival,春节,4`. */
const named = (day: Day): boolean => chineseDays.getDayDetail(day).name.includes(',');

export const chineseCalendar: Calendar = {
	isWorkday: (day) => chineseDays.isWorkday(day),
	isHoliday: (day) => named(day) && chineseDays.isHoliday(day),
	// New Year's Day is a holiday in every arrangement there has been.
	published: (year) => named(`${year}-01-01`)
};
