import { id, index, primaryKey, ref, table, time, words } from '#lib/platform/db/columns.server.ts';
import { person } from '#lib/roster/tables.server.ts';
import type { DeviceKind } from './schema.ts';

/** A person who can sign in. The password is an Argon2id PHC string (AU-3). */
export const account = table('account', {
	person: id('person').references(() => person.id),
	password: words('password').notNull(),
	by: ref('by').notNull(),
	at: time('at').notNull()
});

/** A signed-in browser. The id is the SHA-256 of what the cookie holds: a copied table opens nothing. */
export const session = table(
	'session',
	{
		id: id(),
		person: ref('person')
			.notNull()
			.references(() => person.id),
		device: words('device').$type<DeviceKind>().notNull(),
		/** `android/chrome`, `cli`: what kind of device, never which one. */
		label: words('label').notNull(),
		createdAt: time('created_at').notNull(),
		/** Written at most every five minutes. */
		lastSeenAt: time('last_seen_at').notNull(),
		/** When the password was last proven: asked again before what must not be done by a finder. */
		provenAt: time('proven_at').notNull()
	},
	(t) => [index('session_by_person').on(t.person)]
);

/** A browser that its owner has signed in on: somebody else's wrong guesses do not slow it (AU-8). */
export const knownDevice = table(
	'known_device',
	{
		/** SHA-256 of what the device's cookie holds. */
		device: ref('device').notNull(),
		person: ref('person')
			.notNull()
			.references(() => person.id),
		at: time('at').notNull()
	},
	(t) => [primaryKey({ columns: [t.device, t.person] })]
);

/** The way in for a person without a password, or one who has lost it (AU-4). */
export const invitation = table(
	'invitation',
	{
		id: id(),
		person: ref('person')
			.notNull()
			.references(() => person.id),
		/** SHA-256 of the 128 bits in the link. */
		token: words('token').notNull().unique(),
		by: ref('by').notNull(),
		at: time('at').notNull(),
		expiresAt: time('expires_at').notNull()
	},
	(t) => [index('invitation_by_person').on(t.person)]
);

export const invitationEnd = table('invitation_end', {
	invitation: id('invitation').references(() => invitation.id),
	how: words('how').$type<'used' | 'replaced'>().notNull(),
	by: ref('by').notNull(),
	at: time('at').notNull()
});

/** A wrong answer to "the last four digits of your phone" (AU-5). */
export const invitationTry = table(
	'invitation_try',
	{
		id: id(),
		invitation: ref('invitation')
			.notNull()
			.references(() => invitation.id),
		at: time('at').notNull()
	},
	(t) => [index('invitation_try_by_invitation').on(t.invitation)]
);
