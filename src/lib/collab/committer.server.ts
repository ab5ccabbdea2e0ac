import type { Db, Tx } from '#lib/platform/db/port.server.ts';
import type { Log } from '#lib/platform/log.server.ts';
import { sealingsSoFar } from './documents.server.ts';
import type { Room, Taken } from './room.server.ts';
import { append, isSealed } from './store.server.ts';
import type { CloseReason } from './wire.ts';

/**
 * Telling many readers is what costs, once per reader and turn. So after a turn more may gather for
 * twice as long as telling took, less what gathered while the disk was waited for.
 */
const GATHER_PER_TELLING = 2;
const MAX_PAUSE_MS = 6;

/**
 * Durable before visible. What all rooms have taken in since the last turn goes into one
 * transaction; when it is committed, and only then, the rooms tell their readers.
 */
export class Committer {
	readonly #db: Db;
	readonly #log: Log;
	readonly #now: () => number;
	readonly #reset: (room: Room, reason: CloseReason) => void;
	#rooms = new Set<Room>();
	#busy = false;
	#scheduled: NodeJS.Timeout | NodeJS.Immediate | undefined;
	#notBefore = 0;
	#turn: Promise<void> = Promise.resolve();

	/** @param reset lets go of a room whose text could not be stored */
	constructor(
		db: Db,
		log: Log,
		now: () => number,
		reset: (room: Room, reason: CloseReason) => void
	) {
		this.#db = db;
		this.#log = log;
		this.#now = now;
		this.#reset = reset;
	}

	/** The room has something to store. */
	add(room: Room): void {
		this.#rooms.add(room);
		this.#schedule();
	}

	/** Stores what waits and stops. */
	async close(): Promise<void> {
		await this.#turn;
		if (this.#rooms.size > 0) await this.#run();
	}

	#schedule(): void {
		if (this.#busy || this.#scheduled) return;
		const wait = this.#notBefore - performance.now();
		const run = () => {
			this.#scheduled = undefined;
			this.#turn = this.#run();
		};
		// A writer waits for the event loop's turn anyway: everything that came with this one is in.
		if (wait <= 0.5) run();
		else this.#scheduled = setTimeout(run, wait);
	}

	async #run(): Promise<void> {
		if (this.#busy) return;
		this.#busy = true;
		let batch: readonly Taken[] = [];
		let sealed: readonly Taken[] = [];
		let started = 0;
		let stored = 0;
		try {
			await this.#db.write(async (tx) => {
				started = performance.now();
				const rooms = this.#rooms;
				this.#rooms = new Set();
				const taken = [...rooms].filter((room) => room.hasNews).map((room) => room.take());
				batch = taken;
				sealed = await sealedAmong(tx, taken);
				if (sealed.length > 0) batch = taken.filter((one) => !sealed.includes(one));
				const at = this.#now();
				for (const { room, seq, entries, claims } of batch) {
					await append(tx, room.name, seq, entries, claims, at);
				}
			});
			stored = performance.now();
			for (const taken of batch) taken.room.committed(taken);
		} catch (error) {
			this.#log.error({ error, rooms: batch.length }, 'documents not stored');
			const lost = new Set([...batch.map((taken) => taken.room), ...this.#rooms]);
			this.#rooms.clear();
			for (const room of lost) this.#reset(room, 'storage');
		}
		for (const { room, entries } of sealed) {
			for (const { connection } of entries) connection.close('read_only');
			this.#reset(room, 'rights_changed');
		}
		const ended = performance.now();
		const gather = (ended - stored) * GATHER_PER_TELLING - (stored - started);
		this.#notBefore = ended + Math.min(gather, MAX_PAUSE_MS);
		this.#busy = false;
		if (this.#rooms.size > 0) this.#schedule();
	}
}

/** Those whose document was sealed since they were opened: nothing is written there any more. */
async function sealedAmong(tx: Tx, batch: readonly Taken[]): Promise<Taken[]> {
	const sealed: Taken[] = [];
	const sealings = sealingsSoFar();
	for (const taken of batch) {
		if (taken.room.sealingsSeen === sealings) continue;
		if (await isSealed(tx, taken.room.name)) sealed.push(taken);
		else taken.room.sealingsSeen = sealings;
	}
	return sealed;
}
