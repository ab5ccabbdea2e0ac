import { openDB, type IDBPDatabase } from 'idb';
import {
	personStoreName,
	PERSON_STORE_VERSION,
	upgradePersonStore
} from '#lib/kernel/person-store.ts';

/** Why the device did not keep something. */
export type StoreProblem =
	/** No room left. */
	| 'quota'
	/** Another tab holds an older version of the app open. */
	| 'blocked'
	/** The browser keeps nothing (private window, some in-app browsers). */
	| 'unavailable';

export class StoreError extends Error {
	readonly problem: StoreProblem;

	constructor(problem: StoreProblem, cause: unknown) {
		super(problem, { cause });
		this.problem = problem;
	}
}

const OPEN_WITHIN_MS = 5_000;

/**
 * One person's IndexedDB. Opened when first used; let go of when another tab upgrades or deletes
 * it; opened again once when the browser has dropped the connection (iOS after a pause).
 */
export class PersonDb {
	readonly person: string;
	#opening: Promise<IDBPDatabase> | null = null;
	#closed = false;

	constructor(person: string) {
		this.person = person;
	}

	/**
	 * Runs one piece of work on the database.
	 * @throws StoreError with the reason in one word.
	 */
	async run<T>(work: (db: IDBPDatabase) => Promise<T>): Promise<T> {
		try {
			return await work(await this.#open());
		} catch (first) {
			if (!isLost(first) || this.#closed) throw asStoreError(first);
			this.#forget();
			try {
				return await work(await this.#open());
			} catch (second) {
				throw asStoreError(second);
			}
		}
	}

	/** No work after this; needed before the database can be deleted. */
	close(): void {
		this.#closed = true;
		this.#forget();
	}

	#forget(): void {
		void this.#opening?.then(
			(db) => db.close(),
			() => {}
		);
		this.#opening = null;
	}

	#open(): Promise<IDBPDatabase> {
		if (this.#closed) return Promise.reject(new StoreError('unavailable', null));
		this.#opening ??= this.#openOnce().catch((error: unknown) => {
			this.#opening = null;
			throw error;
		});
		return this.#opening;
	}

	async #openOnce(): Promise<IDBPDatabase> {
		let giveUp: ReturnType<typeof setTimeout> | undefined;
		const late = new Promise<never>((_, reject) => {
			giveUp = setTimeout(() => reject(new StoreError('blocked', null)), OPEN_WITHIN_MS);
		});
		const open = openDB(personStoreName(this.person), PERSON_STORE_VERSION, {
			upgrade: (db, from) => upgradePersonStore(db as unknown as IDBDatabase, from),
			// Another tab upgrades or wipes it: let go, or it would wait for us.
			blocking: () => this.#forget(),
			terminated: () => {
				this.#opening = null;
			}
		});
		try {
			return await Promise.race([open, late]);
		} finally {
			clearTimeout(giveUp);
		}
	}
}

/** The connection is gone, the data is not: WebKit after a pause, a tab that was put to sleep. */
function isLost(error: unknown): boolean {
	if (!(error instanceof DOMException)) return false;
	return ['InvalidStateError', 'AbortError', 'UnknownError', 'TransactionInactiveError'].includes(
		error.name
	);
}

function asStoreError(error: unknown): StoreError {
	if (error instanceof StoreError) return error;
	const name = error instanceof DOMException ? error.name : '';
	return new StoreError(name === 'QuotaExceededError' ? 'quota' : 'unavailable', error);
}

/** Empties what can be fetched again and keeps the outbox: unsent work waits for its person. */
export const keepOnlyOutbox = (db: PersonDb): Promise<void> =>
	db.run(async (idb) => {
		const tx = idb.transaction(['views', 'docs', 'meta'], 'readwrite');
		await Promise.all([
			tx.objectStore('views').clear(),
			tx.objectStore('docs').clear(),
			tx.objectStore('meta').clear(),
			tx.done
		]);
	});

/** Deletes a person's database. Answers false when another tab would not let go of it in time. */
export function deletePersonDb(person: string): Promise<boolean> {
	return new Promise((resolve) => {
		if (typeof indexedDB === 'undefined') return resolve(true);
		const late = setTimeout(() => resolve(false), OPEN_WITHIN_MS);
		const end = (gone: boolean) => {
			clearTimeout(late);
			resolve(gone);
		};
		const request = indexedDB.deleteDatabase(personStoreName(person));
		request.onsuccess = () => end(true);
		request.onerror = () => end(false);
	});
}
