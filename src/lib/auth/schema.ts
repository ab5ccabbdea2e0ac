import * as v from 'valibot';
import type { Role } from '#lib/kernel/actor.ts';
import { IdSchema } from '#lib/kernel/id.ts';
import { UnitCodeSchema } from '#lib/org/schema.ts';

/** 自己的手机, or 公用手机: chosen at sign-in, decides how long it lasts and what stays on it. */
export const DEVICE_KINDS = ['own', 'shared'] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];

/** SHA-256 in base64url. */
export const HashSchema = v.pipe(v.string(), v.regex(/^[\w-]{43}$/, 'hash'));

/** 128 random bits in base64url. */
export const TokenSchema = v.pipe(v.string(), v.regex(/^[\w-]{22}$/, 'token'));

/** Argon2id with exactly our parameters: nobody can hand in one that is cheap to guess or dear to check. */
export const PasswordHashSchema = v.pipe(
	v.string(),
	v.regex(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/, 'password')
);

export const PhoneSchema = v.pipe(v.string(), v.regex(/^1\d{10}$/, 'phone'));
export const LastFourSchema = v.pipe(v.string(), v.regex(/^\d{4}$/, 'last4'));
export const NameSchema = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40));

export const StartSessionInput = v.object({
	session: HashSchema,
	person: IdSchema,
	device: v.picklist(DEVICE_KINDS),
	label: v.pipe(v.string(), v.maxLength(60)),
	/** Hash of the device's own cookie, on a phone of one's own. */
	knownAs: v.optional(HashSchema)
});
export const EndSessionInput = v.object({ session: HashSchema });
export const EndAllSessionsInput = v.object({ keepThis: v.boolean() });

export const InviteInput = v.object({ invitation: IdSchema, person: IdSchema, token: HashSchema });
export const AcceptInvitationInput = v.object({
	token: TokenSchema,
	last4: LastFourSchema,
	password: PasswordHashSchema
});
export const ChangePasswordInput = v.object({ password: PasswordHashSchema });
export const SetPasswordInput = v.object({
	person: IdSchema,
	password: PasswordHashSchema,
	/** The same password under new parameters: nobody has to sign in again. */
	keepSessions: v.optional(v.literal(true))
});
export const CreateFirstAdminInput = v.object({
	county: v.object({
		code: v.pipe(UnitCodeSchema, v.length(6, 'code')),
		name: v.pipe(v.string(), v.trim(), v.minLength(2), v.maxLength(60))
	}),
	person: IdSchema,
	name: NameSchema,
	phone: PhoneSchema,
	password: PasswordHashSchema
});

/** Who is asking; what the first screen needs. */
export interface MeView {
	person: { id: string; name: string } | null;
	memberships: readonly { unit: string; unitName: string; role: Role }[];
	device: DeviceKind | null;
	/** Nobody is here yet: the first-run page is open. */
	firstRun: boolean;
}

export interface SessionView {
	/** Hash of the session: enough to end it, useless to open it. */
	id: string;
	device: DeviceKind;
	label: string;
	createdAt: number;
	lastSeenAt: number;
	current: boolean;
}

export interface SessionsView {
	sessions: readonly SessionView[];
}

/** Whether the reader may invite somebody, and how it stands with that person's way in. */
export interface InvitationStateView {
	person: { id: string; name: string };
	/** The person has a password: a further invitation is a way back in, and ends every session. */
	hasAccount: boolean;
	open: { at: number; expiresAt: number } | null;
}

/** The invitation answered: a wrong guess is counted, so it is an answer and not a refusal. */
export type Accepted =
	| { readonly accepted: true; readonly person: string }
	| { readonly accepted: false; readonly left: number };
