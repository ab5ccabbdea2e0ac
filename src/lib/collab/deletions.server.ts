import { ByteWriter } from './bytes.ts';
import { eachDeletion, type Update } from './update.server.ts';

/** Deleted clocks per client, as sorted ranges that do not touch. */
export class Deletions {
	/** Starts and ends in turn: `[from, to, from, to, …]`. */
	readonly #ranges = new Map<number, number[]>();

	static of(...updates: readonly Pick<Update, 'bytes' | 'deletesAt'>[]): Deletions {
		const all = new Deletions();
		const loose = new Map<number, [number, number][]>();
		for (const update of updates) {
			eachDeletion(update, (client, from, to) => {
				const list = loose.get(client);
				if (list) list.push([from, to]);
				else loose.set(client, [[from, to]]);
			});
		}
		for (const [client, list] of loose) {
			list.sort((a, b) => a[0] - b[0]);
			const flat: number[] = [];
			for (const [from, to] of list) {
				if (flat.length > 0 && from <= flat.at(-1)!) {
					flat[flat.length - 1] = Math.max(flat.at(-1)!, to);
				} else flat.push(from, to);
			}
			all.#ranges.set(client, flat);
		}
		return all;
	}

	get empty(): boolean {
		return this.#ranges.size === 0;
	}

	/** Adds a range; returns whether any of it was new. */
	add(client: number, from: number, to: number): boolean {
		const flat = this.#ranges.get(client);
		if (!flat) {
			this.#ranges.set(client, [from, to]);
			return true;
		}
		const first = firstEndingAtOrAfter(flat, from);
		if (first < flat.length && flat[first]! <= from && flat[first + 1]! >= to) return false;
		let start = from;
		let end = to;
		let last = first;
		while (last < flat.length && flat[last]! <= end) {
			start = Math.min(start, flat[last]!);
			end = Math.max(end, flat[last + 1]!);
			last += 2;
		}
		flat.splice(first, last - first, start, end);
		return true;
	}

	has(client: number, from: number, to: number): boolean {
		const flat = this.#ranges.get(client);
		if (!flat) return false;
		const at = firstEndingAtOrAfter(flat, to);
		return at < flat.length && flat[at]! <= from && flat[at + 1]! >= to;
	}

	/** As a V1 delete set. */
	encode(): Uint8Array {
		const writer = new ByteWriter().varUint(this.#ranges.size);
		const clients = [...this.#ranges.keys()].sort((a, b) => b - a);
		for (const client of clients) {
			const flat = this.#ranges.get(client)!;
			writer.varUint(client).varUint(flat.length / 2);
			for (let i = 0; i < flat.length; i += 2) {
				writer.varUint(flat[i]!).varUint(flat[i + 1]! - flat[i]!);
			}
		}
		return writer.done();
	}
}

/** Index of the first range whose end is at or after `clock`; the list's length when none is. */
function firstEndingAtOrAfter(flat: readonly number[], clock: number): number {
	let low = 0;
	let high = flat.length / 2;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (flat[middle * 2 + 1]! < clock) low = middle + 1;
		else high = middle;
	}
	return low * 2;
}
