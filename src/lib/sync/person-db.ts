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

export const OPEN_WITHIN_MS = 5_000;

/**
 * One person's IndexedDB. Opened when first used; let go of when another tab upgrades or deletes
 * it; opened again once when the browser has dropped the connection (iOS after a pause).
 */
export class PersonDb {
	readonly person: string;
	private opening: Promise<IDBPDatabase> | null = null;
	private closed = false;

	constructor(person: string) {
		this.person = person;
	}

	/**
	 * Runs one piece of work on the database.
	 * @throws StoreError with the reason in one word.
	 */
	async run<T>(work: (db: IDBPDatabase) => Promise<T>): Promise<T> {
		try {
			return await work(await this.open());
		} catch (first) {
			if (!isLost(first) || this.closed) throw asStoreError(first);
			this.forget();
			try {
				return await work(await this.open());
			} catch (second) {
				throw asStoreError(second);
			}
		}
	}

	/** No work after this; needed before the database can be deleted. */
	close(): void {
		this.closed = true;
		this.forget();
	}

	private forget(): void {
		void this.opening?.then(
			(db) => db.close(),
			() => {}
		);
		this.opening = null;
	}

	private open(): Promise<IDBPDatabase> {
		if (this.closed) return Promise.reject(new StoreError('unavailable', null));
		this.opening ??= this.openOnce().catch((error: unknown) => {
			this.opening = null;
			throw error;
		});
		return this.opening;
	}

	private async openOnce(): Promise<IDBPDatabase> {
		let giveUp: ReturnType<typeof setTimeout> | undefined;
		const late = new Promise<never>((_, reject) => {
			giveUp = setTimeout(() => reject(new StoreError('blocked', null)), OPEN_WITHIN_MS);
		});
		const open = openDB(personStoreName(this.person), PERSON_STORE_VERSION, {
			upgrade: (db, from) => upgradePersonStore(db as unknown as IDBDatabase, from),
			// Another tab upgrades or wipes it: let go, or it would wait for us.
			blocking: () => this.forget(),
			terminated: () => {
				this.opening = null;
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
