import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PersonActor } from '#lib/kernel/actor.ts';
import { typed } from '#lib/kernel/command.ts';
import { defineView, recordTopic } from '#lib/kernel/view.ts';
import { StoreError, type PersonDb } from './person-db.ts';
import { PERSON_HEADER } from './transport.ts';
import { ViewCache, viewKey, type Copy } from './view-cache.svelte.ts';

const shown = defineView({
	name: 'test.shift',
	args: v.object({ shift: v.string() }),
	topics: ({ shift }) => [recordTopic('shift', shift)],
	data: typed<{ held: number }>()
});
const secret = defineView({ ...shown, name: 'test.secret', keep: false });
const args = { shift: 's1' };
const key = viewKey(shown.name, args);
const actor: PersonActor = { kind: 'person', id: 'p1', name: '', memberships: [] };

/** The part of the person's database that the cache touches. */
function fakeDb(broken = false) {
	const views = new Map<string, unknown>();
	const idb = {
		get: async (_: string, at: string) => views.get(at),
		getAll: async () => [...views.values()],
		put: async (_: string, copy: Copy) => void views.set(copy.key, copy),
		delete: async (_: string, at: string) => void views.delete(at)
	};
	const run = async (work: (db: typeof idb) => Promise<unknown>) => {
		if (broken) throw new StoreError('unavailable', null);
		return work(idb);
	};
	return { views, db: { run } as unknown as PersonDb };
}

let server: { status: number; data?: unknown; etag?: string } | 'gone';
const fetched = vi.fn();
const reload = vi.fn(async (_keys: ReadonlySet<string>) => {});
const signedOut = vi.fn();
const lost = vi.fn();

function cacheOn(db: PersonDb | null): ViewCache {
	return new ViewCache({ actor: () => actor, db, reload, ok: () => {}, lost, signedOut });
}

beforeEach(() => {
	vi.clearAllMocks();
	server = { status: 200, data: { held: 1 }, etag: 'e1' };
	vi.stubGlobal('document', { visibilityState: 'visible' });
	vi.stubGlobal('fetch', async (url: string, init: { headers: Record<string, string> }) => {
		fetched(url, init.headers);
		if (server === 'gone') throw new TypeError('Failed to fetch');
		const headers = server.etag ? { etag: server.etag } : undefined;
		const body =
			server.status === 200 ? JSON.stringify({ data: server.data, seq: 1, at: 1 }) : null;
		return new Response(body, { status: server.status, ...(headers ? { headers } : {}) });
	});
});
afterEach(() => vi.unstubAllGlobals());

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('reading', () => {
	it('without a copy it asks, for its own person, and keeps the answer', async () => {
		const { db, views } = fakeDb();
		const reading = await cacheOn(db).read(shown, args, '/x');
		expect(reading).toMatchObject({ kind: 'copy', fresh: true, copy: { data: { held: 1 } } });
		expect(fetched.mock.calls[0]?.[1]).toEqual({ [PERSON_HEADER]: 'p1' });
		await settled();
		expect(views.get(key)).toMatchObject({ data: { held: 1 }, etag: 'e1' });
	});

	it('a kept copy is shown at once; the page loads again only when something changed', async () => {
		const { db, views } = fakeDb();
		views.set(key, { key, data: { held: 1 }, at: Date.now(), etag: 'e1' });
		const reading = await cacheOn(db).read(shown, args, '/x');
		expect(reading).toMatchObject({ kind: 'copy', fresh: false });
		await settled();
		expect(fetched.mock.calls[0]?.[1]).toMatchObject({ 'if-none-match': 'e1' });
		expect(reload).not.toHaveBeenCalled();

		server = { status: 200, data: { held: 2 }, etag: 'e2' };
		await cacheOn(db).read(shown, args, '/x');
		await settled();
		expect(reload).toHaveBeenCalledWith(new Set([key]));
	});

	it('without network the kept copy says that it is not fresh; without a copy there is nothing', async () => {
		const { db, views } = fakeDb();
		server = 'gone';
		expect(await cacheOn(db).read(shown, args, '/x')).toEqual({ kind: 'offline' });
		views.set(key, { key, data: { held: 1 }, at: 5, etag: null });
		const cache = cacheOn(db);
		expect(await cache.read(shown, args, '/x')).toMatchObject({ kind: 'copy', fresh: false });
		expect(cache.oldest('/x')).toBe(5);
		expect(lost).toHaveBeenCalled();
	});

	it('304 confirms the copy', async () => {
		const { db, views } = fakeDb();
		views.set(key, { key, data: { held: 1 }, at: 5, etag: 'e1' });
		server = { status: 304 };
		const cache = cacheOn(db);
		await cache.read(shown, args, '/x');
		await settled();
		// So old a copy was shown with its age: the page learns that it is true.
		expect(reload).toHaveBeenCalledTimes(1);
		expect((views.get(key) as Copy).at).toBeGreaterThan(Date.now() - 60_000);
		expect(await cache.read(shown, args, '/x')).toMatchObject({ fresh: true });
	});

	it('what is no longer theirs to see is dropped', async () => {
		const { db, views } = fakeDb();
		views.set(key, { key, data: { held: 1 }, at: 5, etag: 'e1' });
		server = { status: 404 };
		const cache = cacheOn(db);
		await cache.read(shown, args, '/x');
		await settled();
		expect(views.size).toBe(0);
		expect(reload).toHaveBeenCalled();
		expect(await cache.read(shown, args, '/x')).toEqual({ kind: 'missing' });
	});

	it('401 is passed on, and the copy stays for the same person', async () => {
		const { db, views } = fakeDb();
		views.set(key, { key, data: { held: 1 }, at: 5, etag: null });
		server = { status: 401 };
		await cacheOn(db).read(shown, args, '/x');
		await settled();
		expect(signedOut).toHaveBeenCalled();
		expect(views.size).toBe(1);
	});

	it('other people’s data is never kept, and a broken store costs nothing but the copy', async () => {
		const { db, views } = fakeDb();
		await cacheOn(db).read(secret, args, '/x');
		await settled();
		expect(views.size).toBe(0);
		const broken = fakeDb(true);
		expect(await cacheOn(broken.db).read(shown, args, '/x')).toMatchObject({ kind: 'copy' });
	});
});

describe('changes', () => {
	it('pages that show a changed topic load again, and wait for the new state', async () => {
		const { db } = fakeDb();
		const cache = cacheOn(db);
		await cache.read(shown, args, '/x');
		cache.touch([recordTopic('shift', 'other')], true);
		expect(reload).not.toHaveBeenCalled();

		server = { status: 200, data: { held: 2 }, etag: 'e2' };
		let seen: unknown;
		reload.mockImplementationOnce(async () => {
			seen = await cache.read(shown, args, '/x');
		});
		cache.touch([recordTopic('shift', 's1')], true);
		await settled();
		expect(seen).toMatchObject({ kind: 'copy', fresh: true, copy: { data: { held: 2 } } });
	});

	it('an answer that was under way when the change came is not taken for the new state', async () => {
		const { db } = fakeDb();
		const cache = cacheOn(db);
		await cache.read(shown, args, '/x');
		const under = cache.prefetch(secret, args);
		cache.touch(['*'], true);
		server = { status: 200, data: { held: 9 }, etag: 'e9' };
		await under;
		reload.mockImplementationOnce(async () => {
			expect(await cache.read(secret, args, '/x')).toMatchObject({ copy: { data: { held: 9 } } });
		});
		cache.touch(['*'], true);
		await settled();
		expect(reload).toHaveBeenCalledTimes(2);
	});

	it('nobody looks: it waits until somebody does', async () => {
		const { db } = fakeDb();
		const cache = cacheOn(db);
		await cache.read(shown, args, '/x');
		vi.stubGlobal('document', { visibilityState: 'hidden' });
		cache.touch(['*'], true);
		expect(reload).not.toHaveBeenCalled();
		vi.stubGlobal('document', { visibilityState: 'visible' });
		cache.flush();
		expect(reload).toHaveBeenCalledTimes(1);
	});
});
