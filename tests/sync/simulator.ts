/**
 * One phone with two tabs, a network that loses, delays and repeats, and a server that fails:
 * seeded, in virtual time. The outbox is the real one; the server is a model or the real runner.
 */
import type { Envelope } from '#lib/kernel/command.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import type { Outcome } from '#lib/kernel/outcome.ts';
import {
	Drainer,
	type Entry,
	type EntryChange,
	type NewEntry,
	type OutboxStore,
	type Sent
} from '#lib/sync/outbox-core.ts';

/** How the server takes a command, by its name `sim.<fate>`. */
export const FATES = ['ok', 'refuse', 'crash_thrice', 'crash', 'unknown', 'new', 'big'] as const;
export type Fate = (typeof FATES)[number];
export const fateOf = (name: string): Fate => name.slice('sim.'.length) as Fate;

/** Takes one batch as the door does: in order, and after a `retry` the rest of the lane waits. */
export interface SimServer {
	handle(batch: readonly Envelope[]): Promise<Sent>;
	/** From now on it knows `new` commands. */
	deploy(): void;
	/** What it has decided, in order; for the ids of one schedule. */
	log(ids: ReadonlySet<string>): Promise<readonly { id: string; outcome: Outcome }[]>;
	/** One for every effect that a command had. */
	effects(ids: ReadonlySet<string>): Promise<readonly string[]>;
}

/** What is broken on purpose, to see that it is noticed. */
export type Mutant = 'none' | 'drop_on_4xx' | 'no_lock' | 'answers_by_place';

/** Mulberry32: small, seeded, good enough to choose with. */
export function randomFrom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}

const never = <T>() => new Promise<T>(() => {});

/** Time that passes only when nothing else is to do. */
class Time {
	now = 0;
	/** Calls into the real world that are under way: time stands still. */
	busy = 0;
	#order = 0;
	#queue: { at: number; order: number; run: () => void }[] = [];

	after(ms: number, run: () => void): void {
		this.#queue.push({ at: this.now + ms, order: this.#order++, run });
	}

	sleep(ms: number): Promise<void> {
		return new Promise((resolve) => this.after(ms, resolve));
	}

	async real<T>(work: Promise<T>): Promise<T> {
		this.busy += 1;
		try {
			return await work;
		} finally {
			this.busy -= 1;
		}
	}

	/** Runs what is due until a moment. */
	async until(end: number): Promise<void> {
		for (;;) {
			await this.#settle();
			let next = 0;
			for (let i = 1; i < this.#queue.length; i++) {
				const [a, b] = [this.#queue[i], this.#queue[next]];
				if (a && b && (a.at < b.at || (a.at === b.at && a.order < b.order))) next = i;
			}
			const due = this.#queue[next];
			if (!due || due.at > end) break;
			this.#queue.splice(next, 1);
			this.now = Math.max(this.now, due.at);
			due.run();
		}
		this.now = end;
	}

	async #settle(): Promise<void> {
		do await new Promise((resolve) => setImmediate(resolve));
		while (this.busy > 0);
	}
}

/** The phone's disk: survives a killed tab; what a dead tab still asks for is never done. */
class Disk {
	entries: Entry[] = [];
	/** Once taken out of its lane, the others went on. */
	readonly setAside = new Set<string>();
	#seq = 0;

	storeFor(alive: () => boolean): OutboxStore {
		const step = async <T>(work: () => T): Promise<T> => {
			await Promise.resolve();
			return alive() ? work() : never<T>();
		};
		return {
			all: () => step(() => [...this.entries]),
			add: (entry: NewEntry) =>
				step(() => {
					const stored = { ...entry, seq: ++this.#seq };
					this.entries.push(stored);
					return stored;
				}),
			patch: (id: string, change: EntryChange) =>
				step(() => {
					if (change.state === 'attention') this.setAside.add(id);
					this.entries = this.entries.map((e) => (e.id === id ? { ...e, ...change } : e));
				}),
			remove: (id: string) =>
				step(() => {
					this.entries = this.entries.filter((e) => e.id !== id);
				})
		};
	}
}

/** As long as it is `on`, everything below may happen; then all is well. */
interface Weather {
	on: boolean;
	offline: boolean;
	signedOut: boolean;
}

interface Tab {
	alive: boolean;
	leading: boolean;
	readonly drainer: Drainer;
	readonly store: OutboxStore;
	kick(): void;
}

export interface Report {
	readonly violations: readonly string[];
	readonly requests: number;
	readonly commands: number;
}

export async function simulate(
	seed: number,
	server: SimServer,
	mutant: Mutant = 'none'
): Promise<Report> {
	const random = randomFrom(seed);
	const chance = (p: number) => random() < p;
	const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
	const time = new Time();
	const disk = new Disk();
	const weather: Weather = { on: true, offline: false, signedOut: false };
	const violations: string[] = [];
	const tabs: Tab[] = [];
	/** Commands of which the person was told that they are kept. */
	const told: { id: string; lane: string; fate: Fate }[] = [];
	/** Answers as the phone saw them, in the order in which they came. */
	const seen = new Map<string, Outcome>();
	const inFlight = new Map<string, Tab>();
	let requests = 0;
	let wallSkew = 0;

	async function request(batch: readonly Envelope[]): Promise<Sent> {
		requests += 1;
		if (weather.on) {
			if (weather.offline) return time.sleep(20).then(() => ({ kind: 'lost' }));
			if (chance(0.2)) return time.sleep(1_000).then(() => ({ kind: 'lost' }));
			if (chance(0.05)) {
				// Half open: the phone gives up, and the request arrives all the same.
				time.after(1_000 + random() * 4_000, () => void time.real(server.handle(batch)));
				return time.sleep(1_000).then(() => ({ kind: 'lost' }));
			}
			if (chance(0.1)) {
				time.after(random() * 5_000, () => void time.real(server.handle(batch)));
			}
		}
		await time.sleep(5 + random() * 300);
		if (weather.on) {
			if (weather.signedOut) return { kind: 'signed_out' };
			if (chance(0.04)) return { kind: 'busy', after: Math.floor(random() * 10) };
			if (chance(0.04)) return { kind: 'failed' };
			if (chance(0.02)) return { kind: 'old_app' };
		}
		if (batch.some((e) => fateOf(e.name) === 'big') || batch.length > 20) {
			return { kind: 'too_large' };
		}
		const sent = await time.real(server.handle(batch));
		if (weather.on && chance(0.2)) return time.sleep(1_000).then(() => ({ kind: 'lost' }));
		await time.sleep(random() * 300);
		return sent;
	}

	function openTab(appVersion: string): Tab {
		let running = false;
		let again = false;
		const alive = () => tab.alive;
		const store = disk.storeFor(alive);
		const drainer = new Drainer({
			store,
			send: async (batch) => {
				for (const { id } of batch) {
					const other = inFlight.get(id);
					if (other?.alive && other !== tab) violations.push(`two tabs sent ${id} at once`);
					inFlight.set(id, tab);
				}
				let sent = await request(batch);
				if (!tab.alive) return never<Sent>();
				for (const { id } of batch) if (inFlight.get(id) === tab) inFlight.delete(id);
				if (mutant === 'drop_on_4xx' && (sent.kind === 'failed' || sent.kind === 'signed_out')) {
					for (const { id } of batch) await store.remove(id);
				}
				if (mutant === 'answers_by_place' && sent.kind === 'answers') {
					const outcomes = sent.answers.map((answer) => answer.outcome).reverse();
					const answers = batch.flatMap(({ id }, i) => {
						const outcome = outcomes[i];
						return outcome ? [{ id, outcome }] : [];
					});
					sent = { kind: 'answers', answers };
				}
				return sent;
			},
			now: () => time.now,
			wall: () => 1_800_000_000_000 + time.now + wallSkew,
			random,
			appVersion,
			answered: (entry, outcome) => void seen.set(entry.id, outcome)
		});
		async function run() {
			running = true;
			do {
				again = false;
				const next = await drainer.pass();
				if (next !== null && !again) time.after(next, () => tab.kick());
			} while (again);
			running = false;
		}
		const tab: Tab = {
			alive: true,
			leading: false,
			drainer,
			store,
			kick() {
				if (!tab.alive || !tab.leading) return;
				if (running) again = true;
				else void run();
			}
		};
		tabs.push(tab);
		void drainer.adopt().then(() => lead());
		return tab;
	}

	/** The lock: one living tab leads, the next one when it dies. */
	function lead() {
		const living = tabs.filter((tab) => tab.alive);
		if (mutant !== 'no_lock' && living.some((tab) => tab.leading)) return;
		for (const tab of mutant === 'no_lock' ? living : living.slice(0, 1)) {
			if (tab.leading) continue;
			tab.leading = true;
			tab.drainer.wake();
			tab.kick();
		}
	}

	function kill(tab: Tab) {
		tab.alive = false;
		tab.leading = false;
		time.after(10 + random() * 100, lead);
	}

	async function act(tab: Tab) {
		const fate: Fate = chance(0.6) ? 'ok' : pick(FATES);
		const lane = pick(['posts', 'hours', 'lists']);
		const id = uuidv7();
		const parent = chance(0.25) ? told.at(-1 - Math.floor(random() * 3)) : undefined;
		await tab.store.add({
			id,
			name: `sim.${fate}`,
			lane,
			input: { n: told.length },
			subject: null,
			after: parent?.id ?? null,
			claimedAt: 1_800_000_000_000 + Math.floor(time.now),
			appVersion: 'v1',
			state: 'waiting',
			reason: null,
			failures: 0,
			outcome: null,
			answeredAt: null
		});
		told.push({ id, lane, fate });
		for (const other of tabs) {
			if (!other.alive || !other.leading) continue;
			other.drainer.wakeLane(lane);
			other.kick();
		}
	}

	const wake = () => {
		for (const tab of tabs) {
			if (!tab.alive || !tab.leading) continue;
			tab.drainer.wake();
			tab.kick();
		}
	};
	const living = () => tabs.filter((tab) => tab.alive);

	// Weather.
	openTab('v1');
	openTab('v1');
	const steps = 10 + Math.floor(random() * 20);
	for (let step = 0; step < steps; step++) {
		const dice = random();
		if (dice < 0.5) {
			const tab = pick(living());
			if (tab) void act(tab);
		} else if (dice < 0.6) {
			const tab = pick(living());
			if (tab) kill(tab);
			if (living().length === 0 || chance(0.7)) openTab('v1');
		} else if (dice < 0.7) weather.offline = !weather.offline;
		else if (dice < 0.75) weather.signedOut = !weather.signedOut;
		else if (dice < 0.8) wallSkew += (random() - 0.5) * 10 * 86_400_000;
		else if (dice < 0.9) wake();
		await time.until(time.now + random() * 3_000);
	}

	// All is well again: a new version, one tab, a network that works.
	weather.on = false;
	server.deploy();
	for (const tab of living()) kill(tab);
	openTab('v2');
	await time.until(time.now + 20 * 60_000);

	await check();
	return { violations, requests, commands: told.length };

	async function check() {
		const ids = new Set(told.map((command) => command.id));
		const log = await server.log(ids);
		const decided = new Map(log.map((row, place) => [row.id, { place, outcome: row.outcome }]));
		const effects = await server.effects(ids);
		const onDisk = new Map(disk.entries.map((entry) => [entry.id, entry]));
		const last = new Map<string, number>();
		for (const { id, lane, fate } of told) {
			const entry = onDisk.get(id);
			const answer = seen.get(id);
			const row = decided.get(id);
			const count = effects.filter((effect) => effect === id).length;
			const what = `${fate} ${id}`;

			if (count > 1) violations.push(`${what} had ${count} effects`);
			if (!entry && !answer) violations.push(`${what} disappeared`);
			if (entry?.state === 'waiting') violations.push(`${what} still waits`);
			if (answer) {
				if (!row) violations.push(`${what} was answered and is not in the log`);
				else if (JSON.stringify(row.outcome) !== JSON.stringify(answer)) {
					violations.push(`${what} was answered other than the log says`);
				}
				if ((count === 1) !== (answer.kind === 'done')) {
					violations.push(`${what} was answered ${answer.kind} and had ${count} effects`);
				}
			} else if (entry && entry.state !== 'attention') {
				violations.push(`${what} is ${entry.state} without an answer`);
			}
			if (answer && row && !disk.setAside.has(id)) {
				const before = last.get(lane) ?? -1;
				if (row.place < before) violations.push(`${what} was decided out of order in ${lane}`);
				last.set(lane, Math.max(before, row.place));
			}
		}
	}
}
