/** A started rooms server on loopback, and standard y-websocket clients that connect to it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { PersonActor } from '#lib/kernel/actor.ts';
import {
	createRooms,
	type RoomAccess,
	type RoomKind,
	type Rooms,
	type RoomsConfig
} from '#lib/collab/rooms.server.ts';
import { StoreUnavailable, type Db } from '#lib/platform/db/port.server.ts';
import { openSqlite } from '#lib/platform/db/sqlite.server.ts';
import { Live } from '#lib/platform/live.server.ts';
import { createLog } from '#lib/platform/log.server.ts';

export interface RoomsServer {
	readonly port: number;
	readonly db: Db;
	readonly rooms: Rooms;
	readonly live: Live;
	readonly dataDir: string;
	/** Who may do what in all rooms; a person not named may write. */
	readonly access: Map<string, RoomAccess>;
	/** While true the disk is full. */
	diskFull: boolean;
	/** People whose session has ended. */
	readonly signedOut: Set<string>;
	revoke(person: string, session?: string): void;
	/** Tells that a person's rights may have changed. */
	changed(person: string): void;
	/** Stops and starts again on the same files and the same port. */
	restart(): Promise<void>;
	close(): Promise<void>;
}

const GENEROUS: RoomsConfig = {
	perPerson: 1_000,
	perAddress: 1_000,
	rate: 100_000,
	burst: 100_000,
	docBytes: 2 * 1024 * 1024,
	trustProxy: false
};

const log = createLog(process.env.TEST_LOG ?? 'silent');

/** @param page what a browser that asks for a path gets: a type and a text */
export async function startRooms(
	config: Partial<RoomsConfig> = {},
	kind: Partial<RoomKind> = {},
	page: (path: string) => readonly [type: string, text: string] | null = () => null
): Promise<RoomsServer> {
	const dataDir = mkdtempSync(path.join(tmpdir(), 'geli-rooms-'));
	const live = new Live();
	const access = new Map<string, RoomAccess>();
	const signedOut = new Set<string>();
	const listeners = new Set<(ended: { session?: string; person: string }) => void>();
	let server: Server;
	let seq = 0;
	let diskFull = false;

	async function start(port: number) {
		const disk = openSqlite({ dataDir, migrations: path.resolve('drizzle') });
		const db: Db = {
			...disk,
			write: (work) =>
				diskFull ? Promise.reject(new StoreUnavailable('SQLITE_FULL')) : disk.write(work)
		};
		const rooms = createRooms({
			db,
			kinds: [
				{
					capability: 'meetings',
					roots: 'any',
					access: (_, __, actor) => Promise.resolve(access.get(actor.id) ?? 'write'),
					...kind
				}
			],
			sessions: {
				actorOf(cookie) {
					const id = /person=([\w-]+)/.exec(cookie)?.[1];
					if (!id || signedOut.has(id)) return Promise.resolve(null);
					const actor: PersonActor = { kind: 'person', id, name: `姓名${id}`, memberships: [] };
					return Promise.resolve({ actor, session: `session-of-${id}` });
				},
				onRevoked(listener) {
					listeners.add(listener);
					return () => void listeners.delete(listener);
				}
			},
			config: { ...GENEROUS, ...config },
			live,
			log
		});
		server = createServer((request, response) => {
			const found = page(request.url ?? '');
			if (!found) return void response.writeHead(404).end();
			response.writeHead(200, { 'content-type': found[0] }).end(found[1]);
		});
		server.on('upgrade', (request, socket, head) => rooms.upgrade(request, socket, head));
		await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
		return { db, rooms, port: (server.address() as AddressInfo).port };
	}

	async function stop() {
		await running.rooms.close();
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
		running.db.close();
	}

	let running = await start(0);
	return {
		get port() {
			return running.port;
		},
		get db() {
			return running.db;
		},
		get rooms() {
			return running.rooms;
		},
		live,
		dataDir,
		get diskFull() {
			return diskFull;
		},
		set diskFull(full) {
			diskFull = full;
		},
		access,
		signedOut,
		revoke(person, session) {
			signedOut.add(person);
			for (const told of listeners) told(session ? { person, session } : { person });
		},
		changed(person) {
			seq += 1;
			const topics = [`person:${person}`];
			live.publish([{ seq, name: 'seat.ended', topics, payload: {}, command: 'x', at: 0 }]);
		},
		async restart() {
			await stop();
			running = await start(running.port);
		},
		async close() {
			await stop();
			rmSync(dataDir, { recursive: true, force: true });
		}
	};
}

export interface Editor {
	readonly doc: Y.Doc;
	readonly text: Y.Text;
	readonly provider: WebsocketProvider;
	/** Code and reason of the last close by the server. */
	closedWith(): { code: number; reason: string } | null;
	/** How often the server has closed. */
	closings(): number;
	synced(): Promise<void>;
	destroy(): void;
}

/** A standard client; only its cookie is ours. */
export function connect(
	server: Pick<RoomsServer, 'port'>,
	person: string,
	room: string,
	{ doc = new Y.Doc(), headers = {} }: { doc?: Y.Doc; headers?: Record<string, string> } = {}
): Editor {
	class SignedIn extends WebSocket {
		constructor(url: string | URL) {
			super(url, { headers: { cookie: `person=${person}`, ...headers } });
		}
	}
	const provider = new WebsocketProvider(
		`ws://127.0.0.1:${server.port}/collab`,
		room,
		doc,
		// The tabs of one browser are another matter: here all must go through the server.
		{
			WebSocketPolyfill: SignedIn as unknown as typeof globalThis.WebSocket,
			disableBc: true,
			maxBackoffTime: 200
		}
	);
	let closed: { code: number; reason: string } | null = null;
	let closings = 0;
	provider.on('connection-close', (event) => {
		if (event) closings += 1;
		if (event) closed = { code: event.code, reason: event.reason };
	});
	return {
		doc,
		text: doc.getText('text'),
		provider,
		closedWith: () => closed,
		closings: () => closings,
		synced: () => until(() => provider.synced),
		destroy() {
			provider.destroy();
			doc.destroy();
		}
	};
}

/** Resolves when the condition holds; fails after `ms`. */
export async function until(holds: () => boolean, ms = 5_000): Promise<void> {
	const end = performance.now() + ms;
	while (!holds()) {
		if (performance.now() > end) throw new Error(`not within ${ms} ms: ${holds.toString()}`);
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}

export interface RawClient {
	readonly ws: WebSocket;
	readonly messages: Uint8Array[];
	readonly closed: Promise<{ code: number; reason: string }>;
}

/** A bare socket that sends what it likes. */
export async function raw(
	server: Pick<RoomsServer, 'port'>,
	person: string,
	room: string,
	headers: Record<string, string> = {}
): Promise<RawClient> {
	const ws = new WebSocket(`ws://127.0.0.1:${server.port}/collab/${room}`, {
		headers: { cookie: `person=${person}`, ...headers }
	});
	const messages: Uint8Array[] = [];
	ws.on('message', (data: Buffer) => void messages.push(Uint8Array.from(data)));
	const closed = new Promise<{ code: number; reason: string }>((resolve) => {
		ws.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
	});
	await new Promise<void>((resolve, reject) => {
		ws.once('open', () => resolve());
		ws.once('error', reject);
	});
	return { ws, messages, closed };
}
