/** State vectors (V1), and what one update says of another. */
import { ByteReader, sizeOfVarUint, writeVarUint } from './bytes.ts';
import { scan, type Update } from './update.server.ts';

/** A V1 state vector. */
export function encodeVector(known: Iterable<readonly [number, number]>): Uint8Array {
	const entries = [...known].filter(([, clock]) => clock > 0).sort((a, b) => b[0] - a[0]);
	let size = sizeOfVarUint(entries.length);
	for (const [client, clock] of entries) size += sizeOfVarUint(client) + sizeOfVarUint(clock);
	const bytes = new Uint8Array(size);
	let at = writeVarUint(bytes, 0, entries.length);
	for (const [client, clock] of entries) {
		at = writeVarUint(bytes, at, client);
		at = writeVarUint(bytes, at, clock);
	}
	return bytes;
}

/** Clocks by client; a client of clock 0 is not in it. */
export function decodeVector(bytes: Uint8Array): Map<number, number> {
	const reader = new ByteReader(bytes);
	const clients = reader.varUint();
	const vector = new Map<number, number>();
	for (let i = 0; i < clients; i++) {
		const client = reader.varUint();
		const clock = reader.varUint();
		if (clock > 0) vector.set(client, clock);
	}
	reader.finish();
	return vector;
}

/** Reads a document that the thread gave back; the same clocks, or it is not taken. */
export function sameDocument(bytes: Uint8Array, before: Update): Update | null {
	const { sections, deletesAt } = scan(bytes);
	const ends = new Map(before.sections.map((s) => [s.client, s.end]));
	const same =
		sections.length === ends.size &&
		sections.every((s) => s.clock === 0 && ends.get(s.client) === s.end);
	return same ? { bytes, sections, deletesAt } : null;
}
