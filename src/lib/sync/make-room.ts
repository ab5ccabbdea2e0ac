/** Taking away what the device keeps: at sign-out, and when somebody else signs in. */
import { personStoreName } from '#lib/kernel/person-store.ts';
import * as device from './device.ts';
import type { Entry } from './outbox-core.ts';
import { OPEN_WITHIN_MS, PersonDb } from './person-db.ts';

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

/** Of others who were signed in here only unsent commands stay, until they come back. */
export async function makeRoom(person: string): Promise<void> {
	for (const other of device.people().filter((id) => id !== person)) {
		const db = new PersonDb(other);
		const unsent = await hasUnsent(db);
		if (unsent) await keepOnlyOutbox(db).catch(() => {});
		db.close();
		if (!unsent && (await deletePersonDb(other))) device.forget(other);
	}
}

/** Something in there has not been decided yet. When it cannot be read, it may be. */
async function hasUnsent(db: PersonDb): Promise<boolean> {
	try {
		const entries = (await db.run((idb) => idb.getAll('outbox'))) as Entry[];
		return entries.some((entry) => entry.state === 'waiting' || entry.state === 'attention');
	} catch {
		return true;
	}
}
