/** Reading and writing lib0's variable-length integers, without an object per number. */

/** Thrown by readers for bytes that are not what they should be. */
export class Malformed extends Error {
	override readonly name = 'Malformed';
}

export class ByteReader {
	readonly bytes: Uint8Array;
	position: number;
	readonly end: number;

	constructor(bytes: Uint8Array, position = 0, end = bytes.length) {
		this.bytes = bytes;
		this.position = position;
		this.end = end;
	}

	byte(): number {
		if (this.position >= this.end) throw new Malformed('cut off');
		return this.bytes[this.position++]!;
	}

	/** @throws {Malformed} past the end, or beyond what a number holds exactly */
	varUint(): number {
		let value = 0;
		let factor = 1;
		for (;;) {
			const byte = this.byte();
			value += (byte & 0x7f) * factor;
			if (value > Number.MAX_SAFE_INTEGER) throw new Malformed('number too large');
			if (byte < 0x80) return value;
			factor *= 0x80;
			if (factor > Number.MAX_SAFE_INTEGER) throw new Malformed('number too long');
		}
	}

	skip(length: number): void {
		if (length > this.end - this.position) throw new Malformed('cut off');
		this.position += length;
	}

	/** @throws {Malformed} when something is left */
	finish(): void {
		if (this.position !== this.end) throw new Malformed('bytes left over');
	}

	/** A length and so many bytes; a view, not a copy. */
	varBytes(): Uint8Array {
		const length = this.varUint();
		const from = this.position;
		this.skip(length);
		return this.bytes.subarray(from, from + length);
	}
}

export const sizeOfVarUint = (value: number): number => {
	let size = 1;
	for (let rest = value; rest >= 0x80; rest = Math.floor(rest / 0x80)) size += 1;
	return size;
};

/** Writes at `at`; returns the position after it. There must be room. */
export function writeVarUint(bytes: Uint8Array, at: number, value: number): number {
	let rest = value;
	let position = at;
	while (rest >= 0x80) {
		bytes[position++] = 0x80 | (rest % 0x80);
		rest = Math.floor(rest / 0x80);
	}
	bytes[position++] = rest;
	return position;
}

/** A buffer that grows; for what is small or rarely written. */
export class ByteWriter {
	#bytes = new Uint8Array(64);
	#length = 0;

	get length(): number {
		return this.#length;
	}

	#reserve(more: number): void {
		if (this.#length + more <= this.#bytes.length) return;
		const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + more));
		grown.set(this.#bytes.subarray(0, this.#length));
		this.#bytes = grown;
	}

	varUint(value: number): this {
		this.#reserve(8);
		this.#length = writeVarUint(this.#bytes, this.#length, value);
		return this;
	}

	raw(bytes: Uint8Array): this {
		this.#reserve(bytes.length);
		this.#bytes.set(bytes, this.#length);
		this.#length += bytes.length;
		return this;
	}

	varBytes(bytes: Uint8Array): this {
		return this.varUint(bytes.length).raw(bytes);
	}

	/** A copy of exactly what was written. */
	done(): Uint8Array<ArrayBuffer> {
		return this.#bytes.slice(0, this.#length);
	}
}
