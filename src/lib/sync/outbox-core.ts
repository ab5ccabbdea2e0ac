/**
 * The outbox without a browser: which command goes next, what an answer means, when to try again.
 * Everything it touches comes through ports, so that a simulator can cut any of them.
 */
import type { Envelope } from '#lib/kernel/command.ts';
import type { Outcome, RefusalParams } from '#lib/kernel/outcome.ts';

/** `waiting`: to be sent. `done`: answered, kept a moment for other tabs. The rest needs the person. */
export type EntryState = 'waiting' | 'done' | 'refused' | 'attention';

/** Why an entry needs the person although the server has not decided it. */
export type AttentionReason = 'failed' | 'unsupported' | 'too_large' | 'parent';

/** A command as it lies in the person's database. */
export interface Entry {
	/** Place in the order in which the person acted; given by the store. */
	readonly seq: number;
	/** The command's own id: sent again it has one effect. */
	readonly id: string;
	readonly name: string;
	readonly lane: string;
	readonly input: unknown;
	/** What it is about (a shift's id …): pages find their own waiting commands by it. */
	readonly subject: string | null;
	readonly after: string | null;
	readonly claimedAt: number;
	/** Version of the app that last tried it: a newer one tries what was unsupported again. */
	readonly appVersion: string;
	readonly state: EntryState;
	readonly reason: AttentionReason | null;
	/** How often the server failed on this very command. */
	readonly failures: number;
	readonly outcome: Outcome | null;
	readonly answeredAt: number | null;
}

export type NewEntry = Omit<Entry, 'seq'>;
export type EntryChange = Partial<Omit<Entry, 'seq' | 'id'>>;

/** Where entries lie. Each call is one transaction; what it promised survives a kill. */
export interface OutboxStore {
	/** Every entry in order of `seq`. */
	all(): Promise<Entry[]>;
	add(entry: NewEntry): Promise<Entry>;
	/** Changes an entry when it is still there. */
	patch(id: string, change: EntryChange): Promise<void>;
	remove(id: string): Promise<void>;
}

/** What became of one request. Only `answers` says anything about a command. */
export type Sent =
	| { readonly kind: 'answers'; readonly answers: readonly { id: string; outcome: Outcome }[] }
	/** 401: everything waits until the same person has signed in again. */
	| { readonly kind: 'signed_out' }
	/** 413. */
	| { readonly kind: 'too_large' }
	/** 426: the server asks for a newer app. */
	| { readonly kind: 'old_app' }
	/** 429, 502, 503, 504: nobody's fault; `after` in seconds. */
	| { readonly kind: 'busy'; readonly after?: number | undefined }
	/** Any other answer that is none: one of the commands may be the cause. */
	| { readonly kind: 'failed'; readonly after?: number | undefined }
	/** No answer at all: it may or may not have arrived. */
	| { readonly kind: 'lost' };

export type Send = (envelopes: readonly Envelope[]) => Promise<Sent>;

export interface Refusal {
	readonly code: string;
	readonly params: RefusalParams;
}

export const BATCH = 50;
/** A command on which the server failed so often is set aside for the person. */
export const POISON_AFTER = 8;
export const BACKOFF_FIRST_MS = 1_000;
export const BACKOFF_MOST_MS = 60_000;
/** How long an answered command stays readable for other tabs. */
export const DONE_KEPT_MS = 60_000;

interface Lane {
	/** Tries in a row without progress. */
	tries: number;
	/** Not before this moment of `now()`. */
	notBefore: number;
	/** The server asked for the pause: no wake-up shortens it. */
	asked: boolean;
	/** Most commands in one request; smaller while looking for the one that breaks it. */
	most: number;
}

export interface DrainerPorts {
	readonly store: OutboxStore;
	readonly send: Send;
	/** A clock that only goes forward: ms. */
	readonly now: () => number;
	/** The device's clock: only for how long answered entries are kept. */
	readonly wall: () => number;
	readonly random: () => number;
	readonly appVersion: string;
	/** An entry's answer is stored. */
	readonly answered?: (entry: Entry, outcome: Outcome) => void;
	/** Entries are on their way, or no more. */
	readonly sending?: (ids: readonly string[], on: boolean) => void;
}

type LaneStep = 'more' | 'stop';

/**
 * Sends what waits: strict order within a lane, lanes beside each other. One drainer at a time per
 * person (the caller holds the lock). An entry leaves only on an answer that names its id.
 */
export class Drainer {
	/** The server does not know the session: nothing is sent until `wake`. */
	signedOut = false;
	/** The server asked for a newer app. */
	oldApp = false;
	private readonly ports: DrainerPorts;
	private readonly lanes = new Map<string, Lane>();

	constructor(ports: DrainerPorts) {
		this.ports = ports;
	}

	/** Something speaks for trying now: network is back, the tab was opened, the person acted. */
	wake(): void {
		this.signedOut = false;
		for (const lane of this.lanes.values()) {
			if (lane.asked) continue;
			lane.notBefore = 0;
			// A network that has just come back may fail once more: that is a first failure again.
			lane.tries = 0;
		}
	}

	/** A new command in a lane: a pause that only guesses at the network is not kept. */
	wakeLane(name: string): void {
		const lane = this.lanes.get(name);
		if (lane && !lane.asked) lane.notBefore = 0;
	}

	/** Sends all that can be sent now. Answers in how many ms to come again; `null`: nothing waits. */
	async pass(): Promise<number | null> {
		const { store } = this.ports;
		for (;;) {
			const entries = await store.all();
			await this.tidy(entries);
			const names = new Set(entries.filter((e) => e.state === 'waiting').map((e) => e.lane));
			const moved = await Promise.all([...names].map((name) => this.drain(name)));
			// A command may have waited for one of another lane.
			if (!moved.some(Boolean)) return this.nextTry(names);
		}
	}

	/** Takes up again what an older version of the app could not send. Once per start. */
	async adopt(): Promise<void> {
		const { store, appVersion } = this.ports;
		for (const entry of await store.all()) {
			if (entry.reason === 'unsupported' && entry.appVersion !== appVersion) {
				await retryEntry(store, entry.id, appVersion);
			}
		}
	}

	/** Sends a lane until it is empty or must wait. True when anything was decided. */
	private async drain(name: string): Promise<boolean> {
		const lane = this.lane(name);
		let moved = false;
		while (!this.signedOut && this.ports.now() >= lane.notBefore) {
			const batch = await this.nextBatch(name, lane.most);
			const first = batch[0];
			if (!first) break;
			const ids = batch.map((entry) => entry.id);
			this.ports.sending?.(ids, true);
			const sent = await this.ports.send(batch.map((e) => this.envelope(e)));
			this.ports.sending?.(ids, false);
			const result = await this.take(lane, batch, first, sent);
			moved ||= result.moved;
			if (result.step === 'stop') break;
		}
		return moved;
	}

	/** The head of a lane: what may go in one request, in order. */
	private async nextBatch(name: string, most: number): Promise<Entry[]> {
		const { store } = this.ports;
		const entries = await store.all();
		const byId = new Map(entries.map((entry) => [entry.id, entry]));
		const batch: Entry[] = [];
		for (const entry of entries) {
			if (entry.lane !== name || entry.state !== 'waiting') continue;
			if (batch.length >= most) break;
			const parent = entry.after === null ? undefined : byId.get(entry.after);
			if (parent?.state === 'attention') {
				await store.patch(entry.id, { state: 'attention', reason: 'parent' });
				byId.set(entry.id, { ...entry, state: 'attention' });
				continue;
			}
			// The one it depends on has not been answered in its own lane: this lane waits for it.
			if (parent?.state === 'waiting' && parent.lane !== name) break;
			batch.push(entry);
		}
		return batch;
	}

	private envelope(entry: Entry): Envelope {
		const { id, name, input, claimedAt, after } = entry;
		const base = { id, name, input, claimedAt, appVersion: this.ports.appVersion };
		return after === null ? base : { ...base, after };
	}

	private async take(
		lane: Lane,
		batch: readonly Entry[],
		first: Entry,
		sent: Sent
	): Promise<{ moved: boolean; step: LaneStep }> {
		switch (sent.kind) {
			case 'answers':
				return this.takeAnswers(lane, batch, sent.answers);
			case 'signed_out':
				this.signedOut = true;
				return { moved: false, step: 'stop' };
			case 'too_large':
				if (batch.length > 1) {
					lane.most = Math.ceil(batch.length / 2);
					return { moved: false, step: 'more' };
				}
				await this.setAside(first, 'too_large');
				return { moved: true, step: 'more' };
			case 'failed':
				if (batch.length > 1) lane.most = 1;
				else if (await this.countFailure(first)) return { moved: true, step: 'more' };
				this.pause(lane, sent.after);
				return { moved: false, step: 'stop' };
			case 'old_app':
				this.oldApp = true;
				this.pause(lane);
				return { moved: false, step: 'stop' };
			case 'busy':
				this.pause(lane, sent.after);
				return { moved: false, step: 'stop' };
			case 'lost':
				this.pause(lane);
				return { moved: false, step: 'stop' };
		}
	}

	private async takeAnswers(
		lane: Lane,
		batch: readonly Entry[],
		answers: readonly { id: string; outcome: Outcome }[]
	): Promise<{ moved: boolean; step: LaneStep }> {
		const byId = new Map(answers.map((answer) => [answer.id, answer.outcome]));
		let moved = false;
		let again = false;
		let after: number | undefined;
		for (const entry of batch) {
			const outcome = byId.get(entry.id);
			if (!outcome) again = true;
			else if (outcome.kind === 'retry') {
				again = true;
				after ??= outcome.after;
				if (outcome.reason === 'signed_out') this.signedOut = true;
				if (outcome.reason === 'failed' && (await this.countFailure(entry))) moved = true;
			} else {
				await this.settle(entry, outcome);
				moved = true;
			}
		}
		this.oldApp = false;
		lane.most = Math.min(BATCH, lane.most * 2);
		if (moved) lane.tries = 0;
		if (!again) return { moved, step: 'more' };
		this.pause(lane, after);
		return { moved, step: 'stop' };
	}

	private async settle(entry: Entry, outcome: Outcome): Promise<void> {
		if (outcome.kind === 'unsupported') return this.setAside(entry, 'unsupported');
		const answeredAt = this.ports.wall();
		const state = outcome.kind === 'done' ? 'done' : 'refused';
		await this.ports.store.patch(entry.id, { state, outcome, answeredAt, reason: null });
		this.ports.answered?.(entry, outcome);
	}

	private async setAside(entry: Entry, reason: AttentionReason): Promise<void> {
		const { store, appVersion } = this.ports;
		await store.patch(entry.id, { state: 'attention', reason, appVersion });
	}

	/** True when that was once too often and the entry is out of the lane. */
	private async countFailure(entry: Entry): Promise<boolean> {
		const failures = entry.failures + 1;
		await this.ports.store.patch(entry.id, { failures });
		if (failures < POISON_AFTER) return false;
		await this.setAside(entry, 'failed');
		return true;
	}

	/** Full jitter between nothing and 1 s, 2 s, 4 s … 60 s; on top of what the server asked for. */
	private pause(lane: Lane, askedSeconds?: number): void {
		const most = Math.min(BACKOFF_MOST_MS, BACKOFF_FIRST_MS * 2 ** lane.tries);
		lane.tries += 1;
		lane.asked = askedSeconds !== undefined;
		lane.notBefore =
			this.ports.now() + (askedSeconds ?? 0) * 1000 + Math.floor(this.ports.random() * most);
	}

	private lane(name: string): Lane {
		const lane = this.lanes.get(name) ?? { tries: 0, notBefore: 0, asked: false, most: BATCH };
		this.lanes.set(name, lane);
		if (this.ports.now() >= lane.notBefore) lane.asked = false;
		return lane;
	}

	private nextTry(names: ReadonlySet<string>): number | null {
		if (names.size === 0 || this.signedOut) return null;
		const now = this.ports.now();
		// A lane that waits for another one has no pause of its own; the other one's end wakes it.
		const due = [...names].map((name) => this.lane(name).notBefore - now).filter((ms) => ms > 0);
		return due.length > 0 ? Math.min(...due) : BACKOFF_FIRST_MS;
	}

	private async tidy(entries: readonly Entry[]): Promise<void> {
		const now = this.ports.wall();
		for (const entry of entries) {
			const age = now - (entry.answeredAt ?? now);
			// A clock that was set back must not keep it for ever.
			if (entry.state === 'done' && (age > DONE_KEPT_MS || age < 0)) {
				await this.ports.store.remove(entry.id);
			}
		}
	}
}

/** Puts an entry that was set aside back to its place, and what waited for it. Same ids. */
export async function retryEntry(
	store: OutboxStore,
	id: string,
	appVersion: string
): Promise<void> {
	const change = { state: 'waiting', reason: null, failures: 0, appVersion } as const;
	await store.patch(id, change);
	for (const entry of await store.all()) {
		if (entry.after === id && entry.reason === 'parent') {
			await retryEntry(store, entry.id, appVersion);
		}
	}
}
