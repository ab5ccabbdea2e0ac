import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { PersonActor } from '#lib/kernel/actor.ts';
import { HEARTBEAT, PING, step2Head } from './frames.server.ts';
import type { Room } from './room.server.ts';
import { CLOSE, type CloseReason } from './wire.ts';

/** More waiting than this, and a reader is behind: it is caught up when it has read. */
const BEHIND_BYTES = 256 * 1024;
/** A sender this many bursts in debt is not a fast typist. */
const DEBT_BURSTS = 4;

export interface Limits {
	/** Frames a second, and how many may be saved up. */
	readonly rate: number;
	readonly burst: number;
}

export interface Admission {
	readonly actor: PersonActor;
	readonly session: string;
	/** The Cookie header: the session is asked for again while the socket is open. */
	readonly cookie: string;
	readonly address: string;
	readonly access: 'read' | 'write';
}

/** One socket in one room. It writes to the raw socket, so that one buffer serves all readers. */
export class Connection {
	readonly ws: WebSocket;
	readonly room: Room;
	readonly session: string;
	readonly cookie: string;
	readonly address: string;
	readonly access: 'read' | 'write';
	actor: PersonActor;
	/** When session and rights were last asked for. */
	checkedAt: number;
	closed = false;
	/** Which of the heartbeat's turns is this socket's. */
	slice = 0;
	/** The Yjs client whose presence this socket tells; `null` until it has told one. */
	speaksFor: number | null = null;
	/** It was asked for everything we lack and has not answered yet. */
	owesStep2 = false;
	/** Times that it sent something that did not join what is stored. */
	gaps = 0;
	/** It wants to hear when what it sent is stored. */
	asksStored = false;
	/** What the reader had when it fell behind; `null` while it keeps up. */
	behind: ReadonlyMap<number, number> | null = null;
	readonly #socket: Duplex;
	readonly #limits: Limits;
	#tokens: number;
	#tokensAt = performance.now();
	#alive = true;
	#queuedAtBeat = 0;

	constructor(
		ws: WebSocket,
		socket: Duplex,
		room: Room,
		admission: Admission,
		limits: Limits,
		now: number
	) {
		this.ws = ws;
		this.#socket = socket;
		this.room = room;
		this.actor = admission.actor;
		this.session = admission.session;
		this.cookie = admission.cookie;
		this.address = admission.address;
		this.access = admission.access;
		this.checkedAt = now;
		this.#limits = limits;
		this.#tokens = limits.burst;
	}

	/** Something was heard from the other side. */
	heard(): void {
		this.#alive = true;
	}

	/**
	 * Pays for a frame, or for work worth several; never more than may be saved up. Who sends too fast is not read for a while; who goes on far beyond that is
	 * told to come back later.
	 */
	pay(frames: number): boolean {
		const { burst } = this.#limits;
		this.#tokens = this.#saved() - Math.min(frames, burst);
		if (this.#tokens >= 0) return true;
		if (this.#tokens < -burst * DEBT_BURSTS) return false;
		if (!this.ws.isPaused) {
			this.ws.pause();
			this.#rest();
		}
		return true;
	}

	#saved(): number {
		const { rate, burst } = this.#limits;
		const now = performance.now();
		this.#tokens = Math.min(burst, this.#tokens + ((now - this.#tokensAt) * rate) / 1000);
		this.#tokensAt = now;
		return this.#tokens;
	}

	/** Reads on when the debt is paid; what had arrived already may have made it larger. */
	#rest(): void {
		const debt = -this.#saved();
		if (debt <= 0) this.ws.resume();
		else setTimeout(() => this.#rest(), (debt / this.#limits.rate) * 1000).unref();
	}

	/** Bytes that wait for the reader. */
	get queued(): number {
		return this.#socket.writableLength;
	}

	/**
	 * Sends frames that tell of `room`'s newest commit. A reader that is behind gets nothing more
	 * until it has read what waits; then it gets all it missed in one piece.
	 *
	 * @param before what everybody had before this commit
	 */
	relay(frames: Buffer, before: () => ReadonlyMap<number, number>): void {
		if (this.closed || this.behind) return;
		if (this.queued > BEHIND_BYTES) {
			this.behind = before();
			this.#socket.once('drain', () => this.room.catchUp(this));
			return;
		}
		this.#socket.write(frames);
	}

	/** Sends a frame that nobody misses when the reader is behind. */
	send(frame: Buffer): void {
		if (!this.closed && this.queued <= BEHIND_BYTES) this.#socket.write(frame);
	}

	/** Sends a whole or partial document; `update` is not copied. */
	sendStep2(update: Uint8Array): void {
		if (this.closed) return;
		this.#socket.cork();
		this.#socket.write(step2Head(update));
		this.#socket.write(update);
		this.#socket.uncork();
	}

	/** Every 20 seconds. Who neither answered nor read since the last time is gone. */
	beat(): void {
		if (this.closed) return;
		const queued = this.queued;
		const reads = queued > 0 && queued < this.#queuedAtBeat;
		if (!this.#alive && !reads) {
			this.ws.terminate();
			return;
		}
		this.#alive = false;
		this.#queuedAtBeat = queued;
		if (queued <= BEHIND_BYTES) {
			this.#socket.write(HEARTBEAT);
			this.#socket.write(PING);
		}
	}

	/** The socket has closed by itself. */
	gone(): void {
		if (this.closed) return;
		this.closed = true;
		this.room.leave(this);
	}

	/** Ends the connection with a reason that the client can show. */
	close(reason: CloseReason): void {
		if (this.closed) return;
		this.closed = true;
		this.room.leave(this);
		// What waits is not worth waiting for: the close frame would come after it.
		if (this.queued > BEHIND_BYTES) this.ws.terminate();
		else {
			if (this.ws.isPaused) this.ws.resume();
			this.ws.close(CLOSE[reason], reason);
		}
	}
}
