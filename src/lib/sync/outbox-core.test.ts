import { beforeEach, describe, expect, it } from 'vitest';
import type { Envelope } from '#lib/kernel/command.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { done, refused, retry, unsupported, type Outcome } from '#lib/kernel/outcome.ts';
import {
	BACKOFF_FIRST_MS,
	BACKOFF_MOST_MS,
	BATCH,
	DONE_KEPT_MS,
	Drainer,
	POISON_AFTER,
	retryEntry,
	type Entry,
	type Sent
} from './outbox-core.ts';
import { SpillingStore } from './outbox-stores.ts';

/** A phone with a clock of its own; the server is whatever a test makes of `answer`. */
class Phone {
	readonly store = new SpillingStore(null);
	readonly sent: string[][] = [];
	now = 0;
	wall = 1_800_000_000_000;
	random = 1;
	answer: (batch: readonly Envelope[]) => Sent | Promise<Sent> = (batch) => all(batch, done(null));
	drainer = this.start('v1');

	start(appVersion: string): Drainer {
		this.drainer = new Drainer({
			store: this.store,
			send: async (batch) => {
				this.sent.push(batch.map((envelope) => envelope.name));
				return this.answer(batch);
			},
			now: () => this.now,
			wall: () => this.wall,
			random: () => this.random,
			appVersion
		});
		return this.drainer;
	}

	async act(name: string, lane = 'posts', after: string | null = null): Promise<string> {
		const id = uuidv7();
		await this.store.add({
			id,
			name,
			lane,
			input: {},
			subject: null,
			after,
			claimedAt: this.wall,
			appVersion: 'v1',
			state: 'waiting',
			reason: null,
			failures: 0,
			outcome: null,
			answeredAt: null
		});
		return id;
	}

	async entry(id: string): Promise<Entry | undefined> {
		return (await this.store.all()).find((entry) => entry.id === id);
	}

	/** Comes back as often as the drainer asks for, at most so often. */
	async until(most: number): Promise<void> {
		for (let i = 0; i < most; i++) {
			const next = await this.drainer.pass();
			if (next === null) return;
			this.now += next;
		}
	}
}

const all = (batch: readonly Envelope[], outcome: Outcome): Sent => ({
	kind: 'answers',
	answers: batch.map(({ id }) => ({ id, outcome }))
});

let phone: Phone;
beforeEach(() => {
	phone = new Phone();
});

describe('order', () => {
	it('sends a lane in the order of the acts, lanes apart, at most 50 at once', async () => {
		for (let i = 0; i < BATCH + 2; i++) await phone.act(`p${i}`);
		await phone.act('h0', 'hours');
		expect(await phone.drainer.pass()).toBe(null);
		expect(phone.sent.map((batch) => batch.length).sort()).toEqual([1, 2, BATCH]);
		const posts = phone.sent.filter((batch) => batch[0]?.startsWith('p')).flat();
		expect(posts).toEqual(Array.from({ length: BATCH + 2 }, (_, i) => `p${i}`));
	});

	it('a stuck lane blocks no other', async () => {
		await phone.act('stuck');
		const hours = await phone.act('fine', 'hours');
		phone.answer = (batch) =>
			batch[0]?.name === 'stuck' ? { kind: 'lost' } : all(batch, done(null));
		await phone.drainer.pass();
		expect((await phone.entry(hours))?.state).toBe('done');
	});

	it('waits for a command of another lane on which it depends', async () => {
		const parent = await phone.act('parent', 'hours');
		const child = await phone.act('child', 'posts', parent);
		phone.answer = (batch) => (phone.sent.length < 2 ? { kind: 'lost' } : all(batch, done(null)));
		await phone.until(10);
		expect(phone.sent).toEqual([['parent'], ['parent'], ['child']]);
		expect((await phone.entry(child))?.state).toBe('done');
	});
});

describe('answers', () => {
	it('an entry leaves only on an answer that names its id', async () => {
		const id = await phone.act('a');
		phone.answer = () => ({
			kind: 'answers',
			answers: [{ id: uuidv7(), outcome: done(null) }]
		});
		expect(await phone.drainer.pass()).toBeGreaterThan(0);
		expect((await phone.entry(id))?.state).toBe('waiting');
	});

	it('a refusal stays, with its reason, until the person has read it', async () => {
		const id = await phone.act('a');
		phone.answer = (batch) => all(batch, refused('full', { number: 3 }));
		await phone.drainer.pass();
		phone.wall += 90 * 24 * 3_600_000;
		await phone.drainer.pass();
		expect(await phone.entry(id)).toMatchObject({
			state: 'refused',
			outcome: { code: 'full', params: { number: 3 } }
		});
	});

	it('what was done is kept a moment for other tabs, then goes', async () => {
		const id = await phone.act('a');
		await phone.drainer.pass();
		expect((await phone.entry(id))?.state).toBe('done');
		phone.wall += DONE_KEPT_MS + 1;
		await phone.drainer.pass();
		expect(await phone.entry(id)).toBe(undefined);
	});

	it('401 pauses everything until something speaks for trying; ids stay', async () => {
		const id = await phone.act('a');
		phone.answer = () => ({ kind: 'signed_out' });
		expect(await phone.drainer.pass()).toBe(null);
		expect(phone.drainer.signedOut).toBe(true);
		await phone.drainer.pass();
		expect(phone.sent).toHaveLength(1);
		phone.answer = (batch) => all(batch, done(null));
		phone.drainer.wake();
		await phone.drainer.pass();
		expect((await phone.entry(id))?.state).toBe('done');
	});

	it('426 keeps everything and says that a newer app is wanted', async () => {
		const id = await phone.act('a');
		phone.answer = () => ({ kind: 'old_app' });
		expect(await phone.drainer.pass()).toBeGreaterThan(0);
		expect(phone.drainer.oldApp).toBe(true);
		expect((await phone.entry(id))?.state).toBe('waiting');
	});
});

describe('trying again', () => {
	it('waits longer and longer, at most a minute', async () => {
		await phone.act('a');
		phone.answer = () => ({ kind: 'lost' });
		const waits: (number | null)[] = [];
		for (let i = 0; i < 8; i++) {
			const next = await phone.drainer.pass();
			waits.push(next);
			phone.now += next ?? 0;
		}
		expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60].map((s) => s * 1000));
		expect(BACKOFF_MOST_MS).toBe(60_000);
		phone.random = 0.25;
		expect(await phone.drainer.pass()).toBe(15_000);
	});

	it('a wake-up shortens a guess, never what the server asked for', async () => {
		await phone.act('a');
		phone.answer = () => ({ kind: 'lost' });
		await phone.drainer.pass();
		phone.drainer.wake();
		await phone.drainer.pass();
		expect(phone.sent).toHaveLength(2);

		phone.answer = () => ({ kind: 'busy', after: 30 });
		phone.drainer.wake();
		await phone.drainer.pass();
		phone.drainer.wake();
		phone.now += 29_000;
		await phone.drainer.pass();
		expect(phone.sent).toHaveLength(3);
		phone.now += 10_000;
		await phone.drainer.pass();
		expect(phone.sent).toHaveLength(4);
	});

	it('network that is back counts its failures anew: the next pause is a short one', async () => {
		await phone.act('a');
		phone.answer = () => ({ kind: 'lost' });
		for (let i = 0; i < 8; i++) {
			const wait = (await phone.drainer.pass()) ?? 0;
			phone.now += wait;
		}
		phone.drainer.wake();
		expect(await phone.drainer.pass()).toBeLessThanOrEqual(BACKOFF_FIRST_MS);
	});

	it('a batch that breaks the server is sent one by one, and only its own failures count', async () => {
		const first = await phone.act('fine');
		const bad = await phone.act('bad');
		const last = await phone.act('fine too');
		phone.answer = (batch) =>
			batch.some(({ name }) => name === 'bad') ? { kind: 'failed' } : all(batch, done(null));
		await phone.until(40);
		expect((await phone.entry(first))?.state).toBe('done');
		expect((await phone.entry(last))?.state).toBe('done');
		expect(await phone.entry(bad)).toMatchObject({
			state: 'attention',
			reason: 'failed',
			failures: POISON_AFTER
		});
	});

	it('a server that is away is nobody’s failure', async () => {
		const id = await phone.act('a');
		phone.answer = () => ({ kind: 'busy' });
		await phone.until(30);
		expect(await phone.entry(id)).toMatchObject({ state: 'waiting', failures: 0 });
	});

	it('413 halves the batch; what is too large alone is set aside', async () => {
		const ids = [await phone.act('a'), await phone.act('b'), await phone.act('c')];
		phone.answer = (batch) => (batch.length > 1 ? { kind: 'too_large' } : all(batch, done(null)));
		await phone.until(10);
		for (const id of ids) expect((await phone.entry(id))?.state).toBe('done');

		const large = await phone.act('large');
		phone.answer = () => ({ kind: 'too_large' });
		await phone.until(10);
		expect(await phone.entry(large)).toMatchObject({ state: 'attention', reason: 'too_large' });
	});
});

describe('what needs the person', () => {
	it('dependants of what was set aside follow, and come back with it', async () => {
		const parent = await phone.act('parent');
		const child = await phone.act('child', 'posts', parent);
		phone.answer = (batch) => ({
			kind: 'answers',
			answers: batch.map(({ id, name }) => ({
				id,
				outcome: name === 'parent' ? unsupported : retry('busy')
			}))
		});
		await phone.until(10);
		expect((await phone.entry(parent))?.reason).toBe('unsupported');
		expect((await phone.entry(child))?.reason).toBe('parent');

		phone.answer = (batch) => all(batch, done(null));
		await retryEntry(phone.store, parent, 'v1');
		phone.drainer.wake();
		await phone.until(10);
		expect((await phone.entry(parent))?.state).toBe('done');
		expect((await phone.entry(child))?.state).toBe('done');
	});

	it('a newer app tries by itself what the older one could not send', async () => {
		const id = await phone.act('new');
		phone.answer = (batch) => all(batch, unsupported);
		await phone.until(5);
		await phone.start('v1').adopt();
		expect((await phone.entry(id))?.state).toBe('attention');
		phone.answer = (batch) => all(batch, done(null));
		await phone.start('v2').adopt();
		await phone.until(5);
		expect((await phone.entry(id))?.state).toBe('done');
	});
});

describe('a store without room', () => {
	it('holds in memory what could not be kept, and says so', async () => {
		const full = {
			all: async () => [],
			add: () => Promise.reject(new DOMException('', 'QuotaExceededError')),
			patch: async () => {},
			remove: async () => {}
		};
		const store = new SpillingStore(full);
		expect(store.spilled).toBe(false);
		const entry = (await new SpillingStore(null).add({ id: 'x' } as never)) as Entry;
		await store.add({ ...entry, id: 'x', state: 'waiting' });
		expect(store.spilled).toBe(true);
		expect(await store.all()).toHaveLength(1);
		await store.patch('x', { state: 'done' });
		expect(store.spilled).toBe(false);
	});
});
