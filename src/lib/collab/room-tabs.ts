/** Tabs of one person give each other what they have; it matters when there is no server. */

interface TabMessage {
	/** What the sender has; the others answer with what it lacks. */
	readonly vector?: Uint8Array;
	readonly update?: Uint8Array;
}

export interface RoomTabsEvents {
	update(update: Uint8Array): void;
	/** Another tab has opened. @returns what it lacks */
	greeted(vector: Uint8Array): Uint8Array;
}

export class RoomTabs {
	readonly #channel: BroadcastChannel | null;
	#closed = false;

	/** @param hold runs its work now, or when nothing is being composed any more */
	constructor(name: string, hold: (work: () => void) => void, events: RoomTabsEvents) {
		this.#channel =
			typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(`geli-room ${name}`);
		if (!this.#channel) return;
		this.#channel.onmessage = ({ data }: MessageEvent<TabMessage>) => {
			const { update, vector } = data;
			if (update) hold(() => events.update(update));
			if (vector) hold(() => this.send(events.greeted(vector)));
		};
	}

	send(update: Uint8Array): void {
		this.#post({ update });
	}

	greet(vector: Uint8Array): void {
		this.#post({ vector });
	}

	close(): void {
		this.#closed = true;
		this.#channel?.close();
	}

	#post(message: TabMessage): void {
		if (!this.#closed) this.#channel?.postMessage(message);
	}
}
