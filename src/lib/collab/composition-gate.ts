/**
 * Holds the door while an input method composes: half-typed pinyin must not reach others, and their
 * text must not move what is being composed. It opens 30 ms after the composition has ended, when
 * the field loses focus, and after 10 s whatever happens.
 */
export class CompositionGate {
	/** The field in which something is being composed. */
	#composing: HTMLElement | null = null;
	#opening: ReturnType<typeof setTimeout> | undefined;
	#limit: ReturnType<typeof setTimeout> | undefined;
	readonly #onOpen: () => void;

	/** @param onOpen called when what waited may pass */
	constructor(onOpen: () => void) {
		this.#onOpen = onOpen;
	}

	get closed(): boolean {
		return this.#composing !== null;
	}

	/** Watches a field; returns the function that stops watching. */
	watch(element: HTMLElement): () => void {
		const start = () => this.#close(element);
		const end = () => {
			clearTimeout(this.#opening);
			this.#opening = setTimeout(() => this.open(), OPEN_AFTER_MS);
		};
		const blur = () => {
			if (this.#composing === element) this.open();
		};
		element.addEventListener('compositionstart', start);
		element.addEventListener('compositionend', end);
		element.addEventListener('blur', blur);
		return () => {
			element.removeEventListener('compositionstart', start);
			element.removeEventListener('compositionend', end);
			element.removeEventListener('blur', blur);
			blur();
		};
	}

	open(): void {
		clearTimeout(this.#opening);
		clearTimeout(this.#limit);
		if (!this.#composing) return;
		this.#composing = null;
		this.#onOpen();
	}

	#close(element: HTMLElement): void {
		// A second composition that starts at once goes on with the first one's time.
		clearTimeout(this.#opening);
		const goesOn = this.#composing !== null;
		this.#composing = element;
		if (!goesOn) this.#limit = setTimeout(() => this.open(), LIMIT_MS);
	}
}

const OPEN_AFTER_MS = 30;
const LIMIT_MS = 10_000;
