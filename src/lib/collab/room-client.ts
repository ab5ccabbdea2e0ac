/** One open document in the browser: synchronised, kept on the device, honest about both. */
import {
	applyAwarenessUpdate,
	Awareness,
	encodeAwarenessUpdate,
	removeAwarenessStates
} from 'y-protocols/awareness';
import * as Y from 'yjs';
import { ByteReader, ByteWriter } from './bytes.ts';
import { CompositionGate } from './composition-gate.ts';
import { DocStore, isFull, type PersonDatabase } from './doc-store.ts';
import { colorOf, peopleIn, type RoomPerson } from './presence.ts';
import { Value, type Readable } from './readable.ts';
import { dismissReturned, keepReturned, readReturned, type ReturnedPlace } from './returned.ts';
import { RoomSocket } from './room-socket.ts';
import type { RoomClient, RoomOptions, RoomState } from './room-state.ts';
import { RoomTabs } from './room-tabs.ts';
import { unsentText } from './unsent.ts';
import {
	MESSAGE_AUTH,
	MESSAGE_AWARENESS,
	MESSAGE_STORED,
	MESSAGE_SYNC,
	SYNC_STEP_1,
	SYNC_STEP_2,
	SYNC_UPDATE,
	type CloseReason
} from './wire.ts';

export type { PersonDatabase, Readable, RoomPerson };
export type { RoomClient, RoomOptions, RoomState, RoomStatus, RoomStorage } from './room-state.ts';

/** Where an update came from, as its transaction's origin; anything else was typed here. */
const FROM_SERVER = Symbol('server');
const FROM_DEVICE = Symbol('device');
const FROM_TAB = Symbol('tab');

/** Keystrokes that come together are sent together. */
const SEND_AFTER_MS = 40;
const PRESENCE_AFTER_MS = 100;
const ASK_STORED_AFTER_MS = 250;
/** A database that does not answer may not keep the page from the server. */
const LOAD_WITHIN_MS = 4_000;

/** Opens a room. Close it when the page that shows it goes away. */
export function openRoom(options: RoomOptions): RoomClient {
	return new Room(options);
}

class Room implements RoomClient {
	readonly doc = new Y.Doc();
	readonly awareness = new Awareness(this.doc);
	readonly state: Value<RoomState>;
	readonly loaded: Promise<void>;
	readonly #self: RoomOptions['person'];
	readonly #socket: RoomSocket;
	readonly #store: DocStore | null;
	readonly #tabs: RoomTabs;
	readonly #gate: CompositionGate;
	readonly #stop: (() => void)[] = [];
	/** What came while the gate was closed. */
	#inbox: (() => void)[] = [];
	/** What was typed and not sent. */
	#outbox: Uint8Array[] = [];
	#presence = new Set<number>();
	#readonly = false;
	/** The server has asked for what it lacks and got it: from here on it follows edit by edit. */
	#following = false;
	/** Counts what was sent; `#askedAt` is the count when it was last asked whether it is stored. */
	#sent = 0;
	#askedAt = -1;
	#sendTimer: ReturnType<typeof setTimeout> | undefined;
	#presenceTimer: ReturnType<typeof setTimeout> | undefined;
	#storedTimer: ReturnType<typeof setTimeout> | undefined;
	#closed = false;
	readonly #place: ReturnedPlace;
	/** Client ids under which unsent text was typed here, and how far the server has each. */
	readonly #own = new Map<number, number>();
	/** Of this page's own client id. */
	#stored = 0;
	#stale = false;

	constructor({ room, person, database, url }: RoomOptions) {
		this.#self = person;
		this.#place = { database, person: person.id, room };
		this.state = new Value<RoomState>({
			status: 'connecting',
			reason: null,
			synced: false,
			saved: true,
			storage: database ? 'kept' : 'none',
			returned: null,
			stale: false,
			people: []
		});
		this.#gate = new CompositionGate(() => this.#release());
		this.#store =
			database &&
			new DocStore(database, room, {
				failed: (error) => this.#tell({ storage: isFull(error) ? 'full' : 'failed' }),
				worked: () => this.#tell({ storage: 'kept' })
			});
		this.#socket = new RoomSocket(
			`${url ?? defaultUrl()}/${room}`,
			message(MESSAGE_STORED).done(),
			{
				trying: () => {
					// While it comes back it is still offline: a word that flickers says nothing.
					if (this.state.current.status !== 'offline') this.#tell({ status: 'connecting' });
				},
				open: () => this.#opened(),
				message: (data) => this.#pass(() => this.#receive(data)),
				closed: (reason, final) => this.#lost(reason, final)
			}
		);
		this.#tabs = new RoomTabs(`${person.id} ${room}`, (work) => this.#pass(work), {
			update: (update) => Y.applyUpdate(this.doc, update, FROM_TAB),
			greeted: (vector) => Y.encodeStateAsUpdate(this.doc, vector)
		});
		this.awareness.setLocalState({ user: { name: person.name, color: colorOf(person.id) } });
		this.awareness.on('update', this.#presenceChanged);
		this.doc.on('update', this.#changed);
		this.#listen();
		this.loaded = this.#load();
		void this.loaded.then(() => {
			if (this.#closed) return;
			this.#tabs.greet(Y.encodeStateVector(this.doc));
			this.#socket.start();
		});
	}

	holdWhileComposing(element: HTMLElement): () => void {
		return this.#gate.watch(element);
	}

	retry(): void {
		if (!this.#closed) this.#socket.start();
	}

	dismiss(): void {
		this.#tell({ returned: null });
		void dismissReturned(this.#place).catch(() => this.#tell({ storage: 'failed' }));
	}

	async forget(): Promise<void> {
		await this.#store?.clear();
	}

	async close(): Promise<void> {
		if (this.#closed) return;
		this.#gate.open();
		this.#send();
		this.#closed = true;
		for (const stop of this.#stop) stop();
		for (const timer of [this.#sendTimer, this.#presenceTimer, this.#storedTimer])
			clearTimeout(timer);
		this.#socket.stop();
		this.#tabs.close();
		this.awareness.off('update', this.#presenceChanged);
		this.awareness.destroy();
		await this.#store?.flush();
		this.doc.destroy();
	}

	#tell(change: Partial<RoomState>): void {
		const before = this.state.current;
		const same = (Object.keys(change) as (keyof RoomState)[]).every((k) => change[k] === before[k]);
		if (!same) this.state.set({ ...before, ...change });
	}

	#setSaved(saved: boolean): void {
		const { clientID, store } = this.doc;
		if (saved) {
			this.#own.clear();
			this.#stored = Y.getState(store, clientID);
		} else if (!this.#own.has(clientID)) this.#own.set(clientID, this.#stored);
		this.#store?.mark(!saved, [...this.#own]);
		this.#tell({ saved });
	}

	#listen(): void {
		const nudge = () => this.#socket.nudge();
		const shown = () => {
			if (document.visibilityState === 'visible') nudge();
			else {
				this.#send();
				void this.#store?.flush();
			}
		};
		const offline = () => {
			if (this.#socket.isOpen) nudge();
			else this.#tell({ status: 'offline' });
		};
		addEventListener('online', nudge);
		addEventListener('offline', offline);
		addEventListener('pagehide', shown);
		document.addEventListener('visibilitychange', shown);
		this.#stop.push(() => {
			removeEventListener('online', nudge);
			removeEventListener('offline', offline);
			removeEventListener('pagehide', shown);
			document.removeEventListener('visibilitychange', shown);
		});
	}

	/**
	 * The right to write is lost, and something typed here had not been sent: it is given back to
	 * its author as text, and this device's copy starts anew without it.
	 *
	 * @param known how far the server knows each client's text
	 */
	async #giveBack(known: (client: number) => number): Promise<void> {
		if (this.#stale) return;
		this.#stale = true;
		this.#socket.stop();
		this.#tabs.close();
		const lines = unsentText(this.doc, known);
		const returned =
			lines.length > 0
				? await keepReturned(this.#place, lines, Date.now())
				: this.state.current.returned;
		// Only what lies safely elsewhere is taken from the copy.
		await this.#store?.clear().catch(() => this.#tell({ storage: 'failed' }));
		this.#tell({ returned, stale: true });
	}

	async #load(): Promise<void> {
		void readReturned(this.#place).then(
			(returned) => {
				if (returned) this.#tell({ returned });
			},
			() => undefined
		);
		if (!this.#store) return;
		const late = new Promise<never>((_, reject) =>
			setTimeout(() => reject(new Error('late')), LOAD_WITHIN_MS)
		);
		try {
			const { updates, unsent, own } = await Promise.race([this.#store.load(), late]);
			if (unsent) this.#tell({ saved: false });
			for (const [client, stored] of own) this.#own.set(client, stored);
			this.doc.transact(() => {
				for (const update of updates) Y.applyUpdate(this.doc, update, FROM_DEVICE);
			}, FROM_DEVICE);
		} catch {
			this.#tell({ storage: 'failed' });
		}
	}

	/** Now, or when nothing is being composed any more. */
	#pass(work: () => void): void {
		if (this.#gate.closed) this.#inbox.push(work);
		else work();
	}

	#release(): void {
		const waiting = this.#inbox;
		this.#inbox = [];
		this.#send();
		for (const work of waiting) work();
	}

	readonly #changed = (update: Uint8Array, origin: unknown): void => {
		if (this.#stale) return;
		if (origin !== FROM_DEVICE && origin !== FROM_TAB) this.#store?.add(update);
		if (origin === FROM_SERVER || origin === FROM_DEVICE) return;
		if (origin !== FROM_TAB) this.#tabs.send(update);
		this.#outbox.push(update);
		this.#setSaved(false);
		this.#sendTimer ??= setTimeout(() => this.#send(), SEND_AFTER_MS);
	};

	/** Sends what was typed; offline it is let go of, since the next synchronisation finds it. */
	#send(): void {
		clearTimeout(this.#sendTimer);
		this.#sendTimer = undefined;
		if (this.#outbox.length === 0 || this.#gate.closed) return;
		const updates = this.#outbox;
		this.#outbox = [];
		if (!this.#socket.isOpen || !this.#following) return;
		const update = updates.length === 1 ? updates[0]! : Y.mergeUpdates(updates);
		this.#sent += 1;
		this.#socket.send(message(MESSAGE_SYNC, SYNC_UPDATE).varBytes(update).done());
		this.#askStored();
	}

	#askStored(): void {
		clearTimeout(this.#storedTimer);
		this.#storedTimer = setTimeout(() => {
			if (this.#outbox.length > 0) return this.#askStored();
			this.#askedAt = this.#sent;
			this.#socket.send(message(MESSAGE_STORED).done());
		}, ASK_STORED_AFTER_MS);
	}

	#opened(): void {
		this.#readonly = false;
		this.#askedAt = -1;
		const vector = Y.encodeStateVector(this.doc);
		this.#socket.send(message(MESSAGE_SYNC, SYNC_STEP_1).varBytes(vector).done());
		if (this.awareness.getLocalState()) this.#sendPresence([this.doc.clientID]);
	}

	#lost(reason: CloseReason | null, final: boolean): void {
		clearTimeout(this.#storedTimer);
		this.#following = false;
		const others = [...this.awareness.getStates().keys()].filter((c) => c !== this.doc.clientID);
		removeAwarenessStates(this.awareness, others, FROM_SERVER);
		this.#tell({ status: final ? 'refused' : 'offline', reason });
		if (reason === 'not_available' && !this.state.current.saved) {
			// Nobody says any more what the server has: what was typed here since it last said so.
			void this.#giveBack((client) => this.#own.get(client) ?? Infinity);
		}
	}

	#receive(data: Uint8Array): void {
		const reader = new ByteReader(data);
		switch (reader.varUint()) {
			case MESSAGE_SYNC:
				return this.#sync(reader.varUint(), reader.varBytes());
			case MESSAGE_AWARENESS:
				return applyAwarenessUpdate(this.awareness, reader.varBytes(), FROM_SERVER);
			case MESSAGE_AUTH:
				this.#readonly = true;
				this.#tell({ status: 'readonly', reason: null });
				return;
			case MESSAGE_STORED:
				// Something typed since then asks again.
				if (this.#askedAt === this.#sent && this.#outbox.length === 0) this.#setSaved(true);
				return;
		}
	}

	#sync(step: number, body: Uint8Array): void {
		if (step !== SYNC_STEP_1) {
			Y.applyUpdate(this.doc, body, FROM_SERVER);
			if (step === SYNC_STEP_2) this.#synced();
			return;
		}
		const missing = Y.encodeStateAsUpdate(this.doc, body);
		// Of deletions alone the server's vector does not tell whether they are known.
		const news = hasStructs(missing);
		if (news) this.#setSaved(false);
		if (this.#readonly) {
			if (this.state.current.saved) return;
			const has = Y.decodeStateVector(body);
			return void this.#giveBack((client) => has.get(client) ?? 0);
		}
		this.#following = true;
		this.#outbox = [];
		this.#sent += 1;
		this.#socket.send(message(MESSAGE_SYNC, SYNC_STEP_2).varBytes(missing).done());
		this.#askStored();
	}

	#synced(): void {
		this.#socket.settled();
		this.#tell({ status: this.#readonly ? 'readonly' : 'connected', reason: null, synced: true });
	}

	readonly #presenceChanged = (
		{ added, updated, removed }: Record<'added' | 'updated' | 'removed', number[]>,
		origin: unknown
	): void => {
		const people = peopleIn(this.awareness, this.#self.id);
		const names = (list: readonly RoomPerson[]) => list.map((p) => p.id + p.name).join();
		if (names(people) !== names(this.state.current.people)) this.#tell({ people });
		if (origin === FROM_SERVER) return;
		for (const client of [...added, ...updated, ...removed]) this.#presence.add(client);
		this.#presenceTimer ??= setTimeout(() => {
			this.#presenceTimer = undefined;
			const own = [...this.#presence].filter((client) => client === this.doc.clientID);
			this.#presence.clear();
			// Carets within what is being composed mean nothing to others yet.
			if (own.length > 0 && !this.#gate.closed) this.#sendPresence(own);
		}, PRESENCE_AFTER_MS);
	};

	#sendPresence(clients: number[]): void {
		if (this.#readonly) return;
		const states = encodeAwarenessUpdate(this.awareness, clients);
		this.#socket.send(message(MESSAGE_AWARENESS).varBytes(states).done());
	}
}

const message = (...types: readonly number[]): ByteWriter => {
	const writer = new ByteWriter();
	for (const type of types) writer.varUint(type);
	return writer;
};

/** The update carries text, not only deletions. */
const hasStructs = (update: Uint8Array): boolean => update[0] !== 0;

const defaultUrl = () =>
	`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/collab`;
