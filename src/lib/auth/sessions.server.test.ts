import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '#lib/kernel/time.ts';
import { openWorld, TUESDAY_9, type World } from '../../../tests/support/world.ts';
import { endAllSessions, endSession } from './commands.ts';
import {
	createSessions,
	hashOf,
	luciaEngine,
	type NewSession,
	type Revoked,
	type SessionEngine,
	type Sessions,
	type SessionStore
} from './sessions.server.ts';
import { session as table } from './tables.server.ts';

/** What the deprecation notice of Lucia proposes instead of it, on the same store. */
function nativeEngine(store: SessionStore): SessionEngine {
	return {
		async create(person, about) {
			const token = randomBytes(20).toString('hex');
			await store.add(hashOf(token), person, about);
			return token;
		},
		async validate(token) {
			const found = await store.find(hashOf(token));
			if (!found) return null;
			if (found.expiresAt <= store.now()) {
				await store.remove(found.row.id);
				return null;
			}
			return { session: found.row.id, actor: found.actor };
		}
	};
}

const OWN: NewSession = { device: 'own', label: 'android/chrome' };
const SHARED: NewSession = { device: 'shared', label: 'android/chrome' };

describe.each([
	['lucia', luciaEngine],
	['native', nativeEngine]
])('sessions on the %s engine', (_name, engine) => {
	let world: World;
	let sessions: Sessions;
	beforeAll(async () => {
		world = await openWorld();
	});
	afterAll(() => world.close());
	beforeEach(() => {
		world.now = TUESDAY_9;
		const { db, live, runCommand } = world.app;
		sessions = createSessions({ db, live, runCommand, now: () => world.now, engine });
	});
	const cookie = (token: string) => `lang=zh; sid=${token}; theme=auto`;
	const who = async (token: string) => (await sessions.actorOf(cookie(token)))?.actor.name ?? null;

	it('knows the person again, with the seats of today', async () => {
		const { token } = await sessions.create(world.people.volunteer.id, OWN);
		const signed = await sessions.actorOf(cookie(token));
		expect(signed?.actor).toMatchObject({
			id: world.people.volunteer.id,
			name: '王秀英',
			memberships: world.people.volunteer.memberships
		});
		expect(signed?.actor.session).toBe(signed?.session);
	});

	it('[AU-2] keeps only a hash, and the hash opens nothing', async () => {
		const { token } = await sessions.create(world.people.volunteer.id, OWN);
		const rows = await world.app.db.read((q) => q.select().from(table));
		expect(JSON.stringify(rows)).not.toContain(token);
		const row = rows.find((r) => r.id === hashOf(token));
		expect(row).toBeDefined();
		expect(await sessions.actorOf(`sid=${row?.id}`)).toBeNull();
		for (const bad of ['', 'sid=', 'sid=%00', `sid=${token}x`, `other=${token}`]) {
			expect(await sessions.actorOf(bad)).toBeNull();
		}
	});

	it('[AU-2] prefers the cookie that only this host can set', async () => {
		const mine = await sessions.create(world.people.volunteer.id, OWN);
		const planted = await sessions.create(world.people.stranger.id, OWN);
		const signed = await sessions.actorOf(`sid=${planted.token}; __Host-sid=${mine.token}`);
		expect(signed?.actor.name).toBe('王秀英');
	});

	it('[AU-2] writes cookies that scripts and other sites cannot read', async () => {
		const plain = await sessions.create(world.people.volunteer.id, OWN);
		expect(plain.cookie).toMatch(/^sid=\w+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=15552000$/);
		const secure = await sessions.create(world.people.volunteer.id, { ...OWN, secure: true });
		expect(secure.cookie).toMatch(/^__Host-sid=\w+; Path=\/; HttpOnly; SameSite=Lax; Secure; Max/);
		const shared = await sessions.create(world.people.volunteer.id, SHARED);
		expect(shared.cookie).not.toContain('Max-Age');
	});

	it('[AU-1] ends after 30 idle days on a phone of one’s own, and slides while in use', async () => {
		const { token } = await sessions.create(world.people.volunteer.id, OWN);
		for (let week = 0; week < 8; week++) {
			world.now += 7 * DAY;
			expect(await who(token)).toBe('王秀英');
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
		world.now += 30 * DAY + 1;
		expect(await who(token)).toBeNull();
		world.now = TUESDAY_9;
		expect(await who(token)).toBeNull();
	});

	it('[AU-1] ends after 180 days whatever happened since', async () => {
		const { token } = await sessions.create(world.people.volunteer.id, OWN);
		for (let day = 0; day < 179; day += 20) {
			world.now = TUESDAY_9 + day * DAY;
			expect(await who(token)).toBe('王秀英');
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
		world.now = TUESDAY_9 + 180 * DAY;
		expect(await who(token)).toBeNull();
	});

	it.each([
		['volunteer', SHARED, 8 * HOUR],
		['leader', OWN, 12 * HOUR],
		['secretary', OWN, 12 * HOUR],
		['admin', OWN, 30 * MINUTE]
	] as const)('[AU-1] %s: ends after its idle time', async (person, about, idle) => {
		const { token } = await sessions.create(world.people[person].id, about);
		world.now += idle - 1;
		// Looked at by another process, so that looking does not count as use.
		const [row] = await sessions.list(world.people[person].id);
		expect(row?.lastSeenAt).toBe(TUESDAY_9);
		world.now += 2;
		expect(await who(token)).toBeNull();
	});

	it('writes "last seen" at most every five minutes', async () => {
		const { token } = await sessions.create(world.people.volunteer.id, OWN);
		const seen = async () =>
			(await sessions.list(world.people.volunteer.id)).find((r) => r.id === hashOf(token))
				?.lastSeenAt;
		world.now += 4 * MINUTE;
		await who(token);
		await new Promise((resolve) => setTimeout(resolve, 20));
		expect(await seen()).toBe(TUESDAY_9);
		world.now += 2 * MINUTE;
		await who(token);
		await new Promise((resolve) => setTimeout(resolve, 20));
		expect(await seen()).toBe(TUESDAY_9 + 6 * MINUTE);
	});

	it('ends one, ends all, and says so at once', async () => {
		const { leader2 } = world.people;
		const told: Revoked[] = [];
		const stop = sessions.onRevoked((ended) => told.push(ended));
		const [a, b, c] = await Promise.all([1, 2, 3].map(() => sessions.create(leader2.id, OWN)));
		const speaking = await sessions.actorOf(cookie(b!.token));
		expect(await who(a!.token)).toBe('廖怡');

		await world.run(speaking!.actor, endSession, { session: hashOf(a!.token) });
		expect(await who(a!.token)).toBeNull();
		expect(told).toContainEqual({ session: hashOf(a!.token), person: leader2.id });

		const outcome = await world.run(speaking!.actor, endAllSessions, { keepThis: true });
		expect(outcome).toMatchObject({ kind: 'done', data: { ended: 1 } });
		expect(await who(c!.token)).toBeNull();
		expect(await who(b!.token)).toBe('廖怡');

		await sessions.revokeAll(leader2.id);
		expect(await who(b!.token)).toBeNull();
		expect(told.at(-1)).toEqual({ person: leader2.id });
		stop();
	});

	it('counts a seat that was lost at the next request', async () => {
		const { member } = world.people;
		const { token } = await sessions.create(member.id, OWN);
		await who(token);
		const { membership } = await import('#lib/roster/tables.server.ts');
		const { eq } = await import('drizzle-orm');
		await world.app.db.write(async (tx) => {
			await tx.update(membership).set({ to: '2026-11-01' }).where(eq(membership.person, member.id));
		});
		world.app.live.publish([
			{
				seq: world.app.live.seq + 1,
				name: 'seat.ended',
				topics: [`person:${member.id}`],
				payload: {},
				command: '',
				at: world.now
			}
		]);
		expect((await sessions.actorOf(cookie(token)))?.actor.memberships).toEqual([]);
		await world.app.db.write(async (tx) => {
			await tx.update(membership).set({ to: null }).where(eq(membership.person, member.id));
		});
	});

	it('sweeps what has run out', async () => {
		const { token } = await sessions.create(world.people.guide.id, OWN);
		world.now += 31 * DAY;
		await sessions.sweep();
		expect(await sessions.list(world.people.guide.id)).toEqual([]);
		expect(await who(token)).toBeNull();
	});
});
