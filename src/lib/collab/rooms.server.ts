/** All open rooms: who comes in, what is stored when, and whose rights have changed. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as after } from 'node:timers/promises';
import { WebSocketServer } from 'ws';
import type { PersonActor } from '#lib/kernel/actor.ts';
import type { Db, Tx } from '#lib/platform/db/port.server.ts';
import type { Live } from '#lib/platform/live.server.ts';
import type { Log } from '#lib/platform/log.server.ts';
import { createCompactor } from './compactor.server.ts';
import { Connection } from './connection.server.ts';
import { documentState, sealingsSoFar } from './documents.server.ts';
import { Committer } from './committer.server.ts';
import { addressOf, isOwnOrigin, refuseUpgrade, roomOfPath, type Door } from './door.server.ts';
import { Rights } from './rights.server.ts';
import { Room, type RoomKeeper } from './room.server.ts';
import { isSealed, keepSnapshot, readClaims, readStored } from './store.server.ts';
import type { Update } from './update.server.ts';
import { sameDocument } from './vectors.server.ts';
import { CLOSE, MAX_FRAME, type CloseReason } from './wire.ts';

/** May read the room, may write in it, or learns nothing of it. */
export type RoomAccess = 'none' | 'read' | 'write';
export type RootType = 'text' | 'array' | 'map' | 'xml';

/** What a capability says about its rooms; in its `collab.server.ts`. */
export interface RoomKind {
	/** First part of the room's name. */
	readonly capability: string;
	/** A room that does not exist answers `none`, like a forbidden one; what is frozen, `read`. */
	access(q: Tx, id: string, actor: PersonActor, now: number): Promise<RoomAccess>;
	/** Names of the document's top-level types; an update that makes another is refused. */
	readonly roots: Readonly<Record<string, RootType>> | 'any';
	/** Topics whose events may change `access`; a person's own topic is always watched. */
	accessTopics?(id: string): readonly string[];
}

export interface Rooms {
	/** Takes a socket to a room: `/collab/<capability>/<id>`. */
	upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
	/** The whole document (V1), everything that anybody has seen. An empty update when there is none. */
	snapshot(room: string): Promise<Uint8Array>;
	/** For those who watch; `queued` are the bytes that wait for slow readers. */
	counts(): { rooms: number; connections: number; queued: number };
	close(): Promise<void>;
}

/** What rooms ask of sessions; lib/auth's have more. */
export interface RoomSessions {
	actorOf(cookie: string): Promise<{ actor: PersonActor; session: string } | null>;
	onRevoked(
		listener: (ended: { readonly session?: string; readonly person: string }) => void
	): () => void;
}

export interface RoomsConfig extends Door {
	/** Sockets that one person, one address may hold open at once. */
	readonly perPerson: number;
	readonly perAddress: number;
	/** Frames a second that one socket may send, and how many it may save up. */
	readonly rate: number;
	readonly burst: number;
	/** Bytes a document may have. */
	readonly docBytes: number;
}

export interface RoomsOptions {
	readonly db: Db;
	readonly kinds: readonly RoomKind[];
	readonly sessions: RoomSessions;
	readonly config: RoomsConfig;
	readonly live: Live;
	readonly log: Log;
	readonly now?: () => number;
}

/** For measuring (COLLAB_BENCH=1): everybody who is signed in may write anything in any room. */
export const benchRooms: RoomKind = {
	capability: 'bench',
	roots: 'any',
	access: () => Promise.resolve('write')
};

/** How long a stop waits for snapshots that are being made. */
const COMPACT_AT_CLOSE_MS = 3_000;
const BEAT_MS = 20_000;
const BEAT_SLICES = 20;
const PRESENCE_MS = 100;
/** Nobody needs types this deep; readers that walk a document rely on it. */
const MAX_DEPTH = 64;

export function createRooms(options: RoomsOptions): Rooms {
	const { db, sessions, config, log, now = Date.now } = options;
	const kinds = new Map(options.kinds.map((kind) => [kind.capability, kind]));
	const rooms = new Map<string, Promise<Room>>();
	const beats = Array.from({ length: BEAT_SLICES }, () => new Set<Connection>());
	const perPerson = new Map<string, number>();
	const perAddress = new Map<string, number>();
	const talking = new Set<Room>();
	const compacting = new Set<Promise<void>>();
	const compactor = createCompactor();
	const sockets = new WebSocketServer({
		noServer: true,
		perMessageDeflate: false,
		clientTracking: false,
		maxPayload: MAX_FRAME
	});
	let turn = 0;
	let presenceTimer: NodeJS.Timeout | undefined;
	let closed = false;

	const committer = new Committer(db, log, now, (room, reason) => reset(room, reason));
	const rights = new Rights({ ...options, now });
	const keeper: RoomKeeper = {
		maxSize: config.docBytes,
		dirty: (room) => committer.add(room),
		presence(room) {
			talking.add(room);
			presenceTimer ??= setTimeout(tellPresence, PRESENCE_MS);
		},
		compact: (room) => void compact(room),
		settled: (room) => settle(room),
		left(connection) {
			rights.forget(connection);
			beats[connection.slice]?.delete(connection);
			release(perPerson, connection.actor.id);
			release(perAddress, connection.address);
			settle(connection.room);
		}
	};

	const beat = setInterval(() => {
		turn = (turn + 1) % BEAT_SLICES;
		for (const connection of beats[turn] ?? []) connection.beat();
	}, BEAT_MS / BEAT_SLICES);
	beat.unref();

	/** Lets go of a room that nobody has open, after making it small. */
	function settle(room: Room): void {
		if (!room.empty || room.discarded) return;
		if (room.idle && room.content.worthCompacting && !closed) return void compact(room);
		if (room.idle) rooms.delete(room.name);
	}

	function tellPresence(): void {
		presenceTimer = undefined;
		const told = [...talking];
		talking.clear();
		for (const room of told) room.tellPresence();
	}

	async function compact(room: Room): Promise<void> {
		if (room.content.compacting || closed) return;
		const { state, seq } = room.content.beginCompaction();
		const work = smaller(room, state, seq).then((made) => room.content.endCompaction(made));
		compacting.add(work);
		await work;
		compacting.delete(work);
		settle(room);
	}

	/** The same document, smaller and kept; `null` when that could not be done. */
	async function smaller(room: Room, state: Update, seq: number): Promise<Update | null> {
		try {
			const compacted = await compactor.compact(state.bytes);
			const same = sameDocument(compacted.state, state);
			if (compacted.depth > MAX_DEPTH) room.closedForWriting = 'not_allowed';
			if (!same || compacted.depth > MAX_DEPTH) {
				log.warn({ room: room.name, depth: compacted.depth }, 'document is not as it should be');
			}
			if (same) await db.write((tx) => keepSnapshot(tx, room.name, seq, same.bytes, now()));
			return same;
		} catch (error) {
			if (!closed) log.warn({ room: room.name, error }, 'document not compacted');
			return null;
		}
	}

	/** Closes a room whose state in memory is no longer what is stored. */
	function reset(room: Room, reason: CloseReason): void {
		if (!room.discarded) rooms.delete(room.name);
		room.discarded = true;
		for (const connection of [...room.connections]) connection.close(reason);
	}

	function open(name: string, kind: RoomKind): Promise<Room> {
		const known = rooms.get(name);
		if (known) return known;
		const sealings = sealingsSoFar();
		const opened = db
			.read(async (q) => ({ stored: await readStored(q, name), claims: await readClaims(q, name) }))
			.then(({ stored, claims }) => new Room(name, kind, keeper, stored, claims, sealings));
		rooms.set(name, opened);
		opened.catch(() => rooms.delete(name));
		return opened;
	}

	async function enter(
		request: IncomingMessage,
		socket: Duplex,
		head: Buffer,
		name: string,
		kind: RoomKind
	): Promise<void> {
		const refuse = (reason: CloseReason) =>
			sockets.handleUpgrade(request, socket, head, (ws) => {
				ws.on('error', () => undefined);
				ws.close(CLOSE[reason], reason);
			});
		const cookie = request.headers.cookie ?? '';
		const asked = rights.changes;
		const signed = await sessions.actorOf(cookie);
		if (socket.destroyed) return;
		if (!signed) return refuse('signed_out');
		const { actor, session } = signed;
		const address = addressOf(request, config);
		if (
			(perPerson.get(actor.id) ?? 0) >= config.perPerson ||
			(perAddress.get(address) ?? 0) >= config.perAddress
		) {
			return refuse('too_many');
		}
		take(perPerson, actor.id);
		take(perAddress, address);
		let room: Room | null = null;
		let joined = false;
		try {
			const access = await accessOf(kind, name, actor);
			if (access === 'none') return refuse('not_available');
			let opened = await open(name, kind);
			if (opened.discarded) opened = await open(name, kind);
			room = opened;
			opened.opening += 1;
			if (socket.destroyed) return;
			const admission = { actor, session, cookie, address, access };
			sockets.handleUpgrade(request, socket, head, (ws) => {
				joined = true;
				admit(new Connection(ws, socket, opened, admission, config, now()), asked);
			});
		} finally {
			if (room) room.opening -= 1;
			if (!joined) {
				release(perPerson, actor.id);
				release(perAddress, address);
				if (room) settle(room);
			}
		}
	}

	async function accessOf(kind: RoomKind, name: string, actor: PersonActor): Promise<RoomAccess> {
		return db.read(async (q) => {
			const id = name.slice(kind.capability.length + 1);
			const access = await kind.access(q, id, actor, now());
			return access === 'write' && (await isSealed(q, name)) ? 'read' : access;
		});
	}
	rights.accessOf = accessOf;

	function admit(connection: Connection, asked: number): void {
		const { ws, room } = connection;
		connection.slice = (turn + beats.length - 1) % beats.length;
		beats[connection.slice]?.add(connection);
		ws.on('message', (data: Buffer, isBinary: boolean) => {
			connection.heard();
			if (connection.closed) return;
			try {
				if (isBinary) room.receive(connection, data);
				else connection.close('malformed');
			} catch (error) {
				// Nothing that a client sends may end the process.
				log.error({ room: room.name, person: connection.actor.id, error }, 'frame not judged');
				connection.close('malformed');
			}
		});
		ws.on('pong', () => connection.heard());
		ws.on('error', () => undefined);
		ws.on('close', () => connection.gone());
		room.join(connection);
		rights.watch(connection, asked);
		// Left long by a stop that could not wait.
		if (room.content.grown) void compact(room);
	}

	return {
		upgrade(request, socket, head) {
			socket.on('error', () => socket.destroy());
			const name = roomOfPath(request.url);
			const kind = name && kinds.get(name.slice(0, name.indexOf('/')));
			if (closed) return refuseUpgrade(socket, 503);
			if (!name || !kind) return refuseUpgrade(socket, 404);
			if (!isOwnOrigin(request, config)) return refuseUpgrade(socket, 403);
			enter(request, socket, head, name, kind).catch((error: unknown) => {
				log.error({ room: name, error }, 'room not opened');
				refuseUpgrade(socket, 503);
			});
		},
		snapshot: (room) => db.read((q) => documentState(q, room)),
		counts() {
			const all = beats.flatMap((slice) => [...slice]);
			const queued = all.reduce((sum, connection) => sum + connection.queued, 0);
			return { rooms: rooms.size, connections: all.length, queued };
		},
		async close() {
			if (closed) return;
			closed = true;
			clearInterval(beat);
			clearTimeout(presenceTimer);
			rights.close();
			await committer.close();
			for (const slice of beats) for (const connection of [...slice]) connection.close('restart');
			await committer.close();
			// Nothing would be lost without them; the next start is quicker with them.
			await Promise.race([
				Promise.all(compacting),
				after(COMPACT_AT_CLOSE_MS, undefined, { ref: false })
			]);
			await compactor.close();
		}
	};
}

const take = (counts: Map<string, number>, key: string) =>
	void counts.set(key, (counts.get(key) ?? 0) + 1);

function release(counts: Map<string, number>, key: string): void {
	const left = (counts.get(key) ?? 1) - 1;
	if (left > 0) counts.set(key, left);
	else counts.delete(key);
}
