/** The room in which a list is drafted, and the shape of its document. */
import * as Y from 'yjs';
import { MAX_ROWS, ROW_FIELDS, type DraftRow, type RowField } from './schema.ts';

export const CAPABILITY = 'lists';
/**
 * The only root: row id → Y.Map of the row's fields, each of its own, so that two people can fill
 * one row. `order` is a number; a removed row keeps its fields and has `gone`, so that what
 * somebody typed into it meanwhile is not lost and it can be put back (LI-6).
 */
export const ROOT = 'rows';

export const roomOf = (list: string): string => `${CAPABILITY}/${list}`;

export interface PlacedRow {
	readonly row: DraftRow;
	readonly order: number;
	readonly gone: boolean;
	readonly map: Y.Map<unknown>;
}

/** Every row of the document, removed ones too, in the order of the list. */
export function placedRows(doc: Y.Doc): PlacedRow[] {
	const rows: PlacedRow[] = [];
	for (const [id, map] of doc.getMap(ROOT)) {
		if (!(map instanceof Y.Map)) continue;
		const field = (name: RowField) => textOf(map.get(name));
		const order: unknown = map.get('order');
		rows.push({
			row: {
				id,
				...(Object.fromEntries(ROW_FIELDS.map((name) => [name, field(name)])) as Record<
					RowField,
					string
				>)
			},
			order: typeof order === 'number' && Number.isFinite(order) ? order : 0,
			gone: Boolean(map.get('gone')),
			map: map as Y.Map<unknown>
		});
	}
	return rows.sort((a, b) => a.order - b.order || (a.row.id < b.row.id ? -1 : 1));
}

/** The rows that are in the list, as they are typed. */
export const draftRows = (doc: Y.Doc): DraftRow[] =>
	placedRows(doc)
		.filter(({ gone }) => !gone)
		.slice(0, MAX_ROWS)
		.map(({ row }) => row);

/** The same from a stored state (V1). */
export function draftRowsOfState(state: Uint8Array): DraftRow[] {
	const doc = new Y.Doc();
	try {
		if (state.length > 0) Y.applyUpdate(doc, state);
		return draftRows(doc);
	} finally {
		doc.destroy();
	}
}

const textOf = (value: unknown): string =>
	value instanceof Y.Text ? value.toString() : typeof value === 'string' ? value : '';
