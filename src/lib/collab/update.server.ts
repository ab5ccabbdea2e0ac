/**
 * A Yjs update (V1) read without making a document of it: which clocks of which clients it carries,
 * where its bytes lie, what it leans on. The scanner takes what Yjs' own encoders write and nothing
 * else: no Skip, no legacy JSON, no subdocuments, clients in descending order, nothing left over.
 */
import { isUtf8 } from 'node:buffer';
import { ByteReader, Malformed } from './bytes.ts';

/** The structs of one client, in a row: clocks `[clock, end)`, bytes `[from, to)`. */
export interface Section {
	readonly client: number;
	readonly clock: number;
	readonly end: number;
	readonly structs: number;
	readonly from: number;
	readonly to: number;
}

export interface Update {
	readonly bytes: Uint8Array;
	/** Clients in descending order, each once. */
	readonly sections: readonly Section[];
	/** Where the delete set begins; it reaches to the end. */
	readonly deletesAt: number;
}

/** An update and what a guard wants to know of it. */
export interface Scanned extends Update {
	readonly structs: number;
	/** Structs that are a nested type: what depth is made of. */
	readonly types: number;
	/** Names of top-level types that structs hang on, each followed by what hangs there. */
	readonly roots: readonly RootUse[];
	/** Pairs of (client, clock) that structs lean on and that `known` did not have. */
	readonly unmet: readonly number[];
}

export interface RootUse {
	readonly name: string;
	/** The struct is an entry of a map, or an attribute. */
	readonly keyed: boolean;
	readonly content: Content;
}

export type Content = 'gone' | 'binary' | 'text' | 'embed' | 'format' | 'type' | 'any';

/** How far each client is known: clocks below the answer are there. */
export type Known = (client: number) => number;

const GC = 0;
const DELETED = 1;
const BINARY = 3;
const STRING = 4;
const EMBED = 5;
const FORMAT = 6;
const TYPE = 7;
const ANY = 8;
const CONTENTS: Readonly<Record<number, Content>> = {
	[DELETED]: 'gone',
	[BINARY]: 'binary',
	[STRING]: 'text',
	[EMBED]: 'embed',
	[FORMAT]: 'format',
	[TYPE]: 'type',
	[ANY]: 'any'
};
/** Of the seven types, the two that carry a name: XmlElement and XmlHook. */
const NAMED_TYPES = [3, 5];
const LAST_TYPE = 6;

const HAS_ORIGIN = 0x80;
const HAS_RIGHT_ORIGIN = 0x40;
const HAS_KEY = 0x20;
const CONTENT_BITS = 0x1f;

/** A range of clocks that is only a gap filler may not be longer than anybody can type. */
const MAX_GONE = 1 << 20;
const MAX_CLOCK = 2 ** 31;
const MAX_CLIENT = 2 ** 32;
/** Values within values: rows of a list are 2 deep. */
const MAX_VALUE_DEPTH = 16;
/** Types within types made in one update; minutes are 6 deep. */
const MAX_TYPE_DEPTH = 24;

export const nothingKnown: Known = () => 0;
export const EMPTY: Update = { bytes: Uint8Array.of(0, 0), sections: [], deletesAt: 1 };

/**
 * Reads an update whole.
 *
 * @param known what structs may lean on; without it every dependency is reported unmet
 * @throws {Malformed} for anything that Yjs would not have written, or that is out of bounds
 */
export function scan(bytes: Uint8Array, known: Known = nothingKnown): Scanned {
	const reader = new ByteReader(bytes);
	const walk = new Walk(reader, known);
	const sections: Section[] = [];
	const clients = reader.varUint();
	let before = MAX_CLIENT;
	for (let i = 0; i < clients; i++) {
		const count = reader.varUint();
		const client = reader.varUint();
		const clock = reader.varUint();
		if (count === 0 || client >= before) throw new Malformed('clients out of order');
		before = client;
		const from = reader.position;
		let end = clock;
		for (let n = 0; n < count; n++) {
			end += walk.struct(client, end);
			if (end > MAX_CLOCK) throw new Malformed('clock too large');
		}
		sections.push({ client, clock, end, structs: count, from, to: reader.position });
	}
	const deletesAt = reader.position;
	eachDeletion({ bytes, deletesAt }, () => undefined, reader);
	reader.finish();
	return {
		bytes,
		sections,
		deletesAt,
		structs: walk.structs,
		types: walk.types,
		roots: walk.roots,
		unmet: walk.unmet
	};
}

/** Calls `f` for each deleted range `[from, to)` of each client. */
export function eachDeletion(
	update: Pick<Update, 'bytes' | 'deletesAt'>,
	f: (client: number, from: number, to: number) => void,
	reader = new ByteReader(update.bytes, update.deletesAt)
): void {
	const clients = reader.varUint();
	for (let i = 0; i < clients; i++) {
		const client = reader.varUint();
		const ranges = reader.varUint();
		for (let n = 0; n < ranges; n++) {
			const from = reader.varUint();
			const length = reader.varUint();
			if (length === 0 || from + length > MAX_CLOCK) throw new Malformed('deletion out of bounds');
			f(client, from, from + length);
		}
	}
}

/** The update deletes something. */
export const deletes = (update: Update): boolean => update.bytes[update.deletesAt] !== 0;

class Walk {
	structs = 0;
	types = 0;
	readonly roots: RootUse[] = [];
	readonly unmet: number[] = [];
	/** Depth of types made here and of what lies in them, by `client:clock`. */
	#depths: Map<string, number> | null = null;
	readonly #reader: ByteReader;
	readonly #known: Known;

	constructor(reader: ByteReader, known: Known) {
		this.#reader = reader;
		this.#known = known;
	}

	/** Reads one struct; returns how many clocks it takes. */
	struct(client: number, clock: number): number {
		const reader = this.#reader;
		const info = reader.byte();
		const kind = info & CONTENT_BITS;
		this.structs += 1;
		if (kind === GC) {
			// Yjs reads any byte with these bits as GC and writes a plain 0.
			if (info !== GC) throw new Malformed('struct of no kind');
			return this.#gone();
		}
		const content = CONTENTS[kind];
		if (content === undefined) throw new Malformed('struct of no kind');

		let depth = 1;
		if (info & HAS_ORIGIN) depth = Math.max(depth, this.#leansOn(client, clock));
		if (info & HAS_RIGHT_ORIGIN) depth = Math.max(depth, this.#leansOn(client, clock));
		if (!(info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN))) {
			const isRoot = reader.varUint();
			if (isRoot === 1) {
				const name = this.#string();
				const keyed = (info & HAS_KEY) !== 0;
				const last = this.roots.at(-1);
				if (last?.name !== name || last.content !== content || last.keyed !== keyed) {
					this.roots.push({ name, keyed, content });
				}
			} else if (isRoot === 0) {
				depth = this.#leansOn(client, clock) + 1;
			} else throw new Malformed('parent of no kind');
			if (info & HAS_KEY) this.#string();
		}
		const length = this.#content(kind);
		if (kind === TYPE) {
			this.types += 1;
			if (depth > MAX_TYPE_DEPTH) throw new Malformed('nested too deeply');
			(this.#depths ??= new Map()).set(`${client}:${clock}`, depth);
		} else if (this.#depths !== null && depth > 1) {
			this.#depths.set(`${client}:${clock + length - 1}`, depth);
		}
		return length;
	}

	/** Reads an id and returns the depth of what it names, as far as this update tells. */
	#leansOn(client: number, clock: number): number {
		const onClient = this.#reader.varUint();
		const onClock = this.#reader.varUint();
		if (onClient === client ? onClock >= clock : onClock >= this.#known(onClient)) {
			if (onClient === client) throw new Malformed('leans on what comes after it');
			this.unmet.push(onClient, onClock);
		}
		if (this.#depths === null) return 0;
		return this.#depths.get(`${onClient}:${onClock}`) ?? 0;
	}

	#content(kind: number): number {
		const reader = this.#reader;
		switch (kind) {
			case DELETED:
				return this.#gone();
			case BINARY:
				reader.varBytes();
				return 1;
			case STRING: {
				const bytes = utf8(reader.varBytes());
				return unitsOf(bytes);
			}
			case EMBED:
				this.#json();
				return 1;
			case FORMAT:
				this.#string();
				this.#json();
				return 1;
			case TYPE: {
				const type = reader.varUint();
				if (type > LAST_TYPE) throw new Malformed('type of no kind');
				if (NAMED_TYPES.includes(type)) this.#string();
				return 1;
			}
			default: {
				const values = reader.varUint();
				if (values === 0) throw new Malformed('empty struct');
				for (let i = 0; i < values; i++) skipValue(reader, 0);
				return values;
			}
		}
	}

	#gone(): number {
		const length = this.#reader.varUint();
		if (length === 0 || length > MAX_GONE) throw new Malformed('gap out of bounds');
		return length;
	}

	#string(): string {
		return decoder.decode(utf8(this.#reader.varBytes()));
	}

	#json(): void {
		let value: unknown;
		try {
			value = JSON.parse(this.#string());
		} catch {
			throw new Malformed('not JSON');
		}
		if (depthOf(value) > MAX_VALUE_DEPTH) throw new Malformed('nested too deeply');
	}
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function utf8(bytes: Uint8Array): Uint8Array {
	if (!isUtf8(bytes)) throw new Malformed('not UTF-8');
	return bytes;
}

/** UTF-16 units of valid UTF-8: what Yjs counts clocks in. */
function unitsOf(bytes: Uint8Array): number {
	let units = 0;
	for (const byte of bytes) {
		if (byte < 0x80 || byte >= 0xc0) units += byte >= 0xf0 ? 2 : 1;
	}
	if (units === 0) throw new Malformed('empty struct');
	return units;
}

/** lib0's "any": a tag, then the value. */
function skipValue(reader: ByteReader, depth: number): void {
	if (depth > MAX_VALUE_DEPTH) throw new Malformed('nested too deeply');
	const tag = reader.byte();
	switch (tag) {
		case 127: // undefined
		case 126: // null
		case 121: // false
		case 120: // true
			return;
		case 125:
			return skipVarInt(reader);
		case 124:
			return reader.skip(4);
		case 123:
		case 122:
			return reader.skip(8);
		case 119:
			utf8(reader.varBytes());
			return;
		case 118: {
			const entries = reader.varUint();
			for (let i = 0; i < entries; i++) {
				if (decoder.decode(utf8(reader.varBytes())) === '__proto__') throw new Malformed('key');
				skipValue(reader, depth + 1);
			}
			return;
		}
		case 117: {
			const items = reader.varUint();
			for (let i = 0; i < items; i++) skipValue(reader, depth + 1);
			return;
		}
		case 116:
			reader.varBytes();
			return;
		default:
			throw new Malformed('value of no kind');
	}
}

/** A signed integer of at most 53 bits: six bits in the first byte, seven in each further one. */
function skipVarInt(reader: ByteReader): void {
	let byte = reader.byte();
	let value = byte & 0x3f;
	let factor = 0x40;
	while (byte & 0x80) {
		byte = reader.byte();
		value += (byte & 0x7f) * factor;
		factor *= 0x80;
		if (value > Number.MAX_SAFE_INTEGER) throw new Malformed('number too large');
	}
}

function depthOf(value: unknown): number {
	let depth = 0;
	let level: unknown[] = [value];
	while (level.length > 0 && depth <= MAX_VALUE_DEPTH + 1) {
		level = level.flatMap((v) => (typeof v === 'object' && v !== null ? Object.values(v) : []));
		if (level.length > 0) depth += 1;
	}
	return depth;
}
