import type { PersonActor } from '#lib/kernel/actor.ts';
import type { App as GeliApp } from '#lib/app.server.ts';

declare global {
	namespace App {
		interface Locals {
			app: GeliApp;
			actor: PersonActor | null;
			/** Hash of the session that speaks: names it, does not open it. */
			session: string | null;
		}
	}
}

export {};
