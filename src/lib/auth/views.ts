import * as v from 'valibot';
import { typed } from '#lib/kernel/command.ts';
import { IdSchema } from '#lib/kernel/id.ts';
import { defineView, personTopic, subtreeTopic } from '#lib/kernel/view.ts';
import type { InvitationStateView, MeView, SessionsView } from './schema.ts';

/** Who I am and what I may see; also for those who have not signed in. */
export const me = defineView({
	name: 'auth.me',
	args: v.object({}),
	topics: (_, actor) => [
		'accounts',
		...(actor ? [personTopic(actor.id)] : []),
		...(actor?.memberships ?? []).map((seat) => subtreeTopic('units', seat.unit))
	],
	data: typed<MeView>(),
	public: true
});

/** The browsers I am signed in on. */
export const mySessions = defineView({
	name: 'auth.sessions',
	args: v.object({}),
	topics: (_, actor) => (actor ? [personTopic(actor.id)] : []),
	data: typed<SessionsView>(),
	clock: true
});

/** How it stands with somebody's way in, for those who may give it. */
export const invitationState = defineView({
	name: 'auth.invitation',
	args: v.object({ person: IdSchema }),
	topics: ({ person }) => [personTopic(person)],
	data: typed<InvitationStateView>(),
	clock: true,
	keep: false
});
