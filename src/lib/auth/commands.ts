import { isSelf, type Actor } from '#lib/kernel/actor.ts';
import { defineCommand, typed } from '#lib/kernel/command.ts';
import { mayInvite, type InviteTarget } from './rules.ts';
import {
	AcceptInvitationInput,
	ChangePasswordInput,
	CreateFirstAdminInput,
	EndAllSessionsInput,
	EndSessionInput,
	InviteInput,
	SetPasswordInput,
	StartSessionInput,
	type Accepted
} from './schema.ts';

const bySystem = (actor: Actor): boolean => actor.kind === 'system';

/** Only the sign-in door runs it, once the password is proven: the log says who signed in, and when. */
export const startSession = defineCommand({
	name: 'auth.startSession',
	input: StartSessionInput,
	offline: 'online',
	lane: 'auth',
	may: bySystem,
	done: typed<null>(),
	refusals: []
});

/** Signs out one of one's own browsers. */
export const endSession = defineCommand({
	name: 'auth.endSession',
	input: EndSessionInput,
	offline: 'queue',
	lane: 'auth',
	may: (actor, session: { person: string }) => isSelf(actor, session.person),
	done: typed<null>(),
	refusals: []
});

/** Signs out everywhere, or everywhere else. */
export const endAllSessions = defineCommand({
	name: 'auth.endAllSessions',
	input: EndAllSessionsInput,
	offline: 'queue',
	lane: 'auth',
	may: (actor, target: { person: string }) => isSelf(actor, target.person),
	done: typed<{ ended: number }>(),
	refusals: []
});

/** Makes the way in for a person; the older one stops working. */
export const invite = defineCommand({
	name: 'auth.invite',
	input: InviteInput,
	offline: 'online',
	lane: 'auth',
	may: (actor, target: InviteTarget) => mayInvite(actor, target),
	done: typed<{ invitation: string; expiresAt: number }>(),
	refusals: ['no_phone']
});

/** The invited person proves the phone's last digits and sets a password. */
export const acceptInvitation = defineCommand({
	name: 'auth.acceptInvitation',
	input: AcceptInvitationInput,
	offline: 'online',
	lane: 'auth',
	anonymous: true,
	// Who holds the link may answer it; whether it still counts is for the rules to say.
	may: () => true,
	done: typed<Accepted>(),
	refusals: ['invitation_used', 'invitation_expired', 'invitation_locked'],
	redact: () => ({})
});

export const changePassword = defineCommand({
	name: 'auth.changePassword',
	input: ChangePasswordInput,
	offline: 'online',
	lane: 'auth',
	may: (actor, target: { person: string }) => isSelf(actor, target.person),
	done: typed<{ ended: number }>(),
	refusals: ['prove_again'],
	redact: () => ({})
});

/** For the demo county and for the command line. */
export const setPassword = defineCommand({
	name: 'auth.setPassword',
	input: SetPasswordInput,
	offline: 'online',
	lane: 'auth',
	may: bySystem,
	done: typed<null>(),
	refusals: [],
	redact: ({ person }) => ({ person })
});

/** First run: the county and the one who runs it. Nobody may be here yet. */
export const createFirstAdmin = defineCommand({
	name: 'auth.createFirstAdmin',
	input: CreateFirstAdminInput,
	offline: 'online',
	lane: 'auth',
	anonymous: true,
	may: (_actor: Actor, target: { empty: boolean }) => target.empty,
	done: typed<{ person: string }>(),
	refusals: ['other_county'],
	redact: ({ county, person }) => ({ county, person })
});
