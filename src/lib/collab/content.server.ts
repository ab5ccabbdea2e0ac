import { splice } from './splice.server.ts';
import type { Stored } from './store.server.ts';
import { EMPTY, type Update } from './update.server.ts';

/** Updates are folded into one when there are so many. */
const FOLD_AT = 64;
/** The tail is compacted past this, plus half the snapshot … */
const TAIL_BYTES = 8 * 1024;
/** … or when so many nested types have come: depth is measured in the same thread. */
const TAIL_TYPES = 2_000;
/** When the last one leaves, a shorter tail is left as it is. */
const LEFT_BYTES = 1024;

/**
 * What is stored of a document: the snapshot and the tail that came after it, held as one update
 * that is put together when somebody asks. It is bytes; nothing is applied.
 */
export class Content {
	/** Last row of the log that is in it. */
	seq: number;
	#base: Update;
	/** Committed since `#base` was put together. */
	#recent: Update[] = [];
	#snapshotBytes: number;
	#tailBytes: number;
	#tailTypes = 0;
	/** Committed since a snapshot was begun; `null` while none is being made. */
	#since: Update[] | null = null;

	constructor(stored: Stored) {
		this.seq = stored.seq;
		this.#base = splice([stored.snapshot, stored.tail]);
		this.#snapshotBytes = stored.snapshot.bytes.length;
		this.#tailBytes = stored.tail === EMPTY ? 0 : stored.tail.bytes.length;
	}

	/** Bytes of snapshot and tail: what the document would be if it were never compacted. */
	get size(): number {
		return this.#snapshotBytes + this.#tailBytes;
	}

	get compacting(): boolean {
		return this.#since !== null;
	}

	/** The tail has grown so long that a snapshot is due. */
	get grown(): boolean {
		const most = TAIL_BYTES + this.#snapshotBytes / 2;
		return this.#tailBytes > most || this.#tailTypes > TAIL_TYPES;
	}

	/** There is enough to make a snapshot of when the last one has left. */
	get worthCompacting(): boolean {
		return this.#tailBytes >= LEFT_BYTES;
	}

	/** Everything, as one update. */
	whole(): Update {
		if (this.#recent.length > 0) {
			this.#base = splice([this.#base, ...this.#recent]);
			this.#recent = [];
		}
		return this.#base;
	}

	/** @param types how many nested types the update makes */
	add(update: Update, seq: number, types: number): void {
		this.seq = seq;
		this.#tailBytes += update.bytes.length;
		this.#tailTypes += types;
		this.#recent.push(update);
		this.#since?.push(update);
		if (this.#recent.length >= FOLD_AT) this.#recent = [splice(this.#recent)];
	}

	/** How far each client's text goes now; worked out when it is asked for, later perhaps. */
	vector(): () => ReadonlyMap<number, number> {
		const parts = [this.#base, ...this.#recent];
		let vector: Map<number, number> | undefined;
		return () => {
			vector ??= new Map(parts.flatMap((part) => part.sections.map((s) => [s.client, s.end])));
			return vector;
		};
	}

	/** The document as it goes to the thread; what is added from here on is kept apart. */
	beginCompaction(): { readonly state: Update; readonly seq: number } {
		this.#since = [];
		this.#tailTypes = 0;
		return { state: this.whole(), seq: this.seq };
	}

	/** @param state the same document, smaller; `null` when it could not be made */
	endCompaction(state: Update | null): void {
		const since = this.#since ?? [];
		this.#since = null;
		if (!state) {
			// Not tried again before it has grown by half of what it is.
			this.#snapshotBytes += this.#tailBytes;
			this.#tailBytes = 0;
			return;
		}
		this.#base = state;
		this.#recent = since;
		this.#snapshotBytes = state.bytes.length;
		this.#tailBytes = since.reduce((sum, update) => sum + update.bytes.length, 0);
	}
}
