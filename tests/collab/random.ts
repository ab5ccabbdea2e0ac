/** Chance with a seed, so that what failed once fails again. */
export interface Random {
	/** A whole number in `[0, below)`. */
	(below: number): number;
	bytes(length: number): Uint8Array;
	pick<T>(list: readonly T[]): T;
}

export function random(seed: number): Random {
	let state = seed >>> 0 || 1;
	const next = () => {
		// xorshift32
		state ^= state << 13;
		state >>>= 0;
		state ^= state >>> 17;
		state ^= state << 5;
		state >>>= 0;
		return state / 2 ** 32;
	};
	const below = ((n: number) => Math.floor(next() * n)) as Random;
	below.bytes = (length) => Uint8Array.from({ length }, () => below(256));
	below.pick = (list) => {
		const one = list[below(list.length)];
		if (one === undefined) throw new Error('nothing to pick from');
		return one;
	};
	return below;
}
