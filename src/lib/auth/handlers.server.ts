import { createHash } from 'node:crypto';
import { and, eq, inArray } from 'drizzle-orm';
import { done, refused } from '#lib/kernel/outcome.ts';
import { personTopic } from '#lib/kernel/view.ts';
import type { Tx } from '#lib/platform/db/port.server.ts';
import { handle, type Context, type Reactor } from '#lib/platform/handler.server.ts';
import { actorFor, findPerson, noPeople } from '#lib/roster/repo.server.ts';
import { rootUnit } from '#lib/org/repo.server.ts';
import {
	acceptInvitation,
	changePassword,
	createFirstAdmin,
	endAllSessions,
	endSession,
	invite,
	setPassword,
	startSession
} from './commands.ts';
import { findInvitation, findSession, openInvitations, sessionsOf } from './repo.server.ts';
import { INVITATION_LIFE, INVITATION_TRIES, PROOF_LIFE } from './rules.ts';
import {
	account,
	invitation,
	invitationEnd,
	invitationTry,
	knownDevice,
	session
} from './tables.server.ts';

export const hashToken = (token: string): string =>
	createHash('sha256').update(token).digest('base64url');

/** `session:<hash>`: heard only inside this process, so that a cache and a socket let go at once. */
export const sessionTopic = (id: string): string => `session:${id}`;

async function writeAccount(tx: Tx, person: string, password: string, context: Context) {
	const row = { person, password, by: context.actor.id, at: context.now };
	await tx.insert(account).values(row).onConflictDoUpdate({ target: account.person, set: row });
}

/** Ends the sessions of a person, all but `keep`, and says so; returns how many. */
async function endSessions(tx: Tx, person: string, context: Context, keep?: string) {
	const rows = (await sessionsOf(tx, person)).filter((row) => row.id !== keep);
	if (rows.length === 0) return 0;
	const ids = rows.map((row) => row.id);
	await tx.delete(session).where(and(eq(session.person, person), inArray(session.id, ids)));
	context.emit({
		name: 'session.ended',
		topics: [personTopic(person), ...ids.map(sessionTopic)],
		payload: { person, count: rows.length }
	});
	return rows.length;
}

const self = (context: Context) => context.actor.id;

export const handlers = [
	handle(startSession, {
		facts: async (tx, { person }) =>
			(await findPerson(tx, person)) ? { target: null, facts: null } : null,
		async execute(tx, input, _facts, context) {
			await tx.insert(session).values({
				id: input.session,
				person: input.person,
				device: input.device,
				label: input.label,
				createdAt: context.now,
				lastSeenAt: context.now,
				provenAt: context.now
			});
			if (input.knownAs !== undefined && input.device === 'own') {
				const row = { device: input.knownAs, person: input.person, at: context.now };
				await tx.insert(knownDevice).values(row).onConflictDoNothing();
			}
			context.emit({
				name: 'session.started',
				topics: [personTopic(input.person)],
				payload: { person: input.person, device: input.device }
			});
			return done(null);
		}
	}),

	handle(endSession, {
		async facts(tx, input) {
			const row = await findSession(tx, input.session);
			return row && { target: row, facts: row };
		},
		async execute(tx, _input, row, context) {
			await tx.delete(session).where(eq(session.id, row.id));
			context.emit({
				name: 'session.ended',
				topics: [personTopic(row.person), sessionTopic(row.id)],
				payload: { person: row.person, count: 1 }
			});
			return done(null);
		}
	}),

	handle(endAllSessions, {
		facts: async (_tx, _input, context) => ({ target: { person: self(context) }, facts: null }),
		async execute(tx, { keepThis }, _facts, context) {
			const keep = context.actor.kind === 'person' ? context.actor.session : undefined;
			return done({
				ended: await endSessions(tx, self(context), context, keepThis ? keep : undefined)
			});
		}
	}),

	handle(invite, {
		async facts(tx, input, context) {
			const invited = await actorFor(tx, input.person, context.now);
			if (!invited) return null;
			const found = await findPerson(tx, input.person);
			const unit = invited.memberships[0]?.unit;
			return {
				target: { seats: invited.memberships },
				...(unit === undefined ? {} : { unit }),
				facts: { phone: found?.phone ?? null }
			};
		},
		async execute(tx, input, { phone }, context) {
			// Without a phone there is nothing to prove that the right person holds the link.
			if (phone === null) return refused('no_phone');
			for (const open of await openInvitations(tx, input.person)) {
				await tx.insert(invitationEnd).values({
					invitation: open.id,
					how: 'replaced',
					by: context.actor.id,
					at: context.now
				});
			}
			const expiresAt = context.now + INVITATION_LIFE;
			await tx.insert(invitation).values({
				id: input.invitation,
				person: input.person,
				token: input.token,
				by: context.actor.id,
				at: context.now,
				expiresAt
			});
			context.emit({
				name: 'invitation.made',
				topics: [personTopic(input.person)],
				payload: { person: input.person, by: context.actor.id }
			});
			return done({ invitation: input.invitation, expiresAt });
		}
	}),

	handle(acceptInvitation, {
		async facts(tx, { token }) {
			const found = await findInvitation(tx, hashToken(token));
			const invited = found && (await findPerson(tx, found.person));
			return invited && { target: null, facts: { found, phone: invited.phone } };
		},
		async execute(tx, input, { found, phone }, context) {
			if (found.ended !== null) return refused('invitation_used');
			if (found.expiresAt <= context.now) return refused('invitation_expired');
			if (found.tries >= INVITATION_TRIES) return refused('invitation_locked');
			if (phone === null || phone.slice(-4) !== input.last4) {
				// An answer, not a refusal: a refusal would take the counted try back.
				await tx
					.insert(invitationTry)
					.values({ id: context.command, invitation: found.id, at: context.now });
				return done({ accepted: false, left: INVITATION_TRIES - found.tries - 1 });
			}
			await tx.insert(invitationEnd).values({
				invitation: found.id,
				how: 'used',
				by: found.person,
				at: context.now
			});
			await endSessions(tx, found.person, context);
			await tx.delete(knownDevice).where(eq(knownDevice.person, found.person));
			await writeAccount(tx, found.person, input.password, context);
			context.emit({
				name: 'invitation.accepted',
				topics: [personTopic(found.person), 'accounts'],
				payload: { person: found.person, by: found.by }
			});
			return done({ accepted: true, person: found.person });
		}
	}),

	handle(changePassword, {
		async facts(tx, _input, context) {
			const { actor } = context;
			const row =
				actor.kind === 'person' && actor.session ? await findSession(tx, actor.session) : null;
			return { target: { person: actor.id }, facts: { provenAt: row?.provenAt ?? 0 } };
		},
		async execute(tx, { password }, { provenAt }, context) {
			if (provenAt + PROOF_LIFE < context.now) return refused('prove_again');
			await writeAccount(tx, self(context), password, context);
			const keep = context.actor.kind === 'person' ? context.actor.session : undefined;
			const ended = await endSessions(tx, self(context), context, keep);
			context.emit({
				name: 'password.changed',
				topics: [personTopic(self(context))],
				payload: { person: self(context) }
			});
			return done({ ended });
		}
	}),

	handle(setPassword, {
		facts: async (tx, { person }) =>
			(await findPerson(tx, person)) ? { target: null, facts: null } : null,
		async execute(tx, { person, password, keepSessions }, _facts, context) {
			await writeAccount(tx, person, password, context);
			if (!keepSessions) await endSessions(tx, person, context);
			return done(null);
		}
	}),

	handle(createFirstAdmin, {
		facts: async (tx, { county }) => ({
			target: { empty: await noPeople(tx) },
			unit: county.code,
			facts: await rootUnit(tx)
		}),
		async execute(_tx, input, root, context) {
			// Units may have been imported already: then the administrator is theirs.
			if (root && root.code !== input.county.code) {
				return refused('other_county', { code: root.code, name: root.name });
			}
			context.emit({
				name: 'county.founded',
				topics: ['accounts', `units@${input.county.code}`, personTopic(input.person)],
				payload: { unit: input.county.code, person: input.person },
				carry: {
					countyName: input.county.name,
					name: input.name,
					phone: input.phone,
					password: input.password
				}
			});
			return done({ person: input.person });
		}
	})
];

/** Bound after the ones of org and roster: by then the person is there. */
export const reactors: readonly Reactor[] = [
	{
		on: 'county.founded',
		async react(tx, event, context) {
			const { person } = event.payload as { person: string };
			const { password } = event.carry as { password: string };
			await writeAccount(tx, person, password, context);
		}
	}
];
