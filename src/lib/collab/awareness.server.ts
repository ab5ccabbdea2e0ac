/**
 * Who is in a room. A socket speaks for one Yjs client, its own; who that is, the session says, not
 * the sender. States are kept here only while their socket is open.
 */
import type { PersonActor } from '#lib/kernel/actor.ts';
import { ByteReader, ByteWriter, Malformed } from './bytes.ts';

/** A state may have this many bytes; a larger one is not passed on. */
const MAX_STATE = 1024;
const MAX_ENTRIES = 1_000;
const COLOR = /^#[0-9a-fA-F]{6}$/;

interface Presence<Owner> {
	owner: Owner;
	clock: number;
	/** JSON, with the server's idea of the person in `user`. */
	state: string;
}

export class Presences<Owner extends object> {
	readonly #states = new Map<number, Presence<Owner>>();
	readonly #changed = new Set<number>();
	/** Clients that left, with the clock that says so. */
	readonly #gone = new Map<number, number>();

	get size(): number {
		return this.#states.size;
	}

	get changed(): boolean {
		return this.#changed.size > 0 || this.#gone.size > 0;
	}

	/** Which socket speaks for a client. */
	ownerOf(client: number): Owner | undefined {
		return this.#states.get(client)?.owner;
	}

	/**
	 * Takes an awareness update. Standard clients repeat what they heard of others: entries that are
	 * not the sender's own are passed over.
	 *
	 * @param own the client this socket speaks for; `null` until it has spoken
	 * @param mayClaim whether the socket may speak for this client from now on
	 * @returns the client this socket speaks for
	 * @throws {Malformed}
	 */
	take(
		bytes: Uint8Array,
		owner: Owner,
		actor: PersonActor,
		own: number | null,
		mayClaim: (client: number) => boolean
	): number | null {
		const reader = new ByteReader(bytes);
		const entries = reader.varUint();
		if (entries > MAX_ENTRIES) throw new Malformed('too many states');
		let speaksFor = own;
		for (let i = 0; i < entries; i++) {
			const client = reader.varUint();
			const clock = reader.varUint();
			const json = reader.varBytes();
			if (json.length > MAX_STATE || (speaksFor !== null && client !== speaksFor)) continue;
			const state = parse(json);
			if (speaksFor === null && state !== null && mayClaim(client)) speaksFor = client;
			if (client !== speaksFor) continue;
			if (state === null) this.#remove(client, clock);
			else this.#set(client, clock, owner, state, actor);
		}
		return speaksFor;
	}

	#set(client: number, clock: number, owner: Owner, state: object, actor: PersonActor): void {
		const known = this.#states.get(client);
		if (known && clock <= known.clock) return;
		const claimed: unknown = 'user' in state ? state.user : undefined;
		const color =
			typeof claimed === 'object' && claimed !== null && 'color' in claimed ? claimed.color : null;
		const user = {
			id: actor.id,
			name: actor.name,
			...(typeof color === 'string' && COLOR.test(color) ? { color } : {})
		};
		const json = JSON.stringify({ ...state, user });
		if (known) Object.assign(known, { owner, clock, state: json });
		else this.#states.set(client, { owner, clock, state: json });
		this.#gone.delete(client);
		this.#changed.add(client);
	}

	#remove(client: number, clock: number): void {
		const known = this.#states.get(client);
		if (!known) return;
		this.#states.delete(client);
		this.#changed.delete(client);
		this.#gone.set(client, Math.max(known.clock + 1, clock));
	}

	/** The socket of a client has closed; a newer socket may have taken the client over. */
	leave(client: number, owner: Owner): void {
		if (this.ownerOf(client) === owner) this.#remove(client, 0);
	}

	/** What changed since the last call, as one awareness update; `null` when nothing did. */
	drain(): Uint8Array | null {
		if (!this.changed) return null;
		const update = this.#encode(this.#changed, this.#gone);
		this.#changed.clear();
		this.#gone.clear();
		return update;
	}

	/** Everybody here, for one who asks; `null` when nobody is. */
	everybody(): Uint8Array | null {
		return this.#states.size === 0 ? null : this.#encode(this.#states.keys(), new Map());
	}

	#encode(clients: Iterable<number>, gone: ReadonlyMap<number, number>): Uint8Array {
		const body = new ByteWriter();
		let entries = 0;
		for (const client of clients) {
			const presence = this.#states.get(client);
			if (!presence) continue;
			entries += 1;
			body.varUint(client).varUint(presence.clock).varBytes(encoder.encode(presence.state));
		}
		for (const [client, clock] of gone) {
			entries += 1;
			body.varUint(client).varUint(clock).varBytes(encoder.encode('null'));
		}
		return new ByteWriter().varUint(entries).raw(body.done()).done();
	}
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A state is a JSON object, or null when its client leaves. */
function parse(bytes: Uint8Array): object | null {
	let value: unknown;
	try {
		value = JSON.parse(decoder.decode(bytes));
	} catch {
		throw new Malformed('state is not JSON');
	}
	if (value === null) return null;
	if (typeof value !== 'object' || Array.isArray(value)) throw new Malformed('state of no kind');
	return value;
}
