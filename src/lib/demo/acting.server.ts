/** How the demo acts: as a person, on a day, through the one way in. */
import type { PersonActor, Role } from '#lib/kernel/actor.ts';
import type { AnyCommand, DataOf, InputOf } from '#lib/kernel/command.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { DAY, dayOf, startOfDay } from '#lib/kernel/time.ts';
import { actorFor, membersOf } from '#lib/roster/repo.server.ts';
import type { App } from '../app.server.ts';

/** The demo county began so long ago: seats and posts are older than the hours served there. */
export const BEGAN_DAYS_AGO = 100;
export const beganAt = (now: number): number =>
	startOfDay(dayOf(now - BEGAN_DAYS_AGO * DAY), '08:00');

export class Story {
	readonly app: App;
	readonly now: number;
	readonly #actors = new Map<string, PersonActor>();
	#state: number;

	/** The same day tells the same story. */
	constructor(app: App, now: number) {
		this.app = app;
		this.now = now;
		this.#state = Number(dayOf(now).replaceAll('-', ''));
	}

	/** A number in `[0, 1)`: mulberry32, seeded by the day. */
	chance(): number {
		this.#state = (this.#state + 0x6d2b79f5) | 0;
		let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	}

	/** `count` of the list, each once; those in front are chosen more often. */
	pick<T>(list: readonly T[], count: number): T[] {
		const left = [...list];
		const chosen: T[] = [];
		while (chosen.length < count && left.length > 0) {
			const at = Math.floor(this.chance() ** 1.5 * left.length);
			chosen.push(...left.splice(at, 1));
		}
		return chosen;
	}

	/** People with one of these seats in the unit, `deep`: and below it, in the roster's order. */
	async people(unit: string, roles: readonly Role[], deep = false): Promise<string[]> {
		const seats = await this.app.db.read((q) => membersOf(q, unit, { now: this.now, deep, roles }));
		return [...new Set(seats.map((seat) => seat.person))];
	}

	async actor(person: string): Promise<PersonActor> {
		const known = this.#actors.get(person);
		if (known) return known;
		const actor = await this.app.db.read((q) => actorFor(q, person, this.now));
		if (!actor) throw new Error('The demo names a person who is not on the roster.');
		this.#actors.set(person, actor);
		return actor;
	}

	/**
	 * Runs a command as a person at a moment that has been.
	 * @throws when it is not done: the story would not hold together
	 */
	async does<C extends AnyCommand>(
		person: string,
		command: C,
		input: InputOf<C>,
		at: number
	): Promise<DataOf<C>> {
		const outcome = await this.app.runCommand(
			{ id: uuidv7(), name: command.name, input, claimedAt: at, appVersion: 'demo' },
			await this.actor(person),
			'seed',
			at
		);
		if (outcome.kind === 'done') return outcome.data as DataOf<C>;
		const why =
			outcome.kind === 'refused'
				? `${outcome.code} ${JSON.stringify(outcome.params)}`
				: outcome.kind;
		throw new Error(`${command.name} was not done: ${why}`);
	}
}
