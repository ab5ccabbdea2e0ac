import { getContext, setContext } from 'svelte';
import type { Tone } from './tones.ts';

export interface Toast {
	readonly id: number;
	readonly text: string;
	readonly tone: Tone;
}

const KEY = Symbol('toasts');
const READING_MS = 4_000;
const PER_CHARACTER_MS = 90;

/** Short answers that come and go. What must be acted upon does not belong here. */
export class Toasts {
	shown: readonly Toast[] = $state.raw([]);
	#next = 1;

	/** Says it for as long as it takes to read; a refusal stays until it is put away. */
	say(text: string, tone: Tone = 'none'): void {
		const toast = { id: this.#next++, text, tone };
		this.shown = [...this.shown.slice(-2), toast];
		if (tone !== 'stop') {
			setTimeout(() => this.drop(toast.id), READING_MS + text.length * PER_CHARACTER_MS);
		}
	}

	drop(id: number): void {
		this.shown = this.shown.filter((toast) => toast.id !== id);
	}
}

export const provideToasts = (toasts: Toasts): Toasts => setContext(KEY, toasts);

/** `const toasts = useToasts(); toasts.say(t.saved, 'ok')` */
export const useToasts = (): Toasts => getContext<Toasts>(KEY);
