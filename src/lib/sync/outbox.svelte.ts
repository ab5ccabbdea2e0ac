import type { AnyCommand, CodeOf, DataOf, Envelope } from '#lib/kernel/command.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { retry, type Outcome } from '#lib/kernel/outcome.ts';
import type { Entry } from './outbox-core.ts';

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
}

export interface Sending<C extends AnyCommand = AnyCommand> {
	readonly id: string;
	/** Resolves when the server has answered; offline it stays pending. */
	readonly answer: Promise<Outcome<DataOf<C>, CodeOf<C>>>;
}

/** The person's commands on their way to the server. Reactive. */
export class Outbox {
	/** Waiting, refused, or in need of the person; in the order in which the person acted. */
	entries: readonly OutboxEntry[] = $state.raw([]);

	/** Stores a command and sends it as soon as there is network. */
	send<C extends AnyCommand>(command: C, input: unknown, _options: SendOptions = {}): Sending<C> {
		const id = uuidv7();
		const envelope: Envelope = {
			id,
			name: command.name,
			input,
			claimedAt: Date.now(),
			appVersion: 'skeleton'
		};
		const answer = fetch('/api/commands', {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ commands: [envelope] })
		})
			.then((r) => r.json() as Promise<{ answers: { outcome: Outcome }[] }>)
			.then((body) => body.answers[0]?.outcome ?? retry('network'))
			.catch(() => retry('network'));
		return { id, answer: answer as Sending<C>['answer'] };
	}

	/** The newest unanswered entry of a command, about `subject` when one is given. */
	pending(name: string, subject?: string): OutboxEntry | undefined {
		return this.entries.findLast(
			(entry) =>
				entry.name === name &&
				(subject === undefined || entry.subject === subject) &&
				(entry.state === 'waiting' || entry.state === 'sending')
		);
	}
}
