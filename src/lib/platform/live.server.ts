import type { RecordedEvent } from './handler.server.ts';

/** What listeners hear: that something changed, never what. */
export interface Change {
	readonly seq: number;
	readonly topics: readonly string[];
}

export type Listener = (change: Change) => void;

const REMEMBERED_CHANGES = 2_000;
const REMEMBERED_TOPICS = 50_000;

/**
 * Who hears of which commit, and how new each topic is. It starts from the event table's last seq;
 * of what came before it only knows "not newer than that", which costs a re-read and no mistake.
 */
export class Live {
	#seq: number;
	#floor: number;
	readonly #topics = new Map<string, number>();
	readonly #recent: Change[] = [];
	readonly #listeners = new Set<Listener>();

	constructor(lastSeq = 0) {
		this.#seq = lastSeq;
		this.#floor = lastSeq;
	}

	get seq(): number {
		return this.#seq;
	}

	get listeners(): number {
		return this.#listeners.size;
	}

	/** Called after the commit, in order of commit. */
	publish(events: readonly RecordedEvent[]): void {
		const last = events.at(-1);
		if (!last) return;
		const topics = [...new Set(events.flatMap((e) => e.topics))];
		const change: Change = { seq: last.seq, topics };
		this.#seq = Math.max(this.#seq, last.seq);
		for (const topic of topics) {
			this.#topics.delete(topic);
			this.#topics.set(topic, last.seq);
		}
		for (const [topic, seq] of this.#topics) {
			if (this.#topics.size <= REMEMBERED_TOPICS) break;
			this.#topics.delete(topic);
			this.#floor = Math.max(this.#floor, seq);
		}
		this.#recent.push(change);
		if (this.#recent.length > REMEMBERED_CHANGES) this.#recent.shift();
		for (const listener of this.#listeners) listener(change);
	}

	/** The newest seq at which one of the topics changed, as far as is known. */
	newest(topics: readonly string[]): number {
		let newest = 0;
		for (const topic of topics) newest = Math.max(newest, this.#topics.get(topic) ?? this.#floor);
		return newest;
	}

	/** Changes after `seq`; `null` when some are no longer remembered and all must be re-read. */
	since(seq: number): readonly Change[] | null {
		if (seq >= this.#seq) return [];
		const first = this.#recent[0];
		if (!first || first.seq > seq + 1) return null;
		return this.#recent.filter((change) => change.seq > seq);
	}

	listen(listener: Listener): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}
}
