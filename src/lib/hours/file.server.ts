/** A person's own hours as xlsx: one row per entry, every cell typed. */
import writeXlsxFile, { type CellObject } from 'write-excel-file/node';
import { clockOf } from '#lib/kernel/time.ts';
import type zh from './messages.zh.ts';
import type { HourEntryView } from './schema.ts';

/** The file's bytes. Words are cells of text, so that what begins with = is never a formula. */
export async function hoursFile(entries: readonly HourEntryView[], t: typeof zh): Promise<Buffer> {
	const { columns, sheet } = t.file;
	const text = (value: string): CellObject => ({ value, type: String });
	const rows = entries.map((entry): CellObject[] => [
		text(entry.day),
		text(clockOf(entry.startsAt)),
		text(clockOf(entry.endsAt)),
		{ value: entry.minutes, type: Number },
		text(t.grades[entry.grade]),
		text(
			entry.noticeUntil !== null && entry.state === 'confirmed' ? t.inNotice : t.states[entry.state]
		),
		text(entry.title ?? entry.note),
		text(entry.title ? entry.note : ''),
		text(entry.unitName),
		text(entry.decidedBy ?? ''),
		text(entry.reason ?? ''),
		text(entry.appeal ? [entry.appeal.reason, entry.appeal.answer].filter(Boolean).join(' → ') : '')
	]);
	const head = Object.values(columns).map((value): CellObject => ({
		...text(value),
		fontWeight: 'bold'
	}));
	const widths = [12, 8, 8, 8, 14, 10, 24, 30, 20, 12, 24, 30].map((width) => ({ width }));
	return writeXlsxFile([head, ...rows], { sheet, columns: widths }).toBuffer();
}
