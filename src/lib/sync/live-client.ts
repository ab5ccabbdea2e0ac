const FIRST_MS = 1_000;
const MOST_MS = 60_000;

export interface LiveHandlers {
	/** Topics that changed; `*`: anything may have. */
	changed(seq: number, topics: readonly string[]): void;
	/** The connection is (again) there. */
	opened(): void;
	lost(): void;
	/** The server answered, and would not have it: perhaps it knows the session no more. */
	turnedAway(): void;
}

/**
 * The one live connection of a browser: server-sent events that say which topics changed. The
 * browser reconnects by itself; when the server closed for good (401, 5xx) we try again, later and
 * later. It resumes after the last seq it heard, so nothing in between is missed.
 */
export class LiveClient {
	private source: EventSource | null = null;
	private timer: ReturnType<typeof setTimeout> | undefined;
	private tries = 0;
	private seq: number | null = null;
	private readonly handlers: LiveHandlers;

	constructor(handlers: LiveHandlers) {
		this.handlers = handlers;
	}

	/** What another tab, which led before, has heard: resuming starts there. */
	heard(seq: number): void {
		this.seq = Math.max(this.seq ?? 0, seq);
	}

	open(): void {
		if (this.source || typeof EventSource === 'undefined') return;
		clearTimeout(this.timer);
		const source = new EventSource(this.seq === null ? '/api/live' : `/api/live?since=${this.seq}`);
		this.source = source;
		source.onopen = () => {
			this.tries = 0;
			this.handlers.opened();
		};
		source.onmessage = (event: MessageEvent<string>) => {
			const { seq, topics } = JSON.parse(event.data) as { seq: number; topics: string[] };
			this.seq = seq;
			if (topics.length > 0) this.handlers.changed(seq, topics);
		};
		source.onerror = () => {
			this.handlers.lost();
			if (source.readyState !== EventSource.CLOSED) return;
			this.close();
			this.handlers.turnedAway();
			const wait = Math.random() * Math.min(MOST_MS, FIRST_MS * 2 ** this.tries++);
			this.timer = setTimeout(() => this.open(), wait);
		};
	}

	/** Network is back, or the person looks: do not wait for the next try. */
	wake(): void {
		if (this.source?.readyState === 1) return;
		this.close();
		this.open();
	}

	close(): void {
		clearTimeout(this.timer);
		this.source?.close();
		this.source = null;
	}
}
