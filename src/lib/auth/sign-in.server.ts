/**
 * The doors that take a password. Everything that can go wrong has one answer and takes as long,
 * whether or not there is such a person (AU-7).
 */
import { randomBytes } from 'node:crypto';
import { systemActor, type Actor } from '#lib/kernel/actor.ts';
import type { AnyCommand, InputOf } from '#lib/kernel/command.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import type { Outcome, RefusalParams } from '#lib/kernel/outcome.ts';
import type { Db } from '#lib/platform/db/port.server.ts';
import type { Log } from '#lib/platform/log.server.ts';
import type { RunCommand } from '#lib/platform/run-command.server.ts';
import { findPerson } from '#lib/roster/repo.server.ts';
import { acceptInvitation, createFirstAdmin, invite, setPassword } from './commands.ts';
import { hashToken } from './handlers.server.ts';
import { createSignInLimits } from './limits.server.ts';
import { hashPassword, needsRehash, PasswordsBusy, verifyPassword } from './password.server.ts';
import { accountsByPhone, findAccount, findInvitation, isKnownDevice } from './repo.server.ts';
import { faultOfPassword, INVITATION_TRIES, KNOWN_LIFE, labelOf, readPhone } from './rules.ts';
import type { PasswordFault } from './rules.ts';
import type { Accepted, DeviceKind } from './schema.ts';
import type { Sessions } from './sessions.server.ts';

/** From where somebody knocks. */
export interface Knock {
	readonly address: string;
	readonly userAgent: string | null;
	readonly cookies: string | null;
	/** The browser keeps `Secure` cookies here. */
	readonly secure: boolean;
	readonly device: DeviceKind;
}

export type Fault = 'wrong' | 'wait' | 'tooMany' | 'busy' | 'phone' | 'password' | PasswordFault;

export type Entered =
	| { readonly kind: 'in'; readonly person: string; readonly cookies: readonly string[] }
	| { readonly kind: 'no'; readonly fault: Fault; readonly minutes: number }
	| { readonly kind: 'mismatch'; readonly left: number }
	| { readonly kind: 'refused'; readonly code: string; readonly params: RefusalParams };

export interface FirstAdmin {
	readonly county: { readonly code: string; readonly name: string };
	readonly name: string;
	readonly phone: string;
	readonly password: string;
}

export interface SignInDoor {
	/** By phone; by name too when several people share it. */
	signIn(who: { phone: string; name: string; password: string }, from: Knock): Promise<Entered>;
	/** Answers an invitation, sets the password, signs in. */
	accept(what: { token: string; last4: string; password: string }, from: Knock): Promise<Entered>;
	/** Whether an invitation can still be answered; says nothing about whose it is. */
	isOpen(token: string): Promise<boolean>;
	/** First run: county, administrator, and in. */
	found(admin: FirstAdmin, from: Knock): Promise<Entered>;
	/** Proves the password of somebody who is signed in, for what must not be done by a finder. */
	prove(person: string, session: string, password: string): Promise<true | Fault>;
}

const KNOWN_COOKIE = 'known';
const KNOWN_SECONDS = KNOWN_LIFE / 1000;

export interface DoorOptions {
	readonly db: Db;
	readonly sessions: Sessions;
	readonly runCommand: RunCommand;
	readonly log: Log;
	readonly signInPerAddress: number;
	readonly now?: () => number;
}

export function createDoor(options: DoorOptions): SignInDoor {
	const { db, sessions, runCommand, log, now = Date.now } = options;
	const limits = createSignInLimits(options.signInPerAddress);

	const no = (fault: Fault, seconds = 0): Entered => {
		log.warn({ fault }, 'sign-in refused');
		return { kind: 'no', fault, minutes: Math.max(1, Math.ceil(seconds / 60)) };
	};

	async function run<C extends AnyCommand>(command: C, input: InputOf<C>, actor: Actor | null) {
		return runCommand(
			{ id: uuidv7(), name: command.name, input, claimedAt: now(), appVersion: 'server' },
			actor,
			'form'
		);
	}

	/** Starts the session; on a phone of one's own the device is known from now on. */
	async function enter(person: string, from: Knock): Promise<Entered> {
		const name = from.secure ? `__Host-${KNOWN_COOKIE}` : KNOWN_COOKIE;
		const held = knownToken(from.cookies);
		const reuse = held !== null && (await db.read((q) => isKnownDevice(q, hashToken(held))));
		const device = reuse ? held : randomBytes(20).toString('hex');
		const { cookie } = await sessions.create(person, {
			device: from.device,
			label: labelOf(from.userAgent),
			secure: from.secure,
			...(from.device === 'own' ? { knownAs: hashToken(device) } : {})
		});
		const cookies = [cookie];
		if (from.device === 'own') {
			const secure = from.secure ? '; Secure' : '';
			cookies.push(
				`${name}=${device}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${KNOWN_SECONDS}${secure}`
			);
		}
		log.info({ person, device: from.device }, 'signed in');
		return { kind: 'in', person, cookies };
	}

	const guarded = async (work: () => Promise<Entered>): Promise<Entered> => {
		try {
			return await work();
		} catch (error) {
			if (error instanceof PasswordsBusy) return no('busy');
			throw error;
		}
	};

	const refusal = (outcome: Outcome): Entered =>
		outcome.kind === 'refused'
			? { kind: 'refused', code: outcome.code, params: outcome.params }
			: no('busy');

	return {
		signIn: (who, from) =>
			guarded(async () => {
				const phone = readPhone(who.phone);
				if (phone === null) return no('phone');
				if (who.password === '') return no('password');
				const crowded = await limits.knock(from.address);
				if (crowded > 0) return no('tooMany', crowded);

				const all = await db.read((q) => accountsByPhone(q, phone));
				const name = who.name.normalize('NFKC').trim();
				const meant = name === '' ? all : all.filter((one) => one.name === name);
				const account = meant.length === 1 ? meant[0] : undefined;
				const held = knownToken(from.cookies);
				const device =
					account && held !== null ? await knownDeviceOf(hashToken(held), account.person) : null;
				const wait = await limits.account(phone, device);
				if (wait > 0) return no('wait', wait);

				const right = await verifyPassword(account?.password ?? null, who.password);
				if (!account || !right) {
					await limits.failed(phone, device);
					return no('wrong');
				}
				await Promise.all([limits.forgive(from.address), limits.succeeded(phone)]);
				if (needsRehash(account.password)) {
					const password = await hashPassword(who.password);
					const input = { person: account.person, password, keepSessions: true } as const;
					await run(setPassword, input, systemActor('job'));
				}
				return enter(account.person, from);
			}),

		accept: (what, from) =>
			guarded(async () => {
				const crowded = await limits.knock(from.address);
				if (crowded > 0) return no('tooMany', crowded);
				const own = await db.read(async (q) => {
					const found = await findInvitation(q, hashToken(what.token));
					return found && findPerson(q, found.person);
				});
				// Nobody makes the server hash passwords for a link that never was.
				if (!own) return { kind: 'refused', code: 'not_available', params: {} };
				// What is the person's own is compared only once the digits are right: no way round AU-5.
				const proven = own.phone?.endsWith(what.last4) ?? false;
				const fault = faultOfPassword(what.password, proven ? own : {});
				if (fault) return no(fault);
				const outcome = await run(
					acceptInvitation,
					{ ...what, password: await hashPassword(what.password) },
					null
				);
				if (outcome.kind !== 'done') return refusal(outcome);
				const answer = outcome.data as Accepted;
				if (!answer.accepted) return { kind: 'mismatch', left: answer.left };
				await limits.forgive(from.address);
				if (own.phone) await limits.succeeded(own.phone);
				return enter(answer.person, from);
			}),

		async isOpen(token) {
			const found = await db.read((q) => findInvitation(q, hashToken(token)));
			return (
				found !== null &&
				found.ended === null &&
				found.expiresAt > now() &&
				found.tries < INVITATION_TRIES
			);
		},

		found: (admin, from) =>
			guarded(async () => {
				const crowded = await limits.knock(from.address);
				if (crowded > 0) return no('tooMany', crowded);
				const fault = faultOfPassword(admin.password, admin);
				if (fault) return no(fault);
				const person = uuidv7();
				const password = await hashPassword(admin.password);
				const outcome = await run(createFirstAdmin, { ...admin, person, password }, null);
				if (outcome.kind !== 'done') return refusal(outcome);
				await limits.forgive(from.address);
				return enter(person, from);
			}),

		async prove(person, session, password) {
			const account = await db.read((q) => findAccount(q, person));
			// Whoever holds an open session may guess too: the same slowing down.
			const key = `proof:${person}`;
			if ((await limits.account(key, null)) > 0) return 'wait';
			try {
				if (!(await verifyPassword(account?.password ?? null, password))) {
					await limits.failed(key, null);
					return 'wrong';
				}
			} catch (error) {
				if (error instanceof PasswordsBusy) return 'busy';
				throw error;
			}
			await limits.succeeded(key);
			await sessions.proven(session);
			return true;
		}
	};

	async function knownDeviceOf(device: string, person: string): Promise<string | null> {
		return (await db.read((q) => isKnownDevice(q, device, person))) ? device : null;
	}
}

/** What the device's own cookie holds, when it is one of ours. */
function knownToken(cookies: string | null): string | null {
	const found = /(?:^|;\s*)(?:__Host-)?known=([0-9a-f]{40})(?:;|$)/.exec(cookies ?? '');
	return found?.[1] ?? null;
}

/**
 * Makes an invitation as somebody; older ones of the person end. The token is in no log and no
 * outcome: whoever called shows it once.
 */
export async function createInvitation(
	app: { readonly runCommand: RunCommand },
	person: string,
	by: Actor,
	now: number = Date.now()
): Promise<{ readonly outcome: Outcome; readonly path: string; readonly token: string }> {
	const token = randomBytes(16).toString('base64url');
	const outcome = await app.runCommand(
		{
			id: uuidv7(),
			name: invite.name,
			input: { invitation: uuidv7(), person, token: hashToken(token) },
			claimedAt: now,
			appVersion: 'server'
		},
		by,
		by.kind === 'system' ? 'cli' : 'form'
	);
	return { outcome, token, path: `/invite/${token}` };
}
