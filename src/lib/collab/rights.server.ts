import type { PersonActor } from '#lib/kernel/actor.ts';
import { MINUTE } from '#lib/kernel/time.ts';
import { personTopic } from '#lib/kernel/view.ts';
import type { Live } from '#lib/platform/live.server.ts';
import type { Log } from '#lib/platform/log.server.ts';
import type { Connection } from './connection.server.ts';
import type { RoomAccess, RoomKind, RoomSessions } from './rooms.server.ts';

/** Changes that come together are looked at together. */
const GATHER_MS = 50;
const RECHECK_MS = 5 * MINUTE;
const SWEEP_MS = MINUTE;

export interface RightsOptions {
	readonly sessions: RoomSessions;
	readonly live: Live;
	readonly log: Log;
	readonly now: () => number;
}

/**
 * Keeps asking whether those who are in may still be: at once when an event names the person or
 * the room's own topics, when a session ends, and every five minutes.
 */
export class Rights {
	readonly #options: RightsOptions;
	readonly #all = new Set<Connection>();
	readonly #byTopic = new Map<string, Set<Connection>>();
	readonly #due = new Set<Connection>();
	readonly #stop: (() => void)[];
	#timer: NodeJS.Timeout | undefined;
	/** Grows with everything that may have changed somebody's rights. */
	changes = 0;
	/** How access is decided; given by those who know the kinds. */
	accessOf: (kind: RoomKind, room: string, actor: PersonActor) => Promise<RoomAccess> = () =>
		Promise.resolve('none');

	constructor(options: RightsOptions) {
		this.#options = options;
		const sweep = setInterval(() => this.#sweep(), SWEEP_MS);
		sweep.unref();
		this.#stop = [
			options.live.listen(({ topics }) => {
				this.changes += 1;
				for (const topic of topics) {
					for (const connection of this.#byTopic.get(topic) ?? []) this.#check(connection);
				}
			}),
			options.sessions.onRevoked(({ session, person }) => {
				this.changes += 1;
				for (const connection of [...this.#all]) {
					const ended =
						session === undefined ? connection.actor.id === person : connection.session === session;
					if (ended) connection.close('signed_out');
				}
			}),
			() => clearInterval(sweep),
			() => clearTimeout(this.#timer)
		];
	}

	/** @param asked value of `changes` before the connection's rights were asked for */
	watch(connection: Connection, asked: number): void {
		this.#all.add(connection);
		if (asked !== this.changes) this.#check(connection);
		for (const topic of topicsOf(connection)) {
			const watching = this.#byTopic.get(topic);
			if (watching) watching.add(connection);
			else this.#byTopic.set(topic, new Set([connection]));
		}
	}

	forget(connection: Connection): void {
		this.#all.delete(connection);
		this.#due.delete(connection);
		for (const topic of topicsOf(connection)) {
			const watching = this.#byTopic.get(topic);
			watching?.delete(connection);
			if (watching?.size === 0) this.#byTopic.delete(topic);
		}
	}

	close(): void {
		for (const stop of this.#stop) stop();
	}

	#check(connection: Connection): void {
		this.#due.add(connection);
		this.#timer ??= setTimeout(() => void this.#checkDue(), GATHER_MS);
	}

	#sweep(): void {
		const before = this.#options.now() - RECHECK_MS;
		for (const connection of this.#all) {
			if (connection.checkedAt <= before) this.#check(connection);
		}
	}

	async #checkDue(): Promise<void> {
		const due = [...this.#due];
		this.#due.clear();
		this.#timer = undefined;
		// Two hundred sockets of one person in one room are one question.
		const answers = new Map<string, Promise<RoomAccess | 'signed_out'>>();
		for (const connection of due) {
			const key = `${connection.session} ${connection.room.name}`;
			let answer = answers.get(key);
			if (!answer) answers.set(key, (answer = this.#ask(connection)));
			try {
				const access = await answer;
				connection.checkedAt = this.#options.now();
				if (access === connection.access) continue;
				if (access === 'signed_out') connection.close('signed_out');
				else connection.close(access === 'none' ? 'not_available' : 'rights_changed');
			} catch (error) {
				// Not known is not allowed: the client comes back and is asked again.
				this.#options.log.error({ error, room: connection.room.name }, 'rights not known');
				connection.close('rights_changed');
			}
		}
	}

	async #ask({ cookie, room }: Connection): Promise<RoomAccess | 'signed_out'> {
		const signed = await this.#options.sessions.actorOf(cookie);
		if (!signed) return 'signed_out';
		return this.accessOf(room.kind, room.name, signed.actor);
	}
}

const topicsOf = ({ actor, room }: Connection): readonly string[] => [
	personTopic(actor.id),
	...(room.kind.accessTopics?.(room.id) ?? [])
];
