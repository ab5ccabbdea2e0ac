import type { PersonActor } from '#lib/kernel/actor.ts';
import { personTopic, type AnyView, type ViewAnswer } from '#lib/kernel/view.ts';
import type { PersonDb } from './person-db.ts';
import { fetchWithin, PERSON_HEADER } from './transport.ts';

/** The address of a view at the door. */
export const viewUrl = (name: string, args: unknown): string =>
	`/api/views/${name}?args=${encodeURIComponent(JSON.stringify(args))}`;

/** What a `load` depends on when it reads a view; `invalidate` takes it. */
export const viewKey = (name: string, args: unknown): `view:${string}` =>
	`view:${name}?${encodeURIComponent(JSON.stringify(args))}`;

/** The last copy of a view, as it lies in the person's database. */
export interface Copy {
	readonly key: string;
	readonly data: unknown;
	/** When it was last known to be true, by this device's clock: epoch ms. */
	readonly at: number;
	readonly etag: string | null;
}

export type Reading =
	| { readonly kind: 'copy'; readonly copy: Copy; readonly fresh: boolean }
	| { readonly kind: 'missing' | 'signed_out' | 'offline' | 'failed' };

interface Held {
	readonly view: AnyView;
	readonly args: unknown;
	copy: Copy | null;
	/** Something it shows changed since it was read. */
	stale: boolean;
	/** When the server was last asked, by the monotonic clock. */
	asked: number;
	/** The answer that is under way. */
	asking: Promise<Reading> | null;
}

export interface ViewCachePorts {
	readonly actor: () => PersonActor;
	/** `null`: nothing is kept beyond this page (a shared phone). */
	readonly db: PersonDb | null;
	/** Tells the pages that read these keys to load again. */
	readonly reload: (keys: ReadonlySet<string>) => Promise<void>;
	readonly ok: () => void;
	readonly lost: () => void;
	readonly signedOut: () => void;
}

/** Asked less than this ago: a page that is opened again does not ask again. */
const RECENT_MS = 3_000;
/** A change that somebody sees: how long a page waits for the new state before it keeps the old. */
const CHANGED_WITHIN_MS = 5_000;
/** Without any copy the person waits at most so long. */
const FIRST_WITHIN_MS = 20_000;
/** Changes that come close together are read once; the spread keeps phones from asking at once. */
const SPREAD_MS = 200;
/** From this age on a copy says how old it is, so a page learns when it was confirmed. */
const OLD_MS = 10 * 60_000;
const KEPT_VIEWS = 400;

/** The person's copies of views: shown at once, re-read behind, kept for when there is no network. */
export class ViewCache {
	private readonly ports: ViewCachePorts;
	private readonly held = new Map<string, Held>();
	private readonly pages = new Map<string, Map<string, number>>();
	private changed = new Set<string>();
	/** Pages that show these load again because of a change: they wait for the new state. */
	private readonly awaited = new Set<string>();
	private timer: ReturnType<typeof setTimeout> | undefined;
	private version = $state(0);

	constructor(ports: ViewCachePorts) {
		this.ports = ports;
	}

	/** For a page's load: the copy at once when there is one, else the server's answer. */
	async read(view: AnyView, args: unknown, page: string): Promise<Reading> {
		const key = viewKey(view.name, args);
		const held = await this.hold(key, view, args);
		const { copy } = held;
		if (!copy) return this.noted(page, key, await this.ask(key, held, FIRST_WITHIN_MS));
		if (this.awaited.has(key)) {
			const asked = this.askAnew(key, held);
			const late = new Promise<null>((resolve) => {
				setTimeout(() => resolve(null), CHANGED_WITHIN_MS);
			});
			const reading = await Promise.race([asked, late]);
			if (reading && reading.kind !== 'offline' && reading.kind !== 'failed') {
				return this.noted(page, key, reading);
			}
			return this.noted(page, key, { kind: 'copy', copy, fresh: false });
		}
		const fresh = !held.stale && held.asked > 0 && performance.now() - held.asked < RECENT_MS;
		if (!fresh) void this.reread(key, held, copy);
		return this.noted(page, key, { kind: 'copy', copy, fresh });
	}

	/** Takes an answer that came with the page. */
	adopt(view: AnyView, args: unknown, answer: ViewAnswer<unknown>): void {
		const key = viewKey(view.name, args);
		const held = this.memory(key, view, args);
		held.asked = performance.now();
		this.keep(held, { key, data: answer.data, at: answer.at, etag: null });
	}

	/** Fetches a view to have it, without a page that shows it; not when it is known to be true. */
	async prefetch(view: AnyView, args: unknown): Promise<Reading> {
		const key = viewKey(view.name, args);
		const held = await this.hold(key, view, args);
		const { copy } = held;
		if (held.asked > 0 && !held.stale && copy) return { kind: 'copy', copy, fresh: true };
		return this.ask(key, held, FIRST_WITHIN_MS);
	}

	/**
	 * Marks what shows one of the topics; pages that show it load again. `*`: all.
	 * @param own - this person's own doing: no spread, the answer is waited for.
	 */
	touch(topics: readonly string[], own = false): void {
		const all = topics.includes('*');
		const actor = this.ports.actor();
		for (const [key, held] of this.held) {
			const shown = [...held.view.topics(held.args, actor), personTopic(actor.id)];
			if (!all && !shown.some((topic) => topics.includes(topic))) continue;
			held.stale = true;
			this.changed.add(key);
		}
		if (this.changed.size === 0) return;
		if (own) {
			clearTimeout(this.timer);
			this.flush();
		} else this.timer ??= setTimeout(() => this.flush(), Math.random() * SPREAD_MS);
	}

	/** Lets the pages load again what changed; waits while nobody looks. */
	flush(): void {
		this.timer = undefined;
		if (document.visibilityState === 'hidden' || this.changed.size === 0) return;
		const keys = this.changed;
		this.changed = new Set();
		for (const key of keys) this.awaited.add(key);
		void this.ports.reload(keys).finally(() => {
			for (const key of keys) this.awaited.delete(key);
		});
	}

	/** When the oldest copy on a page was known to be true; `null`: it shows none. */
	oldest(page: string): number | null {
		void this.version;
		const copies = this.pages.get(page);
		return copies && copies.size > 0 ? Math.min(...copies.values()) : null;
	}

	/** Drops copies that nobody opened for long, when there are too many. */
	async prune(): Promise<void> {
		const { db } = this.ports;
		if (!db) return;
		const copies = (await db.run((idb) => idb.getAll('views'))) as Copy[];
		const old = copies.sort((a, b) => b.at - a.at).slice(KEPT_VIEWS);
		for (const { key } of old) await db.run((idb) => idb.delete('views', key));
	}

	close(): void {
		clearTimeout(this.timer);
		this.held.clear();
	}

	private memory(key: string, view: AnyView, args: unknown): Held {
		let held = this.held.get(key);
		if (!held) {
			held = { view, args, copy: null, stale: false, asked: 0, asking: null };
			this.held.set(key, held);
		}
		return held;
	}

	private async hold(key: string, view: AnyView, args: unknown): Promise<Held> {
		const held = this.memory(key, view, args);
		const { db } = this.ports;
		if (held.copy || !db || view.keep === false) return held;
		// A store that does not answer costs the copy, never the page.
		const kept = await db.run((idb) => idb.get('views', key)).catch(() => undefined);
		held.copy ??= (kept as Copy | undefined) ?? null;
		return held;
	}

	private async reread(key: string, held: Held, before: Copy): Promise<void> {
		const reading = await this.ask(key, held, FIRST_WITHIN_MS);
		const gone = reading.kind === 'missing' || reading.kind === 'signed_out';
		const news =
			reading.kind === 'copy' &&
			(held.stale || reading.copy.data !== before.data || reading.copy.at - before.at > OLD_MS);
		if (gone || news) await this.ports.reload(new Set([key]));
	}

	/** The state after a change: an answer that was under way when it came is not enough. */
	private async askAnew(key: string, held: Held): Promise<Reading> {
		const reading = await this.ask(key, held, FIRST_WITHIN_MS);
		return held.stale && reading.kind === 'copy' ? this.ask(key, held, FIRST_WITHIN_MS) : reading;
	}

	/** Asks the server, once for all who ask at the same time. */
	private ask(key: string, held: Held, ms: number): Promise<Reading> {
		held.asking ??= this.fetch(key, held, ms).finally(() => {
			held.asking = null;
		});
		return held.asking;
	}

	private async fetch(key: string, held: Held, ms: number): Promise<Reading> {
		const { ok, lost, signedOut, actor } = this.ports;
		const headers: Record<string, string> = { [PERSON_HEADER]: actor().id };
		if (held.copy?.etag) headers['if-none-match'] = held.copy.etag;
		// What changes while the answer is under way makes it old again.
		held.stale = false;
		let response: Response;
		let answer: ViewAnswer<unknown> | null = null;
		try {
			response = await fetchWithin(viewUrl(held.view.name, held.args), { headers }, ms);
			if (response.status === 200) answer = (await response.json()) as ViewAnswer<unknown>;
		} catch {
			held.stale = held.copy !== null;
			lost();
			return { kind: 'offline' };
		}
		ok();
		held.asked = performance.now();
		if (answer) {
			const same = JSON.stringify(held.copy?.data) === JSON.stringify(answer.data);
			const copy: Copy = {
				key,
				// The same object when nothing changed: nobody is told.
				data: same && held.copy ? held.copy.data : answer.data,
				at: Date.now(),
				etag: response.headers.get('etag')
			};
			this.keep(held, copy);
			return { kind: 'copy', copy, fresh: true };
		}
		if (response.status === 304 && held.copy) {
			const copy = { ...held.copy, at: Date.now() };
			this.keep(held, copy);
			return { kind: 'copy', copy, fresh: true };
		}
		if (response.status === 401) {
			signedOut();
			return { kind: 'signed_out' };
		}
		if (response.status === 404 || response.status === 400) {
			await this.drop(key, held);
			return { kind: 'missing' };
		}
		held.stale = held.copy !== null;
		return { kind: 'failed' };
	}

	private keep(held: Held, copy: Copy): void {
		held.copy = copy;
		const { db } = this.ports;
		if (!db || held.view.keep === false) return;
		// Nobody waits for the disk. No room or no store: the page works, only not offline.
		void db.run((idb) => idb.put('views', copy)).catch(() => {});
	}

	private async drop(key: string, held: Held): Promise<void> {
		held.copy = null;
		await this.ports.db?.run((idb) => idb.delete('views', key)).catch(() => {});
	}

	private noted(page: string, key: string, reading: Reading): Reading {
		const copies = this.pages.get(page) ?? new Map<string, number>();
		this.pages.set(page, copies);
		if (reading.kind === 'copy') copies.set(key, reading.copy.at);
		else copies.delete(key);
		this.version += 1;
		return reading;
	}
}
