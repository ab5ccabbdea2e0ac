/** Pure decisions; the numbers are explained in README.md. */
import { belongs, isWithin, LEADERS, leads, sees, type Actor } from '#lib/kernel/actor.ts';
import type { Day } from '#lib/kernel/time.ts';
import {
	FIELD_LENGTH,
	isDay,
	ROW_FIELDS,
	type DraftRow,
	type ListRow,
	type RowProblem
} from './schema.ts';

/** Who opens, publishes and closes a list: those who run the unit (LI-1). */
export const keeps = (actor: Actor, unit: string): boolean => leads(actor, unit);

/** Any seat in the unit, above it or below it (LI-2). */
export const reads = (actor: Actor, unit: string): boolean =>
	sees(actor, unit) || belongs(actor, unit);

const GRID_CODE = 15;

/**
 * Who fills the draft (LI-2): the unit's leaders, seats in the unit itself; in a grid also those
 * of its micro-grids, above a grid also the leaders of the units below.
 */
export function roomRights(
	actor: Actor,
	list: { unit: string; closed: boolean }
): 'none' | 'read' | 'write' {
	if (!reads(actor, list.unit)) return 'none';
	if (list.closed) return 'read';
	if (keeps(actor, list.unit) || actor.kind === 'system') return 'write';
	const fills = actor.memberships.some(
		(seat) =>
			seat.unit === list.unit ||
			(isWithin(seat.unit, list.unit) &&
				(list.unit.length >= GRID_CODE || LEADERS.includes(seat.role)))
	);
	return fills ? 'write' : 'read';
}

/** Full-width digits and stops as ordinary ones: phones and spreadsheets give both. */
export const halfWidth = (text: string): string =>
	text.replace(/[０-９．]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));

/** A positive amount with at most two decimals, up to a million; `null` for anything else (LI-3). */
export function amountOf(text: string): number | null {
	const trimmed = halfWidth(text).trim();
	if (!/^\d{1,7}(\.\d{1,2})?$/.test(trimmed)) return null;
	const amount = Number(trimmed);
	return amount > 0 && amount <= 1_000_000 ? amount : null;
}

/** Nothing was typed in it: such a row is left out, not refused (LI-3). */
export const isBlank = (row: DraftRow): boolean =>
	ROW_FIELDS.every((field) => row[field].trim() === '');

const looksLikePhone = (text: string) =>
	/(?<!\d)1[3-9]\d{9}(?!\d)/.test(halfWidth(text).replace(/[\s-]/g, ''));

const sameness = (row: DraftRow) =>
	[row.title, row.place].map((text) => text.replace(/\s/g, '').toLowerCase()).join('\n');

/** What is wrong with the rows, in their order; `today` decides what is past (LI-3, LI-4). */
export function problemsOf(rows: readonly DraftRow[], today: Day): RowProblem[] {
	const seen = new Map<string, number>();
	return rows.flatMap((row, i): RowProblem[] => {
		if (isBlank(row)) return [];
		const found: RowProblem[] = [];
		const wrong = (
			field: keyof typeof FIELD_LENGTH,
			code: 'missing' | 'not_a_number' | 'not_a_day' | 'past' | 'too_long' | 'phone'
		) => found.push({ row: i, field, code });
		if (row.title.trim() === '') wrong('title', 'missing');
		if (row.quantity.trim() === '') wrong('quantity', 'missing');
		else if (amountOf(row.quantity) === null) wrong('quantity', 'not_a_number');
		if (row.contact.trim() === '') wrong('contact', 'missing');
		const until = row.until.trim();
		if (until !== '' && !isDay(until)) wrong('until', 'not_a_day');
		else if (until !== '' && until < today) wrong('until', 'past');
		for (const field of ROW_FIELDS) {
			if (row[field].trim().length > FIELD_LENGTH[field]) wrong(field, 'too_long');
			else if (field !== 'quantity' && looksLikePhone(row[field])) wrong(field, 'phone');
		}
		const key = sameness(row);
		const of = seen.get(key);
		if (row.title.trim() !== '' && of !== undefined) {
			found.push({ row: i, field: 'title', code: 'alike', of });
		} else seen.set(key, i);
		return found;
	});
}

/** The rows as they are published; call it when `problemsOf` found nothing that refuses. */
export function publishedRows(rows: readonly DraftRow[]): ListRow[] {
	return rows
		.filter((row) => !isBlank(row))
		.map((row) => ({
			id: row.id,
			title: row.title.trim(),
			quantity: amountOf(row.quantity) ?? 0,
			measure: row.measure.trim(),
			place: row.place.trim(),
			until: row.until.trim() === '' ? null : row.until.trim(),
			contact: row.contact.trim(),
			note: row.note.trim()
		}));
}

const STEP = 1_024;

/**
 * Places for `count` rows between two neighbours' orders (`null`: the end of the list), ascending.
 * Orders that two people choose at once may be equal: then the row's id decides (LI-6).
 * `null` when there is no room left: the list must be numbered again.
 */
export function ordersBetween(
	before: number | null,
	after: number | null,
	count: number
): number[] | null {
	if (after === null)
		return Array.from({ length: count }, (_, i) => (before ?? 0) + STEP * (i + 1));
	const from = before ?? after - STEP * (count + 1);
	const step = (after - from) / (count + 1);
	const orders = Array.from({ length: count }, (_, i) => from + step * (i + 1));
	const room = orders.every((order, i) => order > (orders[i - 1] ?? from) && order < after);
	return room ? orders : null;
}

/** Numbers a list again from the beginning. */
export const freshOrders = (count: number): number[] =>
	Array.from({ length: count }, (_, i) => STEP * (i + 1));

/**
 * A block of cells copied from a spreadsheet: rows by line, cells by tab; a cell with line breaks or
 * tabs comes quoted, quotes doubled. Trailing empty lines are dropped.
 */
export function cellsOf(pasted: string): string[][] {
	const rows: string[][] = [];
	let row: string[] = [];
	let cell = '';
	let quoted = false;
	const text = pasted.replace(/\r\n?/g, '\n');
	for (let i = 0; i < text.length; i++) {
		const c = text[i] ?? '';
		if (quoted) {
			if (c === '"' && text[i + 1] === '"') {
				cell += '"';
				i += 1;
			} else if (c === '"') quoted = false;
			else cell += c === '\n' ? ' ' : c;
		} else if (c === '"' && cell === '') quoted = true;
		else if (c === '\t') {
			row.push(cell);
			cell = '';
		} else if (c === '\n') {
			rows.push([...row, cell]);
			row = [];
			cell = '';
		} else cell += c;
	}
	rows.push([...row, cell]);
	const blank = (cells: readonly string[] | undefined) =>
		cells?.every((text) => text.trim() === '') ?? false;
	while (blank(rows[rows.length - 1])) rows.pop();
	return rows.map((cells) => cells.map((text) => text.trim()));
}

/** 2026/12/1, 2026.12.01 and 2026年12月1日 as `2026-12-01`; anything else as it is. */
export function dayFrom(text: string): string {
	const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(halfWidth(text).trim());
	if (!parts) return text.trim();
	const [, year = '', month = '', day = ''] = parts;
	return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** Pasted rows without the line of column names, which people copy along. */
export function withoutHeads(
	cells: readonly (readonly string[])[],
	names: readonly string[]
): readonly (readonly string[])[] {
	const [first = []] = cells;
	const isHead = first.length > 1 && first.every((cell) => cell === '' || names.includes(cell));
	return isHead ? cells.slice(1) : cells;
}
