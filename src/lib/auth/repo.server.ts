import { and, asc, count, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { unitNames } from '#lib/org/repo.server.ts';
import { prepared, type Tx } from '#lib/platform/db/port.server.ts';
import { reads } from '#lib/platform/handler.server.ts';
import { actorFor, findPerson, noPeople, peopleByPhone } from '#lib/roster/repo.server.ts';
import { expiryOf, mayInvite } from './rules.ts';
import type { DeviceKind } from './schema.ts';
import {
	account,
	invitation,
	invitationEnd,
	invitationTry,
	knownDevice,
	session
} from './tables.server.ts';
import { invitationState, me, mySessions } from './views.ts';

export type SessionRow = typeof session.$inferSelect;

export interface Account {
	readonly person: string;
	readonly name: string;
	readonly phone: string | null;
	/** PHC string. Leaves this capability nowhere. */
	readonly password: string;
}

const sessionById = prepared((q) =>
	q
		.select()
		.from(session)
		.where(eq(session.id, sql.placeholder('id')))
		.prepare()
);

/** A session by the hash of its secret, expired or not; `null` when it was ended. */
export async function findSession(q: Tx, id: string): Promise<SessionRow | null> {
	const [row] = await sessionById(q).execute({ id });
	return row ?? null;
}

/** All sessions of a person, the newest first; some may have expired. */
export async function sessionsOf(q: Tx, person: string): Promise<SessionRow[]> {
	return q
		.select()
		.from(session)
		.where(eq(session.person, person))
		.orderBy(desc(session.lastSeenAt), asc(session.id));
}

export async function hasAccount(q: Tx, person: string): Promise<boolean> {
	const rows = await q
		.select({ person: account.person })
		.from(account)
		.where(eq(account.person, person));
	return rows.length > 0;
}

export async function findAccount(q: Tx, person: string): Promise<Account | null> {
	const [found, [row]] = await Promise.all([
		findPerson(q, person),
		q.select({ password: account.password }).from(account).where(eq(account.person, person))
	]);
	if (!found || !row) return null;
	return { person, name: found.name, phone: found.phone, password: row.password };
}

/** Those with this phone who have a password; a family may share one. */
export async function accountsByPhone(q: Tx, phone: string): Promise<Account[]> {
	const people = await peopleByPhone(q, phone);
	if (people.length === 0) return [];
	const rows = await q
		.select({ person: account.person, password: account.password })
		.from(account)
		.where(
			inArray(
				account.person,
				people.map((p) => p.id)
			)
		);
	return rows.flatMap((row) => {
		const found = people.find((p) => p.id === row.person);
		return found ? [{ ...row, name: found.name, phone: found.phone }] : [];
	});
}

/** Whether the person (anybody, without one) has signed in on the device whose cookie has this hash. */
export async function isKnownDevice(q: Tx, device: string, person?: string): Promise<boolean> {
	const rows = await q
		.select({ at: knownDevice.at })
		.from(knownDevice)
		.where(
			and(
				eq(knownDevice.device, device),
				person === undefined ? undefined : eq(knownDevice.person, person)
			)
		)
		.limit(1);
	return rows.length > 0;
}

export interface InvitationRow {
	readonly id: string;
	readonly person: string;
	readonly by: string;
	readonly at: number;
	readonly expiresAt: number;
	readonly ended: 'used' | 'replaced' | null;
	/** Wrong answers so far. */
	readonly tries: number;
}

/** An invitation by the hash of its token; `null` when there never was one. */
export async function findInvitation(q: Tx, token: string): Promise<InvitationRow | null> {
	const [row] = await q
		.select({
			id: invitation.id,
			person: invitation.person,
			by: invitation.by,
			at: invitation.at,
			expiresAt: invitation.expiresAt,
			ended: invitationEnd.how
		})
		.from(invitation)
		.leftJoin(invitationEnd, eq(invitationEnd.invitation, invitation.id))
		.where(eq(invitation.token, token));
	if (!row) return null;
	const [tries] = await q
		.select({ n: count() })
		.from(invitationTry)
		.where(eq(invitationTry.invitation, row.id));
	return { ...row, tries: tries?.n ?? 0 };
}

/** Invitations of a person that were neither used nor replaced; they may have run out. */
export async function openInvitations(
	q: Tx,
	person: string
): Promise<{ id: string; at: number; expiresAt: number }[]> {
	return q
		.select({ id: invitation.id, at: invitation.at, expiresAt: invitation.expiresAt })
		.from(invitation)
		.leftJoin(invitationEnd, eq(invitationEnd.invitation, invitation.id))
		.where(and(eq(invitation.person, person), isNull(invitationEnd.how)))
		.orderBy(desc(invitation.at));
}

export const readers = [
	reads(me, async (q, _args, { actor }) => {
		if (!actor) {
			return { person: null, memberships: [], device: null, firstRun: await noPeople(q) };
		}
		const names = await unitNames(
			q,
			actor.memberships.map((seat) => seat.unit)
		);
		const row = actor.session ? await findSession(q, actor.session) : null;
		return {
			person: { id: actor.id, name: actor.name },
			memberships: actor.memberships.map((seat) => ({
				...seat,
				unitName: names.get(seat.unit) ?? seat.unit
			})),
			device: row?.device ?? null,
			firstRun: false
		};
	}),

	reads(mySessions, async (q, _args, { actor, now }) => {
		if (!actor) return null;
		const rows = await sessionsOf(q, actor.id);
		return {
			sessions: rows
				.filter((row) => expiryOf(row, actor.memberships) > now)
				.map(({ id, device, label, createdAt, lastSeenAt }) => ({
					id,
					device: device satisfies DeviceKind,
					label,
					createdAt,
					lastSeenAt,
					current: id === actor.session
				}))
		};
	}),

	reads(invitationState, async (q, { person }, { actor, now }) => {
		const invited = await actorFor(q, person, now);
		if (!actor || !invited) return null;
		const known = await hasAccount(q, person);
		if (!mayInvite(actor, { seats: invited.memberships })) return null;
		const open = (await openInvitations(q, person)).find((row) => row.expiresAt > now);
		return {
			person: { id: invited.id, name: invited.name },
			hasAccount: known,
			open: open ? { at: open.at, expiresAt: open.expiresAt } : null
		};
	})
];
