/** A socket to a room that comes back by itself, unless it was told why that is of no use. */
import { isFinal, reasonOf, type CloseReason } from './wire.ts';

export interface RoomSocketEvents {
	open(): void;
	message(data: Uint8Array): void;
	/** Lost or closed. `reason` is null when the network went; `final`: it does not come back. */
	closed(reason: CloseReason | null, final: boolean): void;
	trying(): void;
}

const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 15_000;
/** After being told to slow down. */
const SLOW_WAIT_MS = 10_000;
/** The server says something every 20 s; a socket that is silent for longer is dead. */
const SILENCE_MS = 45_000;
/** How long a socket in doubt has to answer. */
const PROOF_MS = 4_000;

export class RoomSocket {
	readonly #url: string;
	readonly #events: RoomSocketEvents;
	readonly #probe: Uint8Array<ArrayBuffer>;
	#socket: WebSocket | null = null;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#silence: ReturnType<typeof setTimeout> | undefined;
	#failures = 0;
	#stopped = true;

	/** @param probe a message that the server answers at once */
	constructor(url: string, probe: Uint8Array<ArrayBuffer>, events: RoomSocketEvents) {
		this.#url = url;
		this.#probe = probe;
		this.#events = events;
	}

	get isOpen(): boolean {
		return this.#socket?.readyState === WebSocket.OPEN;
	}

	start(): void {
		this.#stopped = false;
		this.#failures = 0;
		this.#connect();
	}

	stop(): void {
		this.#stopped = true;
		this.#drop();
	}

	/**
	 * The network came or went, or the page is shown again. A socket that waits to come back does so
	 * now; one that seems open has to prove it: phones wake up with sockets long dead.
	 */
	nudge(): void {
		if (this.#stopped) return;
		if (!this.#socket) {
			this.#failures = 0;
			this.#connect();
		} else if (this.isOpen) {
			this.#hear(PROOF_MS);
			this.send(this.#probe);
		}
	}

	/** What is not open is not sent: it goes with the next synchronisation. */
	send(data: Uint8Array<ArrayBuffer>): void {
		if (this.isOpen) this.#socket?.send(data);
	}

	/** The connection proved useful: the next loss starts with the shortest wait. */
	settled(): void {
		this.#failures = 0;
	}

	#drop(): void {
		clearTimeout(this.#timer);
		clearTimeout(this.#silence);
		const socket = this.#socket;
		this.#socket = null;
		if (!socket) return;
		socket.onopen = socket.onmessage = socket.onclose = socket.onerror = null;
		socket.close();
	}

	#connect(): void {
		this.#drop();
		this.#events.trying();
		const socket = new WebSocket(this.#url);
		this.#socket = socket;
		socket.binaryType = 'arraybuffer';
		socket.onopen = () => {
			this.#hear();
			this.#events.open();
		};
		socket.onmessage = ({ data }: MessageEvent<unknown>) => {
			this.#hear();
			if (data instanceof ArrayBuffer) this.#events.message(new Uint8Array(data));
		};
		socket.onclose = ({ code }) => this.#closed(reasonOf(code));
	}

	#hear(within = SILENCE_MS): void {
		clearTimeout(this.#silence);
		this.#silence = setTimeout(() => this.#closed(null), within);
	}

	#closed(reason: CloseReason | null): void {
		this.#drop();
		// Who may only read comes back to read, and learns what of their own text was not taken.
		const final = reason !== null && isFinal(reason) && reason !== 'read_only';
		if (final) this.#stopped = true;
		this.#events.closed(reason, final);
		if (this.#stopped) return;
		const told = reason === 'too_fast' || reason === 'too_many' ? SLOW_WAIT_MS : 0;
		const longest = Math.min(FIRST_WAIT_MS * 2 ** this.#failures, LONGEST_WAIT_MS);
		this.#failures += 1;
		this.#timer = setTimeout(
			() => this.#connect(),
			told + longest / 2 + (Math.random() * longest) / 2
		);
	}
}
