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
	/** How often it was sent. */
	readonly attempts: number;
	readonly outcome: Outcome | null;
	readonly answeredAt: number | null;
}

export type NewEntry = Omit<Entry, 'seq'>;

/** Where entries lie. Each call is one transaction; what it promised survives a kill. */
export interface OutboxStore {
	/** Every entry in order of `seq`. */
	all(): Promise<Entry[]>;
	add(entry: NewEntry): Promise<Entry>;
	/** Changes an entry when it is still there. */
	patch(id: string, change: Partial<Omit<Entry, 'seq' | 'id'>>): Promise<void>;
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
	| { readonly kind: 'busy'; readonly after?: number }
	/** Any other answer that is none: one of the commands may be the cause. */
	| { readonly kind: 'failed'; readonly after?: number }
	/** No answer at all: it may or may not have arrived. */
	| { readonly kind: 'lost' };

export type Send = (envelopes: readonly Envelope[]) => Promise<Sent>;

export interface Refusal {
	readonly code: string;
	readonly params: RefusalParams;
}
