/** A document's copy on this device: rows of updates in the person's own database. */
import type { IDBPDatabase } from 'idb';
import * as Y from 'yjs';

/** The person's database as lib/sync keeps it; only this much of it is used here. */
export interface PersonDatabase {
	/** Opens when needed, reopens once when the browser has dropped the connection. */
	run<T>(work: (db: IDBPDatabase) => Promise<T>): Promise<T>;
}

interface Row {
	readonly key?: number;
	readonly room: string;
	readonly update: Uint8Array;
}

/** Client ids under which something was typed here, and how far the server had each. */
export type Own = readonly (readonly [client: number, stored: number])[];

const STORE = 'docs';
const NOTES = 'meta';
const BY_ROOM = 'room';
const WRITE_AFTER_MS = 100;
/** So many rows are made one. */
const COMPACT_AT = 100;

export class DocStore {
	readonly #database: PersonDatabase;
	readonly #room: string;
	readonly #failed: (error: unknown) => void;
	readonly #worked: () => void;
	#waiting: Uint8Array[] = [];
	#timer: ReturnType<typeof setTimeout> | undefined;
	#writing: Promise<void> = Promise.resolve();
	#rows = 0;
	#marked = false;

	/** @param told of every write that failed, and of one that worked again */
	constructor(
		database: PersonDatabase,
		room: string,
		told: { failed(error: unknown): void; worked(): void }
	) {
		this.#database = database;
		this.#room = room;
		this.#failed = (error) => told.failed(error);
		this.#worked = () => told.worked();
	}

	get #note(): string {
		return `unsent ${this.#room}`;
	}

	/**
	 * Everything kept for the room, in order, and whether some of it was typed and not sent: `own`
	 * says under which client ids, and from which of their letters on.
	 */
	async load(): Promise<{ updates: readonly Uint8Array[]; unsent: boolean; own: Own }> {
		return this.#database.run(async (db) => {
			const rows = (await db.getAllFromIndex(STORE, BY_ROOM, this.#room)) as Row[];
			this.#rows = rows.length;
			const note = (await db.get(NOTES, this.#note)) as { own?: Own } | undefined;
			this.#marked = note !== undefined;
			const updates = rows.map((row) => row.update);
			return { updates, unsent: this.#marked, own: note?.own ?? [] };
		});
	}

	/** Remembers, beyond this page, that something typed here has not reached the server. */
	mark(unsent: boolean, own: Own = []): void {
		if (unsent === this.#marked) return;
		this.#marked = unsent;
		this.#writing = this.#writing.then(() =>
			this.#database
				.run(async (db) => {
					if (!unsent) return db.delete(NOTES, this.#note);
					const tx = db.transaction(NOTES, 'readwrite');
					const before = (await tx.store.get(this.#note)) as { own?: Own } | undefined;
					// Another tab types under an id of its own.
					await tx.store.put({
						name: this.#note,
						own: [...new Map([...own, ...(before?.own ?? [])])]
					});
					await tx.done;
				})
				.catch((error: unknown) => this.#failed(error))
		);
	}

	/** Keeps an update soon; `flush` keeps it now. */
	add(update: Uint8Array): void {
		this.#waiting.push(update);
		this.#timer ??= setTimeout(() => void this.flush(), WRITE_AFTER_MS);
	}

	/** Resolves when everything added is on disk, or its failure was told. */
	flush(): Promise<void> {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#writing = this.#writing.then(() => this.#write());
		return this.#writing;
	}

	/** Drops the room from this device. */
	async clear(): Promise<void> {
		this.#waiting = [];
		this.mark(false);
		await this.flush();
		await this.#database.run(async (db) => {
			const tx = db.transaction(STORE, 'readwrite');
			for (const key of await tx.store.index(BY_ROOM).getAllKeys(this.#room)) {
				void tx.store.delete(key);
			}
			await tx.done;
		});
	}

	async #write(): Promise<void> {
		const updates = this.#waiting;
		if (updates.length === 0) return;
		this.#waiting = [];
		const update = updates.length === 1 ? updates[0]! : Y.mergeUpdates(updates);
		try {
			await this.#database.run(async (db) => {
				await db.add(STORE, { room: this.#room, update } satisfies Row);
			});
			this.#rows += 1;
			this.#worked();
			if (this.#rows >= COMPACT_AT) await this.#compact();
		} catch (error) {
			// It stays in memory and goes with the next write.
			this.#waiting.unshift(update);
			this.#failed(error);
		}
	}

	/** One transaction: another tab's rows are seen whole or not at all. */
	#compact(): Promise<void> {
		return this.#database.run(async (db) => {
			const tx = db.transaction(STORE, 'readwrite');
			const rows = (await tx.store.index(BY_ROOM).getAll(this.#room)) as Row[];
			const doc = new Y.Doc();
			doc.transact(() => {
				for (const row of rows) Y.applyUpdate(doc, row.update);
			});
			for (const row of rows) if (row.key !== undefined) void tx.store.delete(row.key);
			void tx.store.add({ room: this.#room, update: Y.encodeStateAsUpdate(doc) });
			await tx.done;
			doc.destroy();
			this.#rows = 1;
		});
	}
}

/** lib/sync names the problem; a bare browser error has its own name. */
export function isFull(error: unknown): boolean {
	if (typeof error !== 'object' || error === null) return false;
	if ('problem' in error) return error.problem === 'quota';
	return 'name' in error && error.name === 'QuotaExceededError';
}
