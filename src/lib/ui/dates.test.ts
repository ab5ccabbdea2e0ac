import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '#lib/kernel/time.ts';
import { datesIn } from './dates.ts';

/** Tuesday 2026-11-24, 9:00 in Shanghai. */
const NOW = Date.parse('2026-11-24T09:00:00+08:00');
const zh = datesIn('zh', () => NOW);
const en = datesIn('en', () => NOW);
const at = (clock: string, day = '2026-11-24') => Date.parse(`${day}T${clock}:00+08:00`);

describe('dates', () => {
	it('says near days by name and others by date and weekday', () => {
		expect(zh.day(NOW)).toBe('今天');
		expect(zh.day('2026-11-25')).toBe('明天');
		expect(zh.day('2026-11-22')).toBe('前天');
		expect(zh.day('2026-12-04')).toBe('12月4日 周五');
		expect(en.day('2026-11-23')).toBe('Yesterday');
		expect(en.day('2026-11-26')).toBe('Thu 26 Nov');
	});

	it('adds the year only when it is another one', () => {
		expect(zh.date('2027-01-04')).toBe('2027年1月4日 周一');
		expect(en.date('2025-12-31')).toBe('Wed 31 Dec 2025');
		expect(zh.month('2026-11')).toBe('11月');
		expect(zh.month('2025-11')).toBe('2025年11月');
		expect(en.month('2026-01')).toBe('Jan');
	});

	it('lives in Shanghai, whatever the phone thinks: 0:30 there is the evening before in UTC', () => {
		expect(zh.time(at('00:30', '2026-11-25'))).toBe('明天 0:30');
		expect(zh.day(at('23:59'))).toBe('今天');
	});

	it('says a range once when it ends on the same day', () => {
		expect(zh.range(at('14:00'), at('16:00'))).toBe('今天 14:00–16:00');
		expect(zh.range(at('22:00'), at('02:00', '2026-11-25'))).toBe('今天 22:00 – 明天 2:00');
	});

	it('says how long ago, and the time itself once that is long', () => {
		expect(zh.ago(NOW - 20_000)).toBe('刚刚');
		expect(zh.ago(NOW - 3 * MINUTE)).toBe('3 分钟前');
		expect(zh.ago(NOW - 2 * HOUR)).toBe('2 小时前');
		expect(zh.ago(NOW - DAY)).toBe('昨天 9:00');
		expect(en.ago(NOW - 3 * MINUTE)).toBe('3 min ago');
	});

	it('says minutes as hours with one decimal', () => {
		expect(zh.hours(0)).toBe('0 小时');
		expect(zh.hours(20)).toBe('20 分钟');
		expect(zh.hours(390)).toBe('6.5 小时');
		expect(en.hours(60)).toBe('1 h');
	});
});
