import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Leader } from './leader.ts';
import type { Said, Tabs } from './tabs.ts';

/** Web Locks as one browser has them: one holder, a queue, and stealing. */
class Locks {
	private holder: { reject: (error: unknown) => void } | null = null;
	private readonly queue: (() => void)[] = [];

	request(
		_name: string,
		options: { steal?: boolean; signal?: AbortSignal },
		held: () => Promise<void>
	): Promise<void> {
		return new Promise((resolve, reject) => {
			const begin = () => {
				const me = { reject };
				this.holder = me;
				void held().then(() => {
					if (this.holder !== me) return;
					this.holder = null;
					resolve();
					this.queue.shift()?.();
				});
			};
			if (options.steal) {
				this.holder?.reject(new DOMException('', 'AbortError'));
				begin();
			} else if (this.holder) this.queue.push(begin);
			else begin();
		});
	}
}

/** Tabs that hear each other; one can be put to sleep. */
class Channel {
	private readonly open: { hear: (said: Said) => void; tab: Sleeper }[] = [];

	tab(): Sleeper {
		const tab: Sleeper = {
			asleep: false,
			tabs: {
				hear: (hear: (said: Said) => void) => void this.open.push({ hear, tab }),
				say: (said: Said) => {
					for (const other of this.open) {
						if (other.tab !== tab && !other.tab.asleep) other.hear(said);
					}
				}
			} as unknown as Tabs
		};
		return tab;
	}
}
interface Sleeper {
	asleep: boolean;
	readonly tabs: Tabs;
}

const settled = () => vi.advanceTimersByTimeAsync(0);
const lead = (tab: Sleeper) =>
	new Leader({ person: 'p1', tabs: tab.tabs, lead: () => {}, yield: () => {} });

beforeEach(() => {
	vi.useFakeTimers();
	vi.stubGlobal('navigator', { locks: new Locks() });
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

it('one tab leads; when it closes the next one does', async () => {
	const channel = new Channel();
	const [first, second] = [lead(channel.tab()), lead(channel.tab())];
	await settled();
	expect([first.leading, second.leading]).toEqual([true, false]);
	first.close();
	await settled();
	expect([first.leading, second.leading]).toEqual([false, true]);
});

it('a leader that answers keeps the lead; one that sleeps loses it to who looks', async () => {
	const channel = new Channel();
	const [a, b] = [channel.tab(), channel.tab()];
	const [first, second] = [lead(a), lead(b)];
	second.check();
	await vi.advanceTimersByTimeAsync(10_000);
	expect([first.leading, second.leading]).toEqual([true, false]);
	a.asleep = true;
	second.check();
	await vi.advanceTimersByTimeAsync(10_000);
	expect([first.leading, second.leading]).toEqual([false, true]);
	// Awake again it stands in line.
	a.asleep = false;
	second.close();
	await settled();
	expect(first.leading).toBe(true);
});

it('where there are no locks every tab leads', async () => {
	vi.stubGlobal('navigator', {});
	const channel = new Channel();
	const [first, second] = [lead(channel.tab()), lead(channel.tab())];
	await settled();
	expect([first.leading, second.leading]).toEqual([true, true]);
});
