/** Svelte's store contract, also readable at once. */
export interface Readable<T> {
	readonly current: T;
	subscribe(run: (value: T) => void): () => void;
}

export class Value<T> implements Readable<T> {
	#current: T;
	readonly #listeners = new Set<(value: T) => void>();

	constructor(initial: T) {
		this.#current = initial;
	}

	get current(): T {
		return this.#current;
	}

	set(value: T): void {
		this.#current = value;
		for (const listener of [...this.#listeners]) listener(value);
	}

	subscribe(run: (value: T) => void): () => void {
		// One function may subscribe twice: each gets its own way out.
		const listener = (value: T) => run(value);
		this.#listeners.add(listener);
		listener(this.#current);
		return () => void this.#listeners.delete(listener);
	}
}
