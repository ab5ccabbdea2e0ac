import * as Y from 'yjs';
import { personOf, type RoomPerson } from '#lib/collab/presence.ts';
import type { RoomClient } from '#lib/collab/room-client.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { placedRows, ROOT, type PlacedRow } from '../collab.ts';
import { dayFrom, freshOrders, ordersBetween } from '../rules.ts';
import {
	FIELD_LENGTH,
	MAX_ROWS,
	ROW_FIELDS,
	TEXT_FIELDS,
	type DraftRow,
	type RowField
} from '../schema.ts';

const isTextField = (field: RowField) => (TEXT_FIELDS as readonly RowField[]).includes(field);

/** The rows of a list while people fill them. Lives as long as the page that shows it. */
export class ListDraft {
	/** Rows in the list, in order. */
	rows: readonly PlacedRow[] = $state.raw([]);
	/** Rows that were removed and can be put back, the last removed first. */
	gone: readonly PlacedRow[] = $state.raw([]);
	/** Who has their caret in which row. */
	where: ReadonlyMap<string, readonly RoomPerson[]> = $state.raw(new Map());
	canUndo = $state(false);
	canRedo = $state(false);
	readonly client: RoomClient;
	readonly #root: Y.Map<Y.Map<unknown>>;
	readonly #undo: Y.UndoManager;
	#scheduled = false;

	constructor(client: RoomClient) {
		this.client = client;
		this.#root = client.doc.getMap(ROOT);
		this.#undo = new Y.UndoManager(this.#root, { trackedOrigins: new Set([this]) });
		const undone = () => {
			this.canUndo = this.#undo.canUndo();
			this.canRedo = this.#undo.canRedo();
		};
		for (const name of ['stack-item-added', 'stack-item-popped', 'stack-cleared'] as const) {
			this.#undo.on(name, undone);
		}
		this.#root.observeDeep(this.#changed);
		client.awareness.on('change', this.#moved);
		this.#read();
		this.#moved();
	}

	destroy(): void {
		this.#root.unobserveDeep(this.#changed);
		this.client.awareness.off('change', this.#moved);
		this.#undo.destroy();
	}

	/** What would be published now. */
	get draft(): readonly DraftRow[] {
		return this.rows.map(({ row }) => row);
	}

	/** Adds an empty row at the end. Answers its id; `null` when the list is full. */
	add(): string | null {
		return this.#insert([{}])[0] ?? null;
	}

	/** Fields that are replaced whole; a text field only by a paste. */
	set(id: string, field: RowField, value: string): void {
		const map = this.#root.get(id);
		if (!map) return;
		this.#do(() => write(map, field, value));
	}

	remove(id: string): void {
		const map = this.#root.get(id);
		if (map) this.#do(() => map.set('gone', Date.now()));
	}

	putBack(id: string): void {
		const map = this.#root.get(id);
		if (map) this.#do(() => map.delete('gone'));
	}

	/** One place up (-1) or down (1). */
	move(id: string, step: -1 | 1): void {
		const others = this.rows.filter(({ row }) => row.id !== id);
		const from = this.rows.findIndex(({ row }) => row.id === id);
		const to = from + step;
		const map = this.#root.get(id);
		if (!map || from < 0 || to < 0 || to > others.length) return;
		this.#do(() => {
			const [order] = this.#places(others, to, 1);
			if (order !== undefined) map.set('order', order);
		});
	}

	/**
	 * A block of cells: into the rows from `at` on and the fields from `field` on, then into new rows.
	 * Without `at` all become new rows. Answers how many rows were added.
	 */
	paste(
		cells: readonly (readonly string[])[],
		at: string | null = null,
		field: RowField = 'title'
	): number {
		const column = ROW_FIELDS.indexOf(field);
		const filled = cells.map((row) =>
			Object.fromEntries(
				row.flatMap((value, i) => {
					const name = ROW_FIELDS[column + i];
					return name ? [[name, name === 'until' ? dayFrom(value) : value]] : [];
				})
			)
		) as Partial<Record<RowField, string>>[];
		const start = at === null ? -1 : this.rows.findIndex(({ row }) => row.id === at);
		const into = start < 0 ? [] : this.rows.slice(start, start + filled.length);
		let added = 0;
		this.#do(() => {
			into.forEach(({ map }, i) => {
				for (const [name, value] of Object.entries(filled[i] ?? {})) {
					write(map, name as RowField, value);
				}
			});
			added = this.#insert(filled.slice(into.length)).length;
		});
		return added;
	}

	undo(): void {
		this.#undo.undo();
	}

	redo(): void {
		this.#undo.redo();
	}

	/** Tells the others in which row this person is. */
	tell(row: string | null): void {
		this.client.awareness.setLocalStateField('row', row);
	}

	#insert(rows: readonly Partial<Record<RowField, string>>[]): string[] {
		const fits = rows.slice(0, Math.max(0, MAX_ROWS - this.rows.length));
		const ids: string[] = [];
		this.#do(() => {
			const orders = this.#places(this.rows, this.rows.length, fits.length);
			fits.forEach((fields, i) => {
				const id = uuidv7();
				const map = new Y.Map<unknown>();
				this.#root.set(id, map);
				for (const field of ROW_FIELDS) {
					const value = (fields[field] ?? '').slice(0, FIELD_LENGTH[field]);
					map.set(field, isTextField(field) ? new Y.Text(value) : value);
				}
				map.set('order', orders[i] ?? 0);
				ids.push(id);
			});
		});
		return ids;
	}

	/** Places for `count` rows before the row at `index`; numbers everything again when it is tight. */
	#places(rows: readonly PlacedRow[], index: number, count: number): readonly number[] {
		const before = rows[index - 1]?.order ?? null;
		const after = rows[index]?.order ?? null;
		const places = ordersBetween(before, after, count);
		if (places) return places;
		const fresh = freshOrders(rows.length + count);
		rows.forEach(({ map }, i) => map.set('order', fresh[i < index ? i : i + count]));
		return fresh.slice(index, index + count);
	}

	/** One step of undo, whatever it changes. */
	#do(work: () => void): void {
		this.#undo.stopCapturing();
		this.client.doc.transact(work, this);
	}

	readonly #changed = (): void => {
		if (this.#scheduled) return;
		this.#scheduled = true;
		queueMicrotask(() => {
			this.#scheduled = false;
			this.#read();
		});
	};

	#read(): void {
		const all = placedRows(this.client.doc);
		this.rows = all.filter(({ gone }) => !gone);
		this.gone = all
			.filter(({ gone }) => gone)
			.sort((a, b) => Number(b.map.get('gone')) - Number(a.map.get('gone')));
	}

	readonly #moved = (): void => {
		const where = new Map<string, RoomPerson[]>();
		const { awareness } = this.client;
		for (const [client, state] of awareness.getStates()) {
			const person = client === awareness.clientID ? null : personOf(state);
			const { row } = state as { row?: unknown };
			if (!person || typeof row !== 'string') continue;
			where.set(row, [...(where.get(row) ?? []), person]);
		}
		this.where = where;
	};
}

function write(map: Y.Map<unknown>, field: RowField, value: string): void {
	const fits = value.slice(0, FIELD_LENGTH[field]);
	const known = map.get(field);
	if (!(known instanceof Y.Text)) {
		if (known !== fits) map.set(field, fits);
		return;
	}
	if (known.toString() === fits) return;
	known.delete(0, known.length);
	known.insert(0, fits);
}
