import { fetchWithin } from './transport.ts';

const FIRST_MS = 2_000;
const MOST_MS = 30_000;
const PROBE_WITHIN_MS = 8_000;

/**
 * Whether the server can be reached, by what requests tell: `navigator.onLine` is a hint only (a
 * wireless network without a way out counts as online). While it cannot, the server is asked again
 * and again, later and later.
 */
export class Connection {
	online = $state(true);
	private readonly back: () => void;
	private timer: ReturnType<typeof setTimeout> | undefined;
	private tries = 0;
	private closed = false;

	/** @param back - called each time the server can be reached again. */
	constructor(back: () => void) {
		this.back = back;
		if (typeof navigator !== 'undefined' && navigator.onLine === false) this.lost();
	}

	/** A request was answered, with whatever. */
	ok(): void {
		clearTimeout(this.timer);
		this.tries = 0;
		if (this.online) return;
		this.online = true;
		this.back();
	}

	/** A request got no answer. */
	lost(): void {
		if (this.closed) return;
		this.online = false;
		clearTimeout(this.timer);
		const most = Math.min(MOST_MS, FIRST_MS * 2 ** this.tries++);
		this.timer = setTimeout(() => void this.check(), most / 2 + (Math.random() * most) / 2);
	}

	/** Asks the server now. */
	async check(): Promise<void> {
		if (this.closed) return;
		clearTimeout(this.timer);
		try {
			await fetchWithin('/healthz', { method: 'HEAD' }, PROBE_WITHIN_MS);
			this.ok();
		} catch {
			this.lost();
		}
	}

	close(): void {
		this.closed = true;
		clearTimeout(this.timer);
	}
}
