import { expect, it } from 'vitest';
import { startOfDay } from '#lib/kernel/time.ts';
import { calendarFile, escapeText, fold } from './rules.ics.ts';

it('[PO-16] writes a shift as RFC 5545 asks, times in UTC', () => {
	const event = {
		uid: '0199',
		startsAt: startOfDay('2026-11-24', '14:00'),
		endsAt: startOfDay('2026-11-25', '02:00'),
		title: '值守, 东门; 一班',
		place: '海韵小区\\东门\n三单元',
		url: 'https://geli.example/app/shifts/0199',
		cancelled: false
	};
	const now = startOfDay('2026-11-21', '08:30');
	expect(calendarFile([event], now).split('\r\n')).toEqual([
		'BEGIN:VCALENDAR',
		'VERSION:2.0',
		'PRODID:-//Geli//Geli//ZH',
		'METHOD:PUBLISH',
		'BEGIN:VEVENT',
		'UID:0199@geli',
		'DTSTAMP:20261121T003000Z',
		'DTSTART:20261124T060000Z',
		'DTEND:20261124T180000Z',
		'SUMMARY:值守\\, 东门\\; 一班',
		'LOCATION:海韵小区\\\\东门\\n三单元',
		'URL:https://geli.example/app/shifts/0199',
		'STATUS:CONFIRMED',
		'END:VEVENT',
		'END:VCALENDAR',
		''
	]);
	expect(calendarFile([{ ...event, cancelled: true }], now)).toContain('STATUS:CANCELLED');
});

it('[PO-16] folds at 75 octets without cutting a character, and unfolds to the same', () => {
	const line = `SUMMARY:${'岗'.repeat(60)}😀${'x'.repeat(80)}`;
	const parts = fold(line).split('\r\n');
	expect(parts.length).toBeGreaterThan(3);
	for (const part of parts) expect(Buffer.byteLength(part)).toBeLessThanOrEqual(75);
	for (const part of parts.slice(1)) expect(part.startsWith(' ')).toBe(true);
	expect(fold(line).replaceAll('\r\n ', '')).toBe(line);
	expect(fold('x'.repeat(75))).toBe('x'.repeat(75));
});

it('[PO-16] a text cannot begin a line of its own', () => {
	expect(escapeText('a\r\nEND:VEVENT\rb\nc\u0000')).toBe('a\\nEND:VEVENT\\nb\\nc');
});
