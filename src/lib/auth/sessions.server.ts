/**
 * Sessions. The cookie holds 160 random bits; the table holds their SHA-256. Lucia 3 decides
 * whether one is valid, through our adapter, so that it can be replaced any day: the contract in
 * sessions.server.test.ts is run against it and against a few lines of our own.
 */
import { createHash } from 'node:crypto';
import { eq, lt, or } from 'drizzle-orm';
import { Lucia, TimeSpan, type Adapter } from 'lucia';
import { systemActor, type PersonActor } from '#lib/kernel/actor.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { MINUTE } from '#lib/kernel/time.ts';
import type { Db } from '#lib/platform/db/port.server.ts';
import type { Live } from '#lib/platform/live.server.ts';
import type { RunCommand } from '#lib/platform/run-command.server.ts';
import { actorFor } from '#lib/roster/repo.server.ts';
import { startSession } from './commands.ts';
import { findSession, sessionsOf, type SessionRow } from './repo.server.ts';
import { expiryOf, KNOWN_LIFE, lifetimeOf, LONGEST } from './rules.ts';
import type { DeviceKind } from './schema.ts';
import { knownDevice, session as sessions } from './tables.server.ts';

export interface Signed {
	readonly actor: PersonActor;
	/** Hash of the session: names it, does not open it. */
	readonly session: string;
}

export interface NewSession {
	readonly device: DeviceKind;
	readonly label: string;
	/** The browser keeps `Secure` cookies here: https, or this very machine. */
	readonly secure?: boolean;
	/** Hash of the device's own cookie. */
	readonly knownAs?: string;
}

export interface Revoked {
	/** Absent: every session of the person. */
	readonly session?: string;
	readonly person: string;
}

export interface Sessions {
	/** Who speaks, by the request's Cookie header, with today's seats; `null` when nobody does. */
	actorOf(cookieHeader: string | null | undefined): Promise<Signed | null>;
	/** @throws when the person is not in the roster */
	create(person: string, about: NewSession): Promise<{ cookie: string; token: string }>;
	revoke(session: string): Promise<void>;
	revokeAll(person: string): Promise<void>;
	list(person: string): Promise<SessionRow[]>;
	/** The password was proven again in this session. */
	proven(session: string): Promise<void>;
	/** Told after the commit that ended a session, wherever it was ended. */
	onRevoked(listener: (ended: Revoked) => void): () => void;
	/** Deletes what has run out; called now and then. */
	sweep(): Promise<void>;
	/** Set-Cookie values that take the session off this browser. */
	blankCookies(secure: boolean): string[];
}

export const SECURE_COOKIE = '__Host-sid';
/** On plain http of a local network, where browsers keep no `Secure` cookie. */
export const PLAIN_COOKIE = 'sid';

const TOKEN = /^[a-z0-9]{32,64}$/;
const SEEN_EVERY = 5 * MINUTE;
const CACHED_FOR = 20_000;
const MOST_CACHED = 20_000;

export const hashOf = (token: string): string =>
	createHash('sha256').update(token).digest('base64url');

/** What decides whether a token is valid. Two are tested; lucia's is used. */
export interface SessionEngine {
	/** A new token; the store has its hash when the promise resolves. */
	create(person: string, about: NewSession): Promise<string>;
	/** The hash of a valid token's session and whose it is. */
	validate(token: string): Promise<{ session: string; actor: PersonActor } | null>;
}

/** Where engines keep sessions: by hash only. */
export interface SessionStore {
	readonly now: () => number;
	find(hash: string): Promise<{ row: SessionRow; actor: PersonActor; expiresAt: number } | null>;
	add(hash: string, person: string, about: NewSession): Promise<void>;
	seen(row: SessionRow): Promise<void>;
	remove(hash: string): Promise<void>;
	removeAll(person: string): Promise<void>;
	listOf(person: string): Promise<SessionRow[]>;
}

declare module 'lucia' {
	interface Register {
		Lucia: Lucia<Record<never, never>, { actor: PersonActor }>;
		DatabaseSessionAttributes: NewSession;
		DatabaseUserAttributes: { actor: PersonActor };
	}
}

/** Lucia on our store: every id that passes the adapter goes through SHA-256 (AU-2). */
export function luciaEngine(store: SessionStore): SessionEngine {
	// Lucia reads the machine's clock; ours may be a test's.
	const toLucia = (time: number) => new Date(time - store.now() + Date.now());
	const unused: NewSession = { device: 'own', label: '' };
	const adapter: Adapter = {
		async getSessionAndUser(token) {
			const found = await store.find(hashOf(token));
			if (!found) return [null, null];
			const { row, actor, expiresAt } = found;
			return [
				{ id: token, userId: row.person, expiresAt: toLucia(expiresAt), attributes: unused },
				{ id: row.person, attributes: { actor } }
			];
		},
		getUserSessions: async (person) =>
			(await store.listOf(person)).map((row) => ({
				id: row.id,
				userId: person,
				expiresAt: toLucia(row.lastSeenAt),
				attributes: unused
			})),
		setSession: ({ id, userId, attributes }) => store.add(hashOf(id), userId, attributes),
		// Its sliding expiry is our "last seen", which the store writes on its own.
		updateSessionExpiration: async () => {},
		deleteSession: (token) => store.remove(hashOf(token)),
		deleteUserSessions: (person) => store.removeAll(person),
		// Lifetimes depend on today's seats, so the store sweeps by its own rule.
		deleteExpiredSessions: async () => {}
	};
	const lucia = new Lucia<Record<never, never>, { actor: PersonActor }>(adapter, {
		sessionExpiresIn: new TimeSpan(30, 'd'),
		getUserAttributes: ({ actor }) => ({ actor })
	});
	return {
		async create(person, about) {
			const made = await lucia.createSession(person, about);
			return made.id;
		},
		async validate(token) {
			const { session, user } = await lucia.validateSession(token);
			return session && user ? { session: hashOf(token), actor: user.actor } : null;
		}
	};
}

export interface SessionsOptions {
	readonly db: Db;
	readonly live: Live;
	readonly runCommand: RunCommand;
	readonly now?: () => number;
	readonly engine?: (store: SessionStore) => SessionEngine;
}

interface Cached {
	readonly until: number;
	/** Null: no such session, or it has expired. */
	readonly found: Promise<SessionRow | null>;
}

export function createSessions({
	db,
	live,
	runCommand,
	now = Date.now,
	engine: makeEngine = luciaEngine
}: SessionsOptions): Sessions {
	const listeners = new Set<(ended: Revoked) => void>();
	/** By hash. Promises are kept, so what is dropped while it is being read stays dropped. */
	const cache = new Map<string, Cached>();
	const actors = new Map<string, { until: number; actor: Promise<PersonActor | null> }>();
	/** When a session was last written as seen, by hash. */
	const seenAt = new Map<string, number>();

	const tell = (ended: Revoked) => {
		for (const listener of listeners) listener(ended);
	};

	// Rights and sessions change by commands; the commit's topics say whose.
	live.listen(({ topics }) => {
		for (const topic of topics) {
			if (topic.startsWith('person:')) actors.delete(topic.slice(7));
			else if (topic.startsWith('session:')) {
				const id = topic.slice(8);
				cache.delete(id);
				seenAt.delete(id);
				const owner = topics.find((other) => other.startsWith('person:'));
				tell({ session: id, person: owner?.slice(7) ?? '' });
			}
		}
	});

	const store: SessionStore = {
		now,
		find: (hash) =>
			db.read(async (q) => {
				const row = await findSession(q, hash);
				const actor = row && (await actorFor(q, row.person, now()));
				return row && actor ? { row, actor, expiresAt: expiryOf(row, actor.memberships) } : null;
			}),
		async add(hash, person, { device, label, knownAs }) {
			const outcome = await runCommand(
				{
					id: uuidv7(),
					name: startSession.name,
					input: {
						session: hash,
						person,
						device,
						label,
						...(knownAs === undefined ? {} : { knownAs })
					},
					claimedAt: now(),
					appVersion: 'server'
				},
				systemActor('job'),
				'job'
			);
			if (outcome.kind !== 'done') throw new Error(`The session was not started: ${outcome.kind}`);
		},
		seen: (row) =>
			db.write(async (tx) => {
				await tx.update(sessions).set({ lastSeenAt: now() }).where(eq(sessions.id, row.id));
			}),
		async remove(hash) {
			const row = await db.read((q) => findSession(q, hash));
			if (!row) return;
			await db.write(async (tx) => {
				await tx.delete(sessions).where(eq(sessions.id, hash));
			});
			cache.delete(hash);
			tell({ session: hash, person: row.person });
		},
		async removeAll(person) {
			await db.write(async (tx) => {
				await tx.delete(sessions).where(eq(sessions.person, person));
			});
			cache.clear();
			tell({ person });
		},
		listOf: (person) => db.read((q) => sessionsOf(q, person))
	};
	const engine = makeEngine(store);

	/** The row of a valid session, from the cache for a few seconds. */
	function validate(token: string, hash: string): Promise<SessionRow | null> {
		const known = cache.get(hash);
		if (known && known.until > now()) return known.found;
		const found = engine
			.validate(token)
			.then((valid) => (valid ? db.read((q) => findSession(q, valid.session)) : null));
		remember(cache, hash, { until: now() + CACHED_FOR, found });
		found.catch(() => cache.delete(hash));
		return found;
	}

	function actorNow(person: string): Promise<PersonActor | null> {
		const known = actors.get(person);
		if (known && known.until > now()) return known.actor;
		const actor = db.read((q) => actorFor(q, person, now()));
		remember(actors, person, { until: now() + CACHED_FOR, actor });
		actor.catch(() => actors.delete(person));
		return actor;
	}

	return {
		async actorOf(cookieHeader) {
			const token = tokenIn(cookieHeader);
			if (token === null) return null;
			const hash = hashOf(token);
			const row = await validate(token, hash);
			const actor = row && (await actorNow(row.person));
			if (!row || !actor) return null;
			const lastSeenAt = Math.max(row.lastSeenAt, seenAt.get(hash) ?? 0);
			if (expiryOf({ ...row, lastSeenAt }, actor.memberships) <= now()) {
				cache.delete(hash);
				return null;
			}
			if (now() - lastSeenAt >= SEEN_EVERY) {
				remember(seenAt, hash, now());
				// Not waited for: being late costs the person nothing but an earlier sign-in.
				store.seen(row).catch(() => seenAt.delete(hash));
			}
			return { actor: { ...actor, session: hash }, session: hash };
		},

		async create(person, about) {
			const token = await engine.create(person, about);
			const actor = await actorNow(person);
			const { absolute } = lifetimeOf(about.device, actor?.memberships ?? []);
			// On a shared phone the cookie goes with the browser.
			const age = about.device === 'shared' ? '' : `; Max-Age=${Math.floor(absolute / 1000)}`;
			return { token, cookie: `${cookieOf(token, about.secure ?? false)}${age}` };
		},

		revoke: (hash) => store.remove(hash),
		revokeAll: (person) => store.removeAll(person),
		list: (person) => store.listOf(person),

		async proven(hash) {
			await db.write(async (tx) => {
				await tx.update(sessions).set({ provenAt: now() }).where(eq(sessions.id, hash));
			});
		},

		async sweep() {
			await db.write(async (tx) => {
				await tx
					.delete(sessions)
					.where(
						or(
							lt(sessions.lastSeenAt, now() - LONGEST.idle),
							lt(sessions.createdAt, now() - LONGEST.absolute)
						)
					);
				await tx.delete(knownDevice).where(lt(knownDevice.at, now() - KNOWN_LIFE));
			});
		},

		onRevoked(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},

		blankCookies: (secure) => [
			`${cookieOf('', false)}; Max-Age=0`,
			...(secure ? [`${cookieOf('', true)}; Max-Age=0`] : [])
		]
	};
}

function cookieOf(token: string, secure: boolean): string {
	const [name, flag] = secure ? [SECURE_COOKIE, '; Secure'] : [PLAIN_COOKIE, ''];
	return `${name}=${token}; Path=/; HttpOnly; SameSite=Lax${flag}`;
}

/** The token in a Cookie header; the one that no other site can have planted goes first. */
export function tokenIn(cookieHeader: string | null | undefined): string | null {
	if (!cookieHeader) return null;
	let plain: string | null = null;
	for (const part of cookieHeader.split(';')) {
		const at = part.indexOf('=');
		const name = part.slice(0, at).trim();
		if (name !== SECURE_COOKIE && name !== PLAIN_COOKIE) continue;
		const value = part.slice(at + 1).trim();
		if (!TOKEN.test(value)) continue;
		if (name === SECURE_COOKIE) return value;
		plain ??= value;
	}
	return plain;
}

/** A map that forgets its oldest entries. */
function remember<Key, Value>(map: Map<Key, Value>, key: Key, value: Value): void {
	map.delete(key);
	map.set(key, value);
	for (const oldest of map.keys()) {
		if (map.size <= MOST_CACHED) break;
		map.delete(oldest);
	}
}
