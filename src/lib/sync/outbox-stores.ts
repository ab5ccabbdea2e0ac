import type { PersonDb } from './person-db.ts';
import type { Entry, EntryChange, NewEntry, OutboxStore } from './outbox-core.ts';

/** The outbox in the person's IndexedDB: what `add` has promised is on the disk. */
export class IdbOutboxStore implements OutboxStore {
	private readonly db: PersonDb;

	constructor(db: PersonDb) {
		this.db = db;
	}

	all(): Promise<Entry[]> {
		return this.db.run((idb) => idb.getAll('outbox') as Promise<Entry[]>);
	}

	add(entry: NewEntry): Promise<Entry> {
		return this.db.run(async (idb) => {
			// `strict`: the person is told it is kept only when it would survive the battery.
			const tx = idb.transaction('outbox', 'readwrite', { durability: 'strict' });
			// Asked first: a repeat after a lost connection may find the first one written.
			const known = (await tx.store.index('id').get(entry.id)) as Entry | undefined;
			if (known) return known;
			const seq = (await tx.store.add(entry)) as number;
			await tx.done;
			return { ...entry, seq };
		});
	}

	patch(id: string, change: EntryChange): Promise<void> {
		return this.db.run(async (idb) => {
			const tx = idb.transaction('outbox', 'readwrite');
			const entry = (await tx.store.index('id').get(id)) as Entry | undefined;
			if (entry) await tx.store.put({ ...entry, ...change });
			await tx.done;
		});
	}

	remove(id: string): Promise<void> {
		return this.db.run(async (idb) => {
			const tx = idb.transaction('outbox', 'readwrite');
			const seq = await tx.store.index('id').getKey(id);
			if (seq !== undefined) await tx.store.delete(seq);
			await tx.done;
		});
	}
}

/**
 * Keeps in memory what the store below has no room for, or everything where the browser keeps
 * nothing: works while the page is open, and `spilled` says that it promises no more.
 */
export class SpillingStore implements OutboxStore {
	private readonly below: OutboxStore | null;
	private inMemory: Entry[] = [];
	private seq = Number.MAX_SAFE_INTEGER / 2;

	constructor(below: OutboxStore | null) {
		this.below = below;
	}

	/** Some entries would not survive the closing of the page. */
	get spilled(): boolean {
		return this.inMemory.some((entry) => entry.state !== 'done');
	}

	async all(): Promise<Entry[]> {
		const kept = (await this.below?.all().catch(() => [])) ?? [];
		return [...kept, ...this.inMemory];
	}

	async add(entry: NewEntry): Promise<Entry> {
		try {
			if (this.below) return await this.below.add(entry);
		} catch {
			// Said by `spilled`.
		}
		const stored = { ...entry, seq: ++this.seq };
		this.inMemory.push(stored);
		return stored;
	}

	async patch(id: string, change: EntryChange): Promise<void> {
		if (this.has(id)) {
			this.inMemory = this.inMemory.map((e) => (e.id === id ? { ...e, ...change } : e));
		} else await this.below?.patch(id, change);
	}

	async remove(id: string): Promise<void> {
		if (this.has(id)) this.inMemory = this.inMemory.filter((e) => e.id !== id);
		else await this.below?.remove(id);
	}

	private has(id: string): boolean {
		return this.inMemory.some((entry) => entry.id === id);
	}
}
