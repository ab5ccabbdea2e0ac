import * as Y from 'yjs';
import { Presences } from './awareness.server.ts';
import { ByteReader, Malformed } from './bytes.ts';
import type { Connection } from './connection.server.ts';
import { Content } from './content.server.ts';
import { Deletions } from './deletions.server.ts';
import { awarenessFrame, READ_ONLY, step1Frame, STORED, updateFrame } from './frames.server.ts';
import { judge, type Author } from './guard.server.ts';
import type { RoomKind } from './rooms.server.ts';
import { owned, splice } from './splice.server.ts';
import type { Claim, Stored } from './store.server.ts';
import { deletes, eachDeletion, type Update } from './update.server.ts';
import { decodeVector, encodeVector } from './vectors.server.ts';
import {
	MESSAGE_AWARENESS,
	MESSAGE_QUERY_AWARENESS,
	MESSAGE_STORED,
	MESSAGE_SYNC,
	SYNC_STEP_1,
	SYNC_STEP_2,
	SYNC_UPDATE,
	type CloseReason
} from './wire.ts';

/** What came in and is not stored yet. */
export interface PendingEntry {
	readonly connection: Connection;
	readonly person: string;
	readonly update: Update;
}

/** What a commit takes from a room. */
export interface Taken {
	readonly room: Room;
	readonly seq: number;
	readonly entries: readonly PendingEntry[];
	readonly claims: readonly Claim[];
	/** Nested types that the entries make. */
	readonly types: number;
}

/** What a room asks of those who keep it. */
export interface RoomKeeper {
	readonly maxSize: number;
	/** There is something to store. */
	dirty(room: Room): void;
	/** Somebody's presence changed. */
	presence(room: Room): void;
	/** The tail has grown, or the last one has left. */
	compact(room: Room): void;
	left(connection: Connection): void;
	/** Nobody is in it, and it has stored what they left behind. */
	settled(room: Room): void;
}

/** A reply this small is sent whole rather than cut to what is missing. */
const SMALL_REPLY = 2 * 1024;
/** A frame that asks for a document of so many bytes costs one more. */
const REPLY_BYTES_PER_FRAME = 32 * 1024;
/** An update of so many structs costs one more. */
const STRUCTS_PER_FRAME = 1_000;
/** Client ids without a word that a room remembers. */
const MAX_RESERVED = 1_000;
/** Times that a socket is asked for what is missing before it is sent away. */
const MAX_GAPS = 5;

/**
 * One document that somebody has open: its content, who wrote which client's text, and the sockets.
 * There is no Y.Doc here. What comes in is judged against `authors`, waits in `pending` for the
 * next commit, and only then becomes part of `content` and is told to others.
 */
export class Room {
	readonly name: string;
	readonly id: string;
	readonly kind: RoomKind;
	readonly connections = new Set<Connection>();
	/** Connections that are on their way in keep the room open too. */
	opening = 0;
	/** It no longer stands for what is stored; a new one is opened in its place. */
	discarded = false;
	/** Nothing more is taken, for this reason. */
	closedForWriting: CloseReason | null = null;
	/** Value of `sealingsSoFar()` when the room was last known to be open for writing. */
	sealingsSeen: number;
	readonly #keeper: RoomKeeper;
	/** What is stored, and so what others may see. */
	readonly content: Content;
	/** Last row of the log that was given out, committed or not. */
	#seq: number;
	readonly #authors = new Map<number, Author>();
	/** Client ids that have been seen in the room and have not written yet, and whose they are. */
	readonly #reserved = new Map<number, string>();
	#pending: PendingEntry[] = [];
	/** Taken for a commit that has not answered yet. */
	#storing: readonly PendingEntry[] = [];
	#pendingBytes = 0;
	#pendingTypes = 0;
	#claims: Claim[] = [];
	#deletions: Deletions | null = null;
	#presences: Presences<Connection> | null = null;

	constructor(
		name: string,
		kind: RoomKind,
		keeper: RoomKeeper,
		stored: Stored,
		claims: readonly Claim[],
		sealings: number
	) {
		this.name = name;
		this.id = name.slice(kind.capability.length + 1);
		this.kind = kind;
		this.#keeper = keeper;
		this.content = new Content(stored);
		this.#seq = stored.seq;
		this.sealingsSeen = sealings;
		for (const { client, person } of claims) this.#authors.set(client, { person, clock: 0 });
		for (const { client, end } of this.content.whole().sections) {
			const author = this.#authors.get(client);
			// A document without a claim for a client is one that was put there by hand.
			if (author) author.clock = end;
			else this.#authors.set(client, { person: '', clock: end });
		}
	}

	get empty(): boolean {
		return this.connections.size === 0 && this.opening === 0;
	}

	get idle(): boolean {
		return this.empty && !this.content.compacting && !this.hasNews && this.#storing.length === 0;
	}

	/** Bytes of the document, with what is not stored yet. */
	get size(): number {
		return this.content.size + this.#pendingBytes;
	}

	get hasNews(): boolean {
		return this.#pending.length > 0;
	}

	join(connection: Connection): void {
		this.connections.add(connection);
		if (connection.access === 'read') connection.send(READ_ONLY);
		// Readers too: what they typed before they lost the right is refused, not left unsaid.
		this.#ask(connection);
		const present = this.#presences?.everybody();
		if (present) connection.send(awarenessFrame(present));
	}

	leave(connection: Connection): void {
		if (!this.connections.delete(connection)) return;
		if (connection.speaksFor !== null) {
			this.#presences?.leave(connection.speaksFor, connection);
			if (this.#presences?.changed) this.#keeper.presence(this);
		}
		this.#keeper.left(connection);
	}

	/** One frame from a socket. What is wrong with it costs its sender the connection. */
	receive(connection: Connection, data: Buffer): void {
		const reason = this.#take(connection, data);
		if (reason) connection.close(reason);
	}

	#take(connection: Connection, data: Buffer): CloseReason | null {
		if (!connection.pay(1)) return 'too_fast';
		try {
			const reader = new ByteReader(data);
			switch (reader.varUint()) {
				case MESSAGE_SYNC:
					return this.#sync(connection, reader);
				case MESSAGE_AWARENESS: {
					const states = reader.varBytes();
					reader.finish();
					this.#awareness(connection, states);
					return null;
				}
				case MESSAGE_QUERY_AWARENESS: {
					reader.finish();
					const present = this.#presences?.everybody();
					if (present) connection.send(awarenessFrame(present));
					return null;
				}
				case MESSAGE_STORED:
					reader.finish();
					if (this.#waitsFor(connection)) connection.asksStored = true;
					else connection.send(STORED);
					return null;
				default:
					return 'malformed';
			}
		} catch (error) {
			if (error instanceof Malformed) return 'malformed';
			throw error;
		}
	}

	#sync(connection: Connection, reader: ByteReader): CloseReason | null {
		const step = reader.varUint();
		const body = reader.varBytes();
		reader.finish();
		if (step === SYNC_STEP_1) return this.#answer(connection, body);
		if (step !== SYNC_STEP_2 && step !== SYNC_UPDATE) return 'malformed';

		const verdict = judge(
			body,
			connection.actor.id,
			{
				authors: this.#authors,
				reserved: this.#reserved,
				roots: this.kind.roots,
				size: this.size,
				maxSize: this.#keeper.maxSize,
				deletions: () => this.#knownDeletions()
			},
			step === SYNC_STEP_2
		);
		const whole = step === SYNC_STEP_2;
		if (whole) connection.owesStep2 = false;
		if (verdict.kind === 'nothing') return null;
		if (verdict.kind === 'refuse') {
			return verdict.reason === 'gap' && !whole ? this.#askAgain(connection) : verdict.reason;
		}
		if (!connection.pay(verdict.structs / STRUCTS_PER_FRAME)) return 'too_fast';
		if (connection.access === 'read') return 'read_only';
		if (this.closedForWriting) return this.closedForWriting;
		this.#accept(connection, owned(verdict.update), verdict.types);
		return null;
	}

	#ask(connection: Connection): void {
		connection.owesStep2 = true;
		connection.send(step1Frame(encodeVector(this.#reached())));
	}

	/**
	 * What came before an update is missing here. Who types before our question has reached them
	 * sends such updates; the answer to it will have everything, this one too.
	 */
	#askAgain(connection: Connection): CloseReason | null {
		if (connection.owesStep2) return null;
		connection.gaps += 1;
		if (connection.gaps > MAX_GAPS) return 'gap';
		this.#ask(connection);
		return null;
	}

	#accept(connection: Connection, update: Update, types: number): void {
		const person = connection.actor.id;
		for (const { client, end } of update.sections) {
			const author = this.#authors.get(client);
			if (author) author.clock = end;
			else {
				this.#authors.set(client, { person, clock: end });
				this.#reserved.delete(client);
				this.#claims.push({ client, person });
			}
		}
		if (this.#deletions && deletes(update)) {
			const deletions = this.#deletions;
			eachDeletion(update, (client, from, to) => void deletions.add(client, from, to));
		}
		this.#pendingTypes += types;
		this.#pending.push({ connection, person, update });
		this.#pendingBytes += update.bytes.length;
		this.#keeper.dirty(this);
	}

	/** Sends what the asker's state vector lacks. */
	#answer(connection: Connection, vector: Uint8Array): CloseReason | null {
		const wants = decodeVector(vector);
		const content = this.content.whole();
		// Cutting costs as much as the document is long, however short the reply.
		if (!connection.pay(content.bytes.length / REPLY_BYTES_PER_FRAME)) return 'too_fast';
		const all = wants.size === 0 || content.bytes.length <= SMALL_REPLY;
		connection.sendStep2(all ? content.bytes : Y.diffUpdate(content.bytes, vector));
		return null;
	}

	/** A reader that was behind has read everything: it gets what it missed. */
	catchUp(connection: Connection): void {
		const had = connection.behind;
		if (!had || connection.closed) return;
		connection.behind = null;
		connection.sendStep2(Y.diffUpdate(this.content.whole().bytes, encodeVector(had)));
		const present = this.#presences?.everybody();
		if (present) connection.send(awarenessFrame(present));
	}

	#awareness(connection: Connection, bytes: Uint8Array): void {
		// Who only reads is not watched.
		if (connection.access === 'read') return;
		const presences = (this.#presences ??= new Presences());
		const person = connection.actor.id;
		const before = connection.speaksFor;
		connection.speaksFor = presences.take(bytes, connection, connection.actor, before, (client) => {
			const owner = presences.ownerOf(client);
			if (owner && owner.actor.id !== person) return false;
			const writer = this.#authors.get(client)?.person ?? this.#reserved.get(client);
			return writer === undefined || writer === person;
		});
		if (before === null && connection.speaksFor !== null) {
			this.#reserve(connection.speaksFor, person);
		}
		if (presences.changed) this.#keeper.presence(this);
	}

	/**
	 * Others now see this client id: from here on nobody else may write under it, also while its
	 * owner is away with something typed offline.
	 */
	#reserve(client: number, person: string): void {
		if (this.#authors.has(client)) return;
		this.#reserved.set(client, person);
		if (this.#reserved.size <= MAX_RESERVED) return;
		const [oldest] = this.#reserved.keys();
		if (oldest !== undefined) this.#reserved.delete(oldest);
	}

	/** Takes what waits, for a commit. */
	take(): Taken {
		const taken = {
			room: this,
			seq: ++this.#seq,
			entries: this.#pending,
			claims: this.#claims,
			types: this.#pendingTypes
		};
		this.#storing = taken.entries;
		this.#pending = [];
		this.#claims = [];
		this.#pendingTypes = 0;
		return taken;
	}

	/** What was taken is stored: now it is part of the document, and others may see it. */
	committed({ seq, entries, types }: Taken): void {
		const before = this.content.vector();
		const update = splice(entries.map((entry) => entry.update));
		this.content.add(update, seq, types);
		this.#storing = [];
		this.#pendingBytes -= entries.reduce((sum, entry) => sum + entry.update.bytes.length, 0);

		const frame = updateFrame(update.bytes);
		const only = entries.every((e) => e.connection === entries[0]?.connection)
			? entries[0]?.connection
			: undefined;
		// Authors among several get their own text back: Yjs passes over what it knows.
		for (const connection of this.connections) {
			if (connection !== only) connection.relay(frame, before);
		}
		for (const { connection } of entries) {
			if (!connection.asksStored) continue;
			connection.asksStored = this.#waitsFor(connection);
			if (!connection.asksStored) connection.send(STORED);
		}
		if (this.content.grown) this.#keeper.compact(this);
		if (this.empty) this.#keeper.settled(this);
	}

	/** Tells presence to all, the one who changed too: standard clients want to hear something. */
	tellPresence(): void {
		const states = this.#presences?.drain();
		if (!states) return;
		const frame = awarenessFrame(states);
		for (const connection of this.connections) connection.send(frame);
		if (this.#presences?.size === 0) this.#presences = null;
	}

	#knownDeletions(): Deletions {
		this.#deletions ??= Deletions.of(
			this.content.whole(),
			...[...this.#storing, ...this.#pending].map((entry) => entry.update)
		);
		return this.#deletions;
	}

	/** Something that came from this socket is not stored yet. */
	#waitsFor(connection: Connection): boolean {
		const from = (entry: PendingEntry) => entry.connection === connection;
		return this.#pending.some(from) || this.#storing.some(from);
	}

	#reached(): [number, number][] {
		return [...this.#authors].map(([client, { clock }]) => [client, clock]);
	}
}
