import { invalidate } from '$app/navigation';
import { navigating } from '$app/state';
import type { PersonActor } from '#lib/kernel/actor.ts';
import type { AnyView } from '#lib/kernel/view.ts';
import { Connection } from './connection.svelte.ts';
import { Leader } from './leader.ts';
import { LiveClient } from './live-client.ts';
import { Outbox } from './outbox.svelte.ts';
import { IdbOutboxStore } from './outbox-stores.ts';
import { PersonDb } from './person-db.ts';
import { Tabs } from './tabs.ts';
import { postCommands } from './transport.ts';
import { ViewCache } from './view-cache.svelte.ts';

export interface SyncOptions {
	readonly actor: PersonActor;
	/** A shared phone keeps nothing but the outbox. */
	readonly device: 'own' | 'shared';
}

export interface PackedView {
	readonly view: AnyView;
	readonly args: unknown;
	/** What to fetch besides, by what it shows. */
	readonly more?: ((data: unknown) => readonly PackedView[]) | undefined;
}

/** The pack is fetched after what the person came for, and not more often than this. */
const PACK_AFTER_MS = 4_000;
const PACK_AGAIN_MS = 30_000;

/** Everything that lives as long as one person is signed in on this device. */
export class Sync {
	actor: PersonActor = $state.raw() as PersonActor;
	/** The server knows this browser's session no more: sign in as the same person to go on. */
	signedOut = $state(false);
	readonly device: 'own' | 'shared';
	readonly outbox: Outbox;
	/** In the browser only. */
	readonly views: ViewCache | null;
	readonly db: PersonDb | null;
	readonly tabs: Tabs | null;
	/** The person signed out in another tab. */
	bye: () => void = () => {};
	private readonly connection: Connection | null;
	private readonly leader: Leader | null = null;
	private readonly live: LiveClient | null = null;
	private readonly end = new AbortController();
	private pack: (() => Promise<readonly PackedView[]>) | null = null;
	private packTimer: ReturnType<typeof setTimeout> | undefined;

	/** On the server it only says who is there; in the browser it opens what the device keeps. */
	constructor({ actor, device }: SyncOptions) {
		this.actor = actor;
		this.device = device;
		if (typeof window === 'undefined') {
			this.outbox = new Outbox(null);
			this.views = this.db = this.tabs = this.connection = null;
			return;
		}
		const db = (this.db = new PersonDb(actor.id));
		const tabs = (this.tabs = new Tabs(actor.id));
		const connection = (this.connection = new Connection(() => this.back()));
		const views = (this.views = new ViewCache({
			actor: () => this.actor,
			db: device === 'own' ? db : null,
			reload: reloadPages,
			ok: () => connection.ok(),
			lost: () => connection.lost(),
			signedOut: () => this.noteSignedOut()
		}));
		const outbox = (this.outbox = new Outbox({
			store: new IdbOutboxStore(db),
			send: async (envelopes) => {
				const sent = await postCommands(actor.id, envelopes);
				if (sent.kind === 'lost') connection.lost();
				else connection.ok();
				return sent;
			},
			tabs,
			leading: () => this.leader?.leading ?? false,
			answered: (outcome) => {
				if (outcome.kind === 'done') views.touch(['*'], true);
			},
			signedOut: () => this.noteSignedOut()
		}));
		const live = (this.live = new LiveClient({
			changed: (seq, topics) => {
				tabs.say({ type: 'changed', seq, topics });
				this.heard(topics);
			},
			opened: () => {
				connection.ok();
				outbox.wake();
			},
			lost: () => void connection.check(),
			turnedAway: () => views.touch(['*'])
		}));
		tabs.hear((said) => {
			if (said.type === 'changed') {
				live.heard(said.seq);
				this.heard(said.topics);
			} else if (said.type === 'answered' && said.outcome.kind === 'done') views.touch(['*']);
			else if (said.type === 'bye') this.bye();
		});
		this.leader = new Leader({
			person: actor.id,
			tabs,
			lead: () => {
				live.open();
				outbox.wake();
			},
			yield: () => live.close()
		});
		this.listen();
	}

	/** The server can be reached, as far as is known. */
	get online(): boolean {
		return this.connection?.online ?? true;
	}

	/**
	 * Keeps views for when there is no network: fetched a moment after the start, and again when
	 * something in them has changed.
	 */
	keepPack(items: () => Promise<readonly PackedView[]>): void {
		if (!this.views || this.device === 'shared' || this.pack) return;
		this.pack = items;
		this.schedulePack(PACK_AFTER_MS);
	}

	/** Lets go of everything: another person signs in, or this one signs out. */
	close(): void {
		this.end.abort();
		clearTimeout(this.packTimer);
		this.leader?.close();
		this.live?.close();
		this.connection?.close();
		this.outbox.close();
		this.views?.close();
		this.tabs?.close();
		this.db?.close();
	}

	private listen(): void {
		const { signal } = this.end;
		addEventListener('online', () => void this.connection?.check(), { signal });
		addEventListener('offline', () => this.connection?.lost(), { signal });
		document.addEventListener(
			'visibilitychange',
			() => {
				if (document.visibilityState !== 'visible') return;
				this.leader?.check();
				if (!this.online) void this.connection?.check();
				this.wake();
			},
			{ signal }
		);
	}

	private schedulePack(ms: number): void {
		if (!this.pack || this.packTimer !== undefined) return;
		this.packTimer = setTimeout(() => {
			this.packTimer = undefined;
			void this.fetchPack();
		}, ms);
	}

	/** One after the other, so that nothing else waits for it. */
	private async fetchPack(): Promise<void> {
		const rest = [...((await this.pack?.().catch(() => null)) ?? [])];
		for (let next = rest.shift(); next; next = rest.shift()) {
			if (this.end.signal.aborted || !this.online) return;
			const reading = await this.views?.prefetch(next.view, next.args);
			if (reading?.kind === 'offline' || reading?.kind === 'signed_out') return;
			if (reading?.kind === 'copy' && next.more) rest.push(...next.more(reading.copy.data));
		}
		await this.views?.prune().catch(() => {});
	}

	/** Something changed on the server. */
	private heard(topics: readonly string[]): void {
		this.views?.touch(topics);
		this.schedulePack(PACK_AGAIN_MS);
	}

	/** The server can be reached again. */
	private back(): void {
		this.wake();
		this.heard(['*']);
	}

	private wake(): void {
		this.outbox.wake();
		if (this.leader?.leading) this.live?.wake();
		this.views?.flush();
	}

	private noteSignedOut(): void {
		this.signedOut = true;
	}
}

/** Loads again what pages read of these keys, without ending a navigation that is under way. */
async function reloadPages(keys: ReadonlySet<string>): Promise<void> {
	while (navigating.to) await navigating.complete?.catch(() => {});
	const addresses = new Set([...keys].map((key) => new URL(key).href));
	await invalidate((url) => addresses.has(url.href));
}
