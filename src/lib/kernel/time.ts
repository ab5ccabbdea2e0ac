import * as v from 'valibot';

/** Times are epoch milliseconds. Days and months are text in Asia/Shanghai, which has no DST. */
export type Day = string;
export type Month = string;

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
const SHANGHAI_OFFSET = 8 * HOUR;

const pad = (n: number, width = 2) => String(n).padStart(width, '0');

/** The calendar day (`YYYY-MM-DD`) in Asia/Shanghai at a moment. */
export function dayOf(time: number): Day {
	const d = new Date(time + SHANGHAI_OFFSET);
	return `${pad(d.getUTCFullYear(), 4)}-${pad(d.getUTCMonth() + 1)}-${pad(d.getUTCDate())}`;
}

/** The month (`YYYY-MM`) in Asia/Shanghai at a moment. */
export const monthOf = (time: number): Month => dayOf(time).slice(0, 7);

/** The moment at which a day begins in Asia/Shanghai; `HH:MM` may be added. */
export function startOfDay(day: Day, clock = '00:00'): number {
	return Date.parse(`${day}T${clock}:00+08:00`);
}

/** `HH:MM` in Asia/Shanghai. */
export function clockOf(time: number): string {
	const d = new Date(time + SHANGHAI_OFFSET);
	return `${pad(d.getUTCHours())}:${pad(d.getUTCMinutes())}`;
}

/** First moment of a month and first moment of the next one: `[from, to)`. */
export function monthRange(month: Month): readonly [number, number] {
	const year = Number(month.slice(0, 4));
	const m = Number(month.slice(5, 7));
	const next = m === 12 ? `${pad(year + 1, 4)}-01` : `${pad(year, 4)}-${pad(m + 1)}`;
	return [startOfDay(`${month}-01`), startOfDay(`${next}-01`)];
}

const realDay = (day: string) => {
	const time = startOfDay(day);
	return !Number.isNaN(time) && dayOf(time) === day;
};

export const DaySchema = v.pipe(
	v.string(),
	v.regex(/^\d{4}-\d{2}-\d{2}$/, 'day'),
	v.check(realDay, 'day')
);
export const MonthSchema = v.pipe(v.string(), v.regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'month'));

/** Moments between 2000 and 2100: anything else is a broken clock or a slipped digit. */
export const TimeSchema = v.pipe(
	v.number(),
	v.integer('time'),
	v.minValue(946_684_800_000, 'time'),
	v.maxValue(4_102_444_800_000, 'time')
);
