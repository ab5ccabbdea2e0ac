import type { Tabs } from './tabs.ts';

const ANSWER_WITHIN_MS = 3_000;

export interface LeaderPorts {
	readonly person: string;
	readonly tabs: Tabs;
	/** This tab now sends and listens for all. */
	readonly lead: () => void;
	/** Another tab took over (this one had been put to sleep). */
	readonly yield: () => void;
}

/**
 * One tab of a person sends the outbox and holds the live connection: the one that has the Web
 * Lock. When it closes the next one gets it. A leader that was put to sleep (iOS, a frozen tab)
 * keeps its lock but answers no ping: then the visible tab takes the lock from it. Where there are
 * no locks every tab leads; the server takes each command once all the same.
 */
export class Leader {
	leading = false;
	private readonly ports: LeaderPorts;
	private readonly end = new AbortController();
	private waiting: ReturnType<typeof setTimeout> | undefined;

	constructor(ports: LeaderPorts) {
		this.ports = ports;
		ports.tabs.hear((said) => {
			if (said.type === 'ping' && this.leading) ports.tabs.say({ type: 'pong' });
			if (said.type === 'pong') clearTimeout(this.waiting);
		});
		this.request(false);
	}

	/** The person looks at this tab: makes sure that somebody awake leads. */
	check(): void {
		if (this.leading || this.end.signal.aborted) return;
		clearTimeout(this.waiting);
		this.waiting = setTimeout(() => this.request(true), ANSWER_WITHIN_MS);
		this.ports.tabs.say({ type: 'ping' });
	}

	close(): void {
		clearTimeout(this.waiting);
		this.end.abort();
		this.leading = false;
	}

	private request(steal: boolean): void {
		if (!navigator.locks) return queueMicrotask(() => this.begin());
		const { signal } = this.end;
		const held = () =>
			new Promise<void>((resolve) => {
				if (signal.aborted) return resolve();
				signal.addEventListener('abort', () => resolve());
				this.begin();
			});
		// `steal` and `signal` exclude each other.
		navigator.locks
			.request(`geli-leader-${this.ports.person}`, steal ? { steal } : { signal }, held)
			.catch(() => {
				if (signal.aborted || !this.leading) return;
				this.leading = false;
				this.ports.yield();
				this.request(false);
			});
	}

	private begin(): void {
		if (this.leading || this.end.signal.aborted) return;
		this.leading = true;
		this.ports.lead();
	}
}
