/**
 * What a device keeps for one person: one IndexedDB, wiped at sign-out. Its shape is here because
 * the outbox, the view cache and the documents' store open the same database and must agree.
 */

/** One higher for every change of `upgradePersonStore`; a step is never edited once landed. */
export const PERSON_STORE_VERSION = 1;

export const personStoreName = (person: string): string => `geli-${person}`;

/**
 * Brings the database from `from` (0: new) to `PERSON_STORE_VERSION`. For `onupgradeneeded`.
 *
 * - `outbox`: commands that wait or were refused, in the order in which the person acted (`seq`).
 * - `views`: the last copy of every view, by `key` (name and arguments).
 * - `docs`: updates of documents, in order of arrival, found by `room`.
 * - `meta`: small named values.
 */
export function upgradePersonStore(db: IDBDatabase, from: number): void {
	if (from < 1) {
		db.createObjectStore('outbox', { keyPath: 'seq', autoIncrement: true }).createIndex(
			'id',
			'id',
			{
				unique: true
			}
		);
		db.createObjectStore('views', { keyPath: 'key' });
		db.createObjectStore('docs', { keyPath: 'key', autoIncrement: true }).createIndex(
			'room',
			'room'
		);
		db.createObjectStore('meta', { keyPath: 'name' });
	}
}
