import * as v from 'valibot';
import type { AnyCommand, CodeOf, DataOf, Envelope } from '#lib/kernel/command.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { refused, retry, type Outcome } from '#lib/kernel/outcome.ts';
import { appVersion } from './build.ts';
import {
	Drainer,
	retryEntry,
	type Entry,
	type NewEntry,
	type OutboxStore,
	type Send,
	type Sent
} from './outbox-core.ts';
import { SpillingStore } from './outbox-stores.ts';
import type { Said, Tabs } from './tabs.ts';

/** A command as pages see it. `sending` is a moment of `waiting`; it is never stored. */
export interface OutboxEntry extends Omit<Entry, 'state'> {
	/** When the person acted: epoch ms. */
	readonly at: number;
	readonly state: 'waiting' | 'sending' | 'refused' | 'attention';
}

export interface SendOptions {
	/** Id of what the command is about; pages find their waiting commands by it. */
	readonly subject?: string | undefined;
	/** Id of a command that must be done before this one. */
	readonly after?: string | undefined;
	/** A form that is sent again keeps the id of its first try. */
	readonly id?: string | undefined;
}

export interface Sending<C extends AnyCommand = AnyCommand> {
	readonly id: string;
	/** Resolves when the server has answered; offline it stays pending. */
	readonly answer: Promise<Outcome<DataOf<C>, CodeOf<C>>>;
}

export interface OutboxPorts {
	/** `null`: this browser keeps nothing. */
	readonly store: OutboxStore | null;
	readonly send: Send;
	readonly tabs: Tabs;
	/** This tab sends for all. */
	readonly leading: () => boolean;
	/** A command was answered: what is shown may have changed. */
	readonly answered: (outcome: Outcome) => void;
	readonly signedOut: () => void;
}

/** The person's commands on their way to the server. Reactive. */
export class Outbox {
	/** Waiting, refused, or in need of the person; in the order in which the person acted. */
	entries: readonly OutboxEntry[] = $state.raw([]);
	/** False: this device has no room; what waits is lost when the page is closed. */
	kept = $state(true);
	/** The server asked for a newer app. */
	oldApp = $state(false);
	/** Everything waits until the same person signs in again. */
	signedOut = $state(false);

	private readonly ports: OutboxPorts | null;
	private readonly store: SpillingStore;
	private readonly drainer: Drainer | null;
	private readonly answers = new Map<string, (outcome: Outcome) => void>();
	private sending: ReadonlySet<string> = new Set();
	private running = false;
	private again = false;
	private timer: ReturnType<typeof setTimeout> | undefined;
	private closed = false;

	/** @param ports - `null` on the server, where nothing is sent. */
	constructor(ports: OutboxPorts | null) {
		this.ports = ports;
		this.store = new SpillingStore(ports?.store ?? null);
		this.drainer = ports ? this.makeDrainer(ports) : null;
		if (!ports) return;
		ports.tabs.hear((said) => this.hear(said));
		void this.refresh();
	}

	/**
	 * Stores a command and sends it as soon as there is network. What can only be done online is
	 * sent at once or answered `retry('network')`. Input that is wrong is refused here.
	 */
	send<C extends AnyCommand>(command: C, input: unknown, options: SendOptions = {}): Sending<C> {
		const id = options.id ?? uuidv7();
		return { id, answer: this.enqueue(command, input, options, id) as Sending<C>['answer'] };
	}

	/** The newest unanswered entry of a command, about `subject` when one is given. */
	pending(name: string, subject?: string): OutboxEntry | undefined {
		return [...this.entries]
			.reverse()
			.find(
				(entry) =>
					entry.name === name &&
					(subject === undefined || entry.subject === subject) &&
					(entry.state === 'waiting' || entry.state === 'sending')
			);
	}

	/** How many wait or need the person. */
	get unsent(): number {
		return this.entries.filter((entry) => entry.state !== 'refused').length;
	}

	/** Tries again what was set aside, with the same id. */
	async retry(id: string): Promise<void> {
		await retryEntry(this.store, id, appVersion);
		await this.changed();
		this.wake();
	}

	/** The person has read a refusal, or gives a command up. The only way an entry goes unanswered. */
	async drop(id: string): Promise<void> {
		await this.store.remove(id);
		this.answers.delete(id);
		await this.changed();
	}

	/** Something speaks for trying now. */
	wake(): void {
		this.drainer?.wake();
		this.kick();
	}

	/** Sends what waits, when this tab is the one that sends. */
	kick(): void {
		if (!this.ports?.leading() || this.closed) return;
		if (this.running) this.again = true;
		else void this.run();
	}

	/** Reads the entries anew. */
	async refresh(): Promise<void> {
		const all = await this.store.all();
		this.kept = !this.store.spilled;
		this.show(all);
		for (const entry of all) if (entry.outcome) this.resolve(entry.id, entry.outcome);
	}

	close(): void {
		this.closed = true;
		clearTimeout(this.timer);
	}

	private async enqueue(
		command: AnyCommand,
		input: unknown,
		options: SendOptions,
		id: string
	): Promise<Outcome> {
		const ports = this.ports;
		if (!ports) return retry('network');
		const parsed = v.safeParse(command.input, input);
		if (!parsed.success) {
			const field = parsed.issues[0] ? (v.getDotPath(parsed.issues[0]) ?? '') : '';
			return refused('invalid_input', { field });
		}
		const claimedAt = Date.now();
		if (command.offline === 'online') {
			return this.sendNow({ id, name: command.name, input, claimedAt, appVersion });
		}
		const answer = new Promise<Outcome>((resolve) => this.answers.set(id, resolve));
		const entry: NewEntry = {
			id,
			name: command.name,
			lane: command.lane,
			input,
			subject: options.subject ?? null,
			after: options.after ?? null,
			claimedAt,
			appVersion,
			state: 'waiting',
			reason: null,
			failures: 0,
			outcome: null,
			answeredAt: null
		};
		await this.store.add(entry);
		// Asks the browser not to clear what is not sent; some ask the person, most decide alone.
		void navigator.storage?.persist?.().catch(() => false);
		await this.changed();
		if (ports.leading()) {
			this.drainer?.wakeLane(command.lane);
			this.kick();
		} else ports.tabs.say({ type: 'send', lane: command.lane });
		return answer;
	}

	/** A command that is never kept: one request, one more when the answer was lost. Same id. */
	private async sendNow(envelope: Envelope): Promise<Outcome> {
		const ports = this.ports;
		if (!ports) return retry('network');
		let sent: Sent = await ports.send([envelope]);
		if (sent.kind === 'lost' && navigator.onLine !== false) sent = await ports.send([envelope]);
		if (sent.kind === 'signed_out') ports.signedOut();
		const outcome =
			sent.kind === 'answers'
				? sent.answers.find((answer) => answer.id === envelope.id)?.outcome
				: undefined;
		if (!outcome) return retry(REASONS[sent.kind]);
		ports.answered(outcome);
		return outcome;
	}

	private async run(): Promise<void> {
		this.running = true;
		clearTimeout(this.timer);
		try {
			do {
				this.again = false;
				const next = (await this.drainer?.pass()) ?? null;
				if (this.closed) return;
				if (next !== null && !this.again) {
					this.timer = setTimeout(() => this.kick(), next);
				}
			} while (this.again);
		} catch {
			// The store did not answer: the entries are in it, so come back to them.
			this.timer = setTimeout(() => this.kick(), 5_000);
		} finally {
			this.running = false;
		}
		this.noteDrainer();
		await this.changed();
	}

	private makeDrainer(ports: OutboxPorts): Drainer {
		const drainer = new Drainer({
			store: this.store,
			send: ports.send,
			now: () => performance.now(),
			wall: () => Date.now(),
			random: () => Math.random(),
			appVersion,
			answered: (entry, outcome) => void this.answered(entry, outcome),
			sending: (ids, on) => {
				this.mark(ids, on);
				ports.tabs.say({ type: 'sending', ids, on });
			}
		});
		void drainer.adopt().catch(() => {});
		return drainer;
	}

	private noteDrainer(): void {
		const drainer = this.drainer;
		if (!drainer) return;
		this.oldApp = drainer.oldApp;
		if (drainer.signedOut && !this.signedOut) this.ports?.signedOut();
		this.signedOut = drainer.signedOut;
	}

	private async answered(entry: Entry, outcome: Outcome): Promise<void> {
		this.ports?.tabs.say({ type: 'answered', id: entry.id, outcome });
		await this.heardAnswer(entry.id, outcome);
		this.ports?.answered(outcome);
	}

	private async heardAnswer(id: string, outcome: Outcome): Promise<void> {
		this.resolve(id, outcome);
		await this.refresh();
	}

	private resolve(id: string, outcome: Outcome): void {
		this.answers.get(id)?.(outcome);
		this.answers.delete(id);
	}

	private hear(said: Said): void {
		if (said.type === 'outbox') void this.refresh();
		else if (said.type === 'sending') this.mark(said.ids, said.on);
		else if (said.type === 'answered') void this.heardAnswer(said.id, said.outcome);
		else if (said.type === 'send') {
			this.drainer?.wakeLane(said.lane);
			this.kick();
			void this.refresh();
		}
	}

	private async changed(): Promise<void> {
		this.ports?.tabs.say({ type: 'outbox' });
		await this.refresh();
	}

	private mark(ids: readonly string[], on: boolean): void {
		const sending = new Set(this.sending);
		for (const id of ids) {
			if (on) sending.add(id);
			else sending.delete(id);
		}
		this.sending = sending;
		this.entries = this.entries.map((entry) =>
			entry.state === 'waiting' || entry.state === 'sending'
				? { ...entry, state: sending.has(entry.id) ? 'sending' : 'waiting' }
				: entry
		);
	}

	private show(all: readonly Entry[]): void {
		this.entries = all.flatMap((entry) => {
			if (entry.state === 'done') return [];
			const sending = entry.state === 'waiting' && this.sending.has(entry.id);
			return [{ ...entry, at: entry.claimedAt, state: sending ? 'sending' : entry.state }];
		});
	}
}

const REASONS = {
	answers: 'failed',
	signed_out: 'signed_out',
	too_large: 'failed',
	old_app: 'failed',
	busy: 'busy',
	failed: 'failed',
	lost: 'network'
} as const satisfies Record<Sent['kind'], string>;
