/**
 * Putting updates together by their bytes. Since a room takes no gaps and no overlaps, the structs
 * of one client in later updates continue those in earlier ones, and merging is copying: linear,
 * where `Y.mergeUpdates` is quadratic in the number of updates.
 */
import { sizeOfVarUint, writeVarUint } from './bytes.ts';
import { Deletions } from './deletions.server.ts';
import { deletes, EMPTY, type Section, type Update } from './update.server.ts';

const NO_DELETES = Uint8Array.of(0);

interface Run {
	readonly client: number;
	readonly clock: number;
	end: number;
	structs: number;
	length: number;
	readonly pieces: Uint8Array[];
}

/**
 * One update that says what all of them say.
 *
 * @param updates in the order in which they were taken: each client's structs without gap or overlap
 * @param deletions what is deleted in all, when that is at hand already
 */
export function splice(updates: readonly Update[], deletions?: Uint8Array): Update {
	if (updates.length === 0) return EMPTY;
	if (updates.length === 1 && !deletions) return updates[0]!;

	const runs = new Map<number, Run>();
	for (const { bytes, sections } of updates) {
		for (const { client, clock, end, structs, from, to } of sections) {
			const piece = bytes.subarray(from, to);
			const run = runs.get(client);
			if (!run) {
				runs.set(client, { client, clock, end, structs, length: to - from, pieces: [piece] });
				continue;
			}
			if (run.end !== clock) throw new Error(`updates of client ${client} do not join`);
			run.end = end;
			run.structs += structs;
			run.length += to - from;
			run.pieces.push(piece);
		}
	}
	const deleting = updates.filter(deletes);
	const tail =
		deletions ??
		(deleting.length === 0
			? NO_DELETES
			: deleting.length === 1
				? deleting[0]!.bytes.subarray(deleting[0]!.deletesAt)
				: Deletions.of(...deleting).encode());

	const ordered = [...runs.values()].sort((a, b) => b.client - a.client);
	let size = sizeOfVarUint(ordered.length) + tail.length;
	for (const run of ordered) {
		size +=
			sizeOfVarUint(run.structs) +
			sizeOfVarUint(run.client) +
			sizeOfVarUint(run.clock) +
			run.length;
	}
	const bytes = new Uint8Array(size);
	const sections: Section[] = [];
	let at = writeVarUint(bytes, 0, ordered.length);
	for (const { client, clock, end, structs, length, pieces } of ordered) {
		at = writeVarUint(bytes, at, structs);
		at = writeVarUint(bytes, at, client);
		at = writeVarUint(bytes, at, clock);
		sections.push({ client, clock, end, structs, from: at, to: at + length });
		for (const piece of pieces) {
			bytes.set(piece, at);
			at += piece.length;
		}
	}
	bytes.set(tail, at);
	return { bytes, sections, deletesAt: at };
}

/** The update in bytes of its own: what a socket delivered lies in a shared buffer. */
export const owned = (update: Update): Update => ({
	bytes: update.bytes.slice(),
	sections: update.sections,
	deletesAt: update.deletesAt
});

/** The update with only these sections and this delete set. */
export function trimmed(
	update: Update,
	keep: readonly Section[],
	deletions: Uint8Array = update.bytes.subarray(update.deletesAt)
): Update {
	return splice([{ bytes: update.bytes, sections: keep, deletesAt: 0 }], deletions);
}
