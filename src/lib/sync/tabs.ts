import type { Outcome } from '#lib/kernel/outcome.ts';

/** What tabs of one person tell each other. */
export type Said =
	/** Entries of the outbox changed. */
	| { readonly type: 'outbox' }
	/** There is something to send in this lane. */
	| { readonly type: 'send'; readonly lane: string }
	| { readonly type: 'answered'; readonly id: string; readonly outcome: Outcome }
	| { readonly type: 'sending'; readonly ids: readonly string[]; readonly on: boolean }
	/** From the live connection. */
	| { readonly type: 'changed'; readonly seq: number; readonly topics: readonly string[] }
	/** Is the leader awake? */
	| { readonly type: 'ping' }
	| { readonly type: 'pong' }
	/** The person has signed out: let go of everything. */
	| { readonly type: 'bye' };

/** A BroadcastChannel of one person's tabs; silent where there is none. */
export class Tabs {
	private readonly channel: BroadcastChannel | null;
	private readonly listeners = new Set<(said: Said) => void>();

	constructor(person: string) {
		this.channel =
			typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(`geli-${person}`);
		if (!this.channel) return;
		this.channel.onmessage = (event: MessageEvent<Said>) => {
			for (const listener of this.listeners) listener(event.data);
		};
	}

	/** To the other tabs, never to this one. */
	say(said: Said): void {
		this.channel?.postMessage(said);
	}

	hear(listener: (said: Said) => void): void {
		this.listeners.add(listener);
	}

	close(): void {
		this.listeners.clear();
		this.channel?.close();
	}
}
