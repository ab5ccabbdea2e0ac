import type { PersonActor } from '#lib/kernel/actor.ts';
import { Outbox } from './outbox.svelte.ts';

/** Everything that lives as long as one person is signed in on this device. */
export class Sync {
	readonly actor: PersonActor;
	readonly outbox: Outbox;
	online = $state(true);

	constructor(actor: PersonActor) {
		this.actor = actor;
		this.outbox = new Outbox();
	}
}
