import { describe, expect, it } from 'vitest';
import { hoursFile } from './file.server.ts';
import en from './messages.en.ts';
import zh from './messages.zh.ts';
import type { HourEntryView } from './schema.ts';
import { unzip } from '../../../tests/support/zip.ts';

/** The first sheet, and everything that is in the file. */
function read(file: Buffer) {
	const files = unzip(file);
	return { sheet: files.get('xl/worksheets/sheet1.xml') ?? '', all: [...files.values()].join() };
}

const entry: HourEntryView = {
	...{ id: 'e', day: '2026-11-24', startsAt: Date.parse('2026-11-24T09:00:00+08:00') },
	...{ endsAt: Date.parse('2026-11-24T10:30:00+08:00'), minutes: 90, grade: 'C' },
	...{ state: 'confirmed', flags: [], title: null, shift: null, unitName: '东海社区第一网格' },
	...{ note: '=HYPERLINK("http://x","y")', enteredBy: null, decidedBy: '+1', decidedAt: 1 },
	...{ reason: '@SUM(A1)', reverses: null, noticeUntil: null, appealUntil: null, appeal: null }
};

describe('my hours as xlsx', () => {
	it('has no formula, whatever was typed, and minutes as numbers', async () => {
		const xml = read(await hoursFile([entry, { ...entry, minutes: -90 }], zh));
		expect(xml.sheet).not.toContain('<f>');
		expect(xml.sheet).toMatch(/<c r="D2"[^>]*><v>90<\/v>/);
		expect(xml.sheet).toMatch(/<c r="D3"[^>]*><v>-90<\/v>/);
		// Text cells: shared or inline strings, never values that a program would work out.
		expect(xml.sheet).toMatch(/<c r="G2"[^>]* t="(s|inlineStr)"/);
		expect(xml.all).toContain('=HYPERLINK(');
		for (const head of Object.values(zh.file.columns)) expect(xml.all).toContain(head);
	});

	it('is in English too', async () => {
		expect(read(await hoursFile([], en)).all).toContain('Minutes');
	});
});
