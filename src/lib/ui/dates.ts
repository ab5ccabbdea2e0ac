import {
	clockOf,
	DAY,
	dayOf,
	HOUR,
	MINUTE,
	startOfDay,
	type Day,
	type Month
} from '#lib/kernel/time.ts';
import { language, type Language } from './words.ts';

/** Times as people say them. Everything is in Asia/Shanghai, whatever the phone's zone is. */
export interface Dates {
	/** 今天, 明天, 11月24日 周二; with the year when it is another one. */
	day(at: number | Day): string;
	/** 11月24日 周二, also for today. */
	date(at: number | Day): string;
	/** 9:00 */
	clock(at: number): string;
	/** 今天 14:00 */
	time(at: number): string;
	/** 今天 14:00–16:00; over midnight both ends are said whole. */
	range(from: number, to: number): string;
	/** 14:00–16:00 */
	clocks(from: number, to: number): string;
	/** 3 分钟前, 昨天 10:32 */
	ago(at: number): string;
	/** 11月; 2025年12月 */
	month(month: Month): string;
	/** Minutes as hours: 1.5 小时, 20 分钟. */
	hours(minutes: number): string;
}

const WEEKDAYS = {
	zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
	en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
} as const;
const MONTHS = [
	'Jan',
	'Feb',
	'Mar',
	'Apr',
	'May',
	'Jun',
	'Jul',
	'Aug',
	'Sep',
	'Oct',
	'Nov',
	'Dec'
] as const;
const NEAR: Record<Language, Readonly<Record<number, string>>> = {
	zh: { [-2]: '前天', [-1]: '昨天', 0: '今天', 1: '明天', 2: '后天' },
	en: { [-1]: 'Yesterday', 0: 'Today', 1: 'Tomorrow' }
};

/** The words for times in a language, at a moment (`now` is asked each time). */
export function datesIn(language: Language, now: () => number = Date.now): Dates {
	const zh = language === 'zh';
	const asDay = (at: number | Day): Day => (typeof at === 'number' ? dayOf(at) : at);

	const date = (at: number | Day): string => {
		const day = asDay(at);
		const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
		const weekday = WEEKDAYS[language][new Date(`${day}T00:00:00Z`).getUTCDay()];
		const other = day.slice(0, 4) !== dayOf(now()).slice(0, 4);
		if (zh) return `${other ? `${year}年` : ''}${month}月${date}日 ${weekday}`;
		return `${weekday} ${date} ${MONTHS[month - 1]}${other ? ` ${year}` : ''}`;
	};
	const day = (at: number | Day): string => {
		const distance = Math.round((startOfDay(asDay(at)) - startOfDay(dayOf(now()))) / DAY);
		return NEAR[language][distance] ?? date(at);
	};
	const clock = (at: number): string => clockOf(at).replace(/^0/, '');
	const clocks = (from: number, to: number): string => `${clock(from)}–${clock(to)}`;
	const time = (at: number): string => `${day(at)} ${clock(at)}`;

	return {
		day,
		date,
		clock,
		clocks,
		time,
		range: (from, to) =>
			dayOf(from) === dayOf(to)
				? `${day(from)} ${clocks(from, to)}`
				: `${time(from)} – ${time(to)}`,
		ago(at) {
			const passed = now() - at;
			if (passed < MINUTE) return zh ? '刚刚' : 'just now';
			if (passed < HOUR) {
				const minutes = Math.floor(passed / MINUTE);
				return zh ? `${minutes} 分钟前` : `${minutes} min ago`;
			}
			if (passed < 6 * HOUR) {
				const hours = Math.floor(passed / HOUR);
				return zh ? `${hours} 小时前` : `${hours} h ago`;
			}
			return time(at);
		},
		month(month) {
			const year = month.slice(0, 4);
			const number = Number(month.slice(5, 7));
			const other = year !== dayOf(now()).slice(0, 4);
			if (zh) return `${other ? `${year}年` : ''}${number}月`;
			return `${MONTHS[number - 1]}${other ? ` ${year}` : ''}`;
		},
		hours(minutes) {
			if (minutes > 0 && minutes < 60) return zh ? `${minutes} 分钟` : `${minutes} min`;
			const hours = Math.round(minutes / 6) / 10;
			return zh ? `${hours} 小时` : `${hours} h`;
		}
	};
}

/** `datesIn` in the language of the page. Call it while a component is made. */
export const useDates = (): Dates => datesIn(language());
