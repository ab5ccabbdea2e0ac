import type { Actor, PersonActor } from '#lib/kernel/actor.ts';
import type { AnyCommand, CodeOf, DataOf, InputOf, TargetOf } from '#lib/kernel/command.ts';
import type { CommonRefusal, Done, Refused } from '#lib/kernel/outcome.ts';
import type { AnyView, ArgsOf, ViewDataOf } from '#lib/kernel/view.ts';
import type { Tx } from './db/port.server.ts';

/** Something that happened, in the past tense: `claim.made`. Other capabilities react by name. */
export interface NewEvent {
	readonly name: string;
	/** What views show it: see `subtreeTopics`, `personTopic`, `recordTopic`. */
	readonly topics: readonly string[];
	/** Ids and numbers that reactors and notices need. Kept for years: no phones, no texts. */
	readonly payload?: Readonly<Record<string, unknown>>;
	/** What reactors need and nobody may keep: handed to them in this transaction, never stored. */
	readonly carry?: unknown;
}

export interface RecordedEvent {
	readonly seq: number;
	readonly name: string;
	readonly topics: readonly string[];
	readonly payload: Readonly<Record<string, unknown>>;
	readonly command: string;
	readonly at: number;
}

/** What a handler knows besides its input. It does no I/O but `tx`. */
export interface Context {
	readonly actor: Actor;
	/** Server's clock at the start of the command: the only clock that decides. */
	readonly now: number;
	/** The caller's clock when the person acted. */
	readonly claimedAt: number;
	/** Id of the command, for rows that say what made them. */
	readonly command: string;
	/** Appends an event; its reactors run in this same transaction when the handler has returned. */
	emit(event: NewEvent): void;
}

export interface Handler<C extends AnyCommand = AnyCommand, Facts = unknown> {
	readonly command: C;
	/**
	 * Reads what the decision needs. `null`: there is no such thing, which answers like a forbidden
	 * one. `target` is what `may` judges; `unit` goes to the audit log.
	 */
	readonly facts: (
		tx: Tx,
		input: InputOf<C>,
		context: Context
	) => Promise<{ target: TargetOf<C>; unit?: string; facts: Facts } | null>;
	/** Decides by the rules, writes, emits. What it refuses leaves no trace but the log. */
	readonly execute: (
		tx: Tx,
		input: InputOf<C>,
		facts: Facts,
		context: Context
	) => Promise<Done<DataOf<C>> | Refused<CodeOf<C> | CommonRefusal>>;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a registry holds handlers of every command and of every kind of facts
export type AnyHandler = Handler<any, any>;

export function handle<C extends AnyCommand, Facts>(
	command: C,
	parts: Omit<Handler<C, Facts>, 'command'>
): Handler<C, Facts> {
	return { command, ...parts };
}

/** Runs in the transaction of the command whose event it answers. */
export interface Reactor {
	readonly on: string;
	readonly react: (
		tx: Tx,
		event: Omit<RecordedEvent, 'seq'> & { readonly carry?: unknown },
		context: Context
	) => Promise<void>;
}

/** How a view is read. `null`: nothing there that this actor may see, which answers 404. */
export interface Reader<V extends AnyView = AnyView> {
	readonly view: V;
	readonly read: (
		q: Tx,
		args: ArgsOf<V>,
		reader: { readonly actor: PersonActor | null; readonly now: number }
	) => Promise<ViewDataOf<V> | null>;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a registry holds readers of every view
export type AnyReader = Reader<any>;

export function reads<V extends AnyView>(view: V, read: Reader<V>['read']): Reader<V> {
	return { view, read };
}
