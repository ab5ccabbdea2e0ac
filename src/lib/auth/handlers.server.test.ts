import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor, type PersonActor } from '#lib/kernel/actor.ts';
import type { AnyCommand, InputOf } from '#lib/kernel/command.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { DAY, MINUTE } from '#lib/kernel/time.ts';
import { openApp } from '#lib/app.server.ts';
import { readConfig } from '#lib/platform/config.server.ts';
import { createLog } from '#lib/platform/log.server.ts';
import { commandLog, event } from '#lib/platform/tables.server.ts';
import { findPerson } from '#lib/roster/repo.server.ts';
import { openWorld, type World } from '../../../tests/support/world.ts';
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
import { hashToken } from './handlers.server.ts';
import { findAccount } from './repo.server.ts';
import { invitationState, me, mySessions } from './views.ts';

const PHC = '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$' + 'A'.repeat(43);
const PHC_2 = '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$' + 'B'.repeat(43);
const system = systemActor('cli');
const hash = () => randomBytes(32).toString('base64url');

let world: World;
beforeAll(async () => {
	world = await openWorld();
});
afterAll(() => world.close());

const refusedAs = (code: string) => ({ kind: 'refused', code });
/** Runs as the system too, which the world's helper does not take. */
const runAs = <C extends AnyCommand>(
	actor: PersonActor | typeof system | null,
	command: C,
	input: InputOf<C>,
	id = uuidv7()
) =>
	world.app.runCommand(
		{ id, name: command.name, input, claimedAt: world.now, appVersion: 'test' },
		actor,
		'test'
	);
const newInvitation = () => {
	const token = randomBytes(16).toString('base64url');
	return { token, input: { invitation: uuidv7(), token: hashToken(token) } };
};
const last4 = async (person: PersonActor) =>
	(await world.app.db.read((q) => findPerson(q, person.id)))?.phone?.slice(-4) ?? '';
const speaking = async (person: PersonActor) => {
	const { token } = await world.app.sessions.create(person.id, { device: 'own', label: 'x/y' });
	const signed = await world.app.sessions.actorOf(`sid=${token}`);
	return { token, actor: signed!.actor, session: signed!.session };
};

describe('auth.startSession', () => {
	it('is for the door alone', async () => {
		const input = {
			session: hash(),
			person: world.people.admin.id,
			device: 'own',
			label: 'x/y'
		} as const;
		expect(await runAs(null, startSession, input)).toEqual({ kind: 'retry', reason: 'signed_out' });
		expect(await runAs(world.people.admin, startSession, input)).toMatchObject(
			refusedAs('not_available')
		);
		expect(await runAs(system, startSession, { ...input, person: uuidv7() })).toMatchObject(
			refusedAs('not_available')
		);
		const id = uuidv7();
		expect(await runAs(system, startSession, input, id)).toMatchObject({ kind: 'done' });
		expect(await runAs(system, startSession, input, id)).toMatchObject({ kind: 'done' });
		expect(await runAs(world.people.admin, startSession, input, id)).toMatchObject(
			refusedAs('id_reused')
		);
	});
});

describe('auth.endSession', () => {
	it('ends one’s own, and nobody else’s', async () => {
		const mine = await speaking(world.people.member);
		const input = { session: mine.session };
		expect(await world.run(null, endSession, input)).toMatchObject({ reason: 'signed_out' });
		expect(await world.run(world.people.leader, endSession, input)).toMatchObject(
			refusedAs('not_available')
		);
		expect(await world.run(world.people.leader, endSession, { session: hash() })).toMatchObject(
			refusedAs('not_available')
		);
		expect(await world.run(world.people.leader, endSession, { session: "' OR 1=1" })).toMatchObject(
			refusedAs('invalid_input')
		);
		const id = uuidv7();
		expect(await world.run(mine.actor, endSession, input, { id })).toMatchObject({ kind: 'done' });
		expect(await world.run(mine.actor, endSession, input, { id })).toMatchObject({ kind: 'done' });
		expect(await world.run(world.people.leader, endSession, input, { id })).toMatchObject(
			refusedAs('id_reused')
		);
		expect(await world.app.sessions.actorOf(`sid=${mine.token}`)).toBeNull();
	});

	it('ends all of them, or all but this one', async () => {
		const here = await speaking(world.people.member2);
		const there = await speaking(world.people.member2);
		expect(await world.run(null, endAllSessions, { keepThis: true })).toMatchObject({
			reason: 'signed_out'
		});
		const id = uuidv7();
		const once = await world.run(here.actor, endAllSessions, { keepThis: true }, { id });
		expect(once).toEqual({ kind: 'done', data: { ended: 1 } });
		expect(await world.run(here.actor, endAllSessions, { keepThis: true }, { id })).toEqual(once);
		expect(
			await world.run(world.people.leader, endAllSessions, { keepThis: true }, { id })
		).toMatchObject(refusedAs('id_reused'));
		expect(await world.app.sessions.actorOf(`sid=${there.token}`)).toBeNull();
		expect(await world.app.sessions.actorOf(`sid=${here.token}`)).not.toBeNull();
		await world.run(here.actor, endAllSessions, { keepThis: false });
		expect(await world.app.sessions.actorOf(`sid=${here.token}`)).toBeNull();
	});
});

describe('auth.invite', () => {
	const give = async (actor: PersonActor | null, person: string, id = uuidv7()) => {
		const { input } = newInvitation();
		return runAs(actor, invite, { ...input, person }, id);
	};

	it('[AU-6] is given by those who run the person’s unit', async () => {
		const { people } = world;
		const to = people.volunteer.id;
		expect(await give(null, to)).toMatchObject({ reason: 'signed_out' });
		for (const who of [people.volunteer, people.volunteer2, people.guide, people.leader2]) {
			expect(await give(who, to)).toMatchObject(refusedAs('not_available'));
		}
		expect(await give(people.otherSecretary, to)).toMatchObject(refusedAs('not_available'));
		expect(await give(people.leader, uuidv7())).toMatchObject(refusedAs('not_available'));
		expect(await give(people.leader, people.secretary.id)).toMatchObject(
			refusedAs('not_available')
		);
		for (const who of [people.leader, people.secretary, people.townAdmin, people.admin]) {
			expect(await give(who, to)).toMatchObject({ kind: 'done' });
		}
		expect(await runAs(people.leader, invite, { person: to } as never)).toMatchObject(
			refusedAs('invalid_input')
		);
	});

	it('repeats its answer, and keeps no token in log or event', async () => {
		const { token, input } = newInvitation();
		const id = uuidv7();
		const whole = { ...input, person: world.people.volunteer.id };
		const once = await runAs(world.people.leader, invite, whole, id);
		expect(await runAs(world.people.leader, invite, whole, id)).toEqual(once);
		expect(await runAs(world.people.secretary, invite, whole, id)).toMatchObject(
			refusedAs('id_reused')
		);
		const rows = await world.app.db.read((q) => q.select().from(commandLog));
		expect(JSON.stringify(rows)).not.toContain(token);
	});

	it('shows how it stands to those who may give it', async () => {
		const args = { person: world.people.volunteer.id };
		expect(await world.view(world.people.leader, invitationState, args)).toMatchObject({
			person: { name: '王秀英' },
			hasAccount: false
		});
		for (const who of [null, world.people.volunteer, world.people.leader2, world.people.stranger]) {
			expect(await world.view(who, invitationState, args)).toBeNull();
		}
		expect(await world.view(world.people.leader, invitationState, { person: uuidv7() })).toBeNull();
	});
});

describe('auth.acceptInvitation', () => {
	async function invited(person: PersonActor = world.people.volunteer2) {
		const { token, input } = newInvitation();
		const outcome = await runAs(system, invite, { ...input, person: person.id });
		expect(outcome).toMatchObject({ kind: 'done' });
		return { token, last4: await last4(person), password: PHC };
	}

	it('[AU-4] sets the password and ends every session', async () => {
		const answer = await invited();
		const before = await speaking(world.people.volunteer2);
		const id = uuidv7();
		const outcome = await runAs(null, acceptInvitation, answer, id);
		expect(outcome).toEqual({
			kind: 'done',
			data: { accepted: true, person: world.people.volunteer2.id }
		});
		expect(await runAs(null, acceptInvitation, answer, id)).toEqual(outcome);
		expect(await runAs(world.people.leader, acceptInvitation, answer, id)).toMatchObject(
			refusedAs('id_reused')
		);
		const account = await world.app.db.read((q) => findAccount(q, world.people.volunteer2.id));
		expect(account?.password).toBe(PHC);
		expect(await world.app.sessions.actorOf(`sid=${before.token}`)).toBeNull();
		// Once only.
		const again = uuidv7();
		const used = await runAs(null, acceptInvitation, { ...answer, password: PHC_2 }, again);
		expect(used).toMatchObject(refusedAs('invitation_used'));
		expect(await runAs(null, acceptInvitation, { ...answer, password: PHC_2 }, again)).toEqual(
			used
		);
		expect(
			(await world.app.db.read((q) => findAccount(q, world.people.volunteer2.id)))?.password
		).toBe(PHC);
	});

	it('[AU-4] ends after seven days, and when there is a newer one', async () => {
		const old = await invited();
		const newer = await invited();
		expect(await runAs(null, acceptInvitation, old)).toMatchObject(refusedAs('invitation_used'));
		const now = world.now;
		world.now += 7 * DAY;
		expect(await runAs(null, acceptInvitation, newer)).toMatchObject(
			refusedAs('invitation_expired')
		);
		world.now = now;
	});

	it('[AU-5] closes after five wrong answers, also to the right one', async () => {
		const answer = await invited();
		const wrong = { ...answer, last4: answer.last4 === '0000' ? '0001' : '0000' };
		for (const left of [4, 3, 2, 1, 0]) {
			expect(await runAs(null, acceptInvitation, wrong)).toEqual({
				kind: 'done',
				data: { accepted: false, left }
			});
		}
		expect(await runAs(null, acceptInvitation, answer)).toMatchObject(
			refusedAs('invitation_locked')
		);
	});

	it('takes no token that never was, no hash for a token, no foreign password hash', async () => {
		const answer = await invited();
		const stranger = { ...answer, token: randomBytes(16).toString('base64url') };
		expect(await runAs(null, acceptInvitation, stranger)).toMatchObject(refusedAs('not_available'));
		for (const bad of [
			{ token: hashToken(answer.token) },
			{ last4: '12' },
			{ password: 'in clear' },
			{ password: PHC.replace('m=19456', 'm=4294967295') },
			{ password: PHC.replace('argon2id', 'argon2d') }
		]) {
			expect(await runAs(null, acceptInvitation, { ...answer, ...bad })).toMatchObject(
				refusedAs('invalid_input')
			);
		}
	});

	it('leaves neither token nor hash in the log', async () => {
		const answer = await invited();
		await runAs(null, acceptInvitation, answer);
		const [rows, events] = await world.app.db.read(async (q) => [
			await q.select().from(commandLog),
			await q.select().from(event)
		]);
		const text = JSON.stringify([rows, events]);
		expect(text).not.toContain(answer.token);
		expect(text).not.toContain('$argon2id');
	});

	it('is not given to somebody without a phone', async () => {
		const { person } = await import('#lib/roster/tables.server.ts');
		const { eq } = await import('drizzle-orm');
		const { guide } = world.people;
		await world.app.db.write(async (tx) => {
			await tx.update(person).set({ phone: null }).where(eq(person.id, guide.id));
		});
		const { input } = newInvitation();
		const id = uuidv7();
		const whole = { ...input, person: guide.id };
		const no = await runAs(world.people.leader, invite, whole, id);
		expect(no).toMatchObject(refusedAs('no_phone'));
		expect(await runAs(world.people.leader, invite, whole, id)).toEqual(no);
	});
});

describe('auth.changePassword', () => {
	it('[AU-9] needs a fresh proof, and ends the other sessions', async () => {
		const here = await speaking(world.people.member);
		const there = await speaking(world.people.member);
		expect(await world.run(null, changePassword, { password: PHC })).toMatchObject({
			reason: 'signed_out'
		});
		expect(await world.run(here.actor, changePassword, { password: 'clear' })).toMatchObject(
			refusedAs('invalid_input')
		);
		world.now += 6 * MINUTE;
		const late = uuidv7();
		const no = await world.run(here.actor, changePassword, { password: PHC }, { id: late });
		expect(no).toMatchObject(refusedAs('prove_again'));
		expect(await world.run(here.actor, changePassword, { password: PHC }, { id: late })).toEqual(
			no
		);
		await world.app.sessions.proven(here.session);
		const id = uuidv7();
		const yes = await world.run(here.actor, changePassword, { password: PHC }, { id });
		expect(yes).toMatchObject({ kind: 'done' });
		expect(await world.run(here.actor, changePassword, { password: PHC }, { id })).toEqual(yes);
		expect(
			await world.run(world.people.leader, changePassword, { password: PHC }, { id })
		).toMatchObject(refusedAs('id_reused'));
		expect(await world.app.sessions.actorOf(`sid=${there.token}`)).toBeNull();
		expect(await world.app.sessions.actorOf(`sid=${here.token}`)).not.toBeNull();
	});
});

describe('auth.setPassword', () => {
	it('is for the system alone', async () => {
		const input = { person: world.people.stranger.id, password: PHC };
		expect(await runAs(null, setPassword, input)).toMatchObject({ reason: 'signed_out' });
		expect(await runAs(world.people.admin, setPassword, input)).toMatchObject(
			refusedAs('not_available')
		);
		expect(await runAs(system, setPassword, { ...input, person: uuidv7() })).toMatchObject(
			refusedAs('not_available')
		);
		expect(await runAs(system, setPassword, input)).toMatchObject({ kind: 'done' });
	});
});

describe('auth.me and auth.sessions', () => {
	it('say who asks', async () => {
		expect(await world.view(null, me, {})).toEqual({
			person: null,
			memberships: [],
			device: null,
			firstRun: false
		});
		const { actor } = await speaking(world.people.leader);
		expect(await world.view(actor, me, {})).toMatchObject({
			person: { id: actor.id, name: '汪杰珍' },
			memberships: [{ unitName: '东海社区第一网格', role: 'grid_leader' }],
			device: 'own',
			firstRun: false
		});
		const mine = await world.view(actor, mySessions, {});
		expect(mine?.sessions).toMatchObject([{ current: true, device: 'own', label: 'x/y' }]);
		expect(await world.view(null, mySessions, {})).toBeNull();
		const other = await world.view(world.people.leader2, mySessions, {});
		expect(other?.sessions).toEqual([]);
	});
});

describe('auth.createFirstAdmin', () => {
	const admin = {
		county: { code: '330922', name: '嵊泗县' },
		name: '周海',
		phone: '19900000001',
		password: PHC
	};

	it('[AU-11] is refused where somebody is already', async () => {
		const input = { ...admin, person: uuidv7() };
		for (const who of [null, world.people.admin, world.people.stranger]) {
			expect(await runAs(who, createFirstAdmin, input)).toMatchObject(refusedAs('not_available'));
		}
		expect(
			await runAs(null, createFirstAdmin, { ...input, county: { code: '3309', name: 'x' } })
		).toMatchObject(refusedAs('invalid_input'));
	});

	it('[AU-11] makes county, person, seat and account in one step, once', async () => {
		const dataDir = mkdtempSync(path.join(tmpdir(), 'geli-first-'));
		const app = await openApp({
			config: readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' }),
			log: createLog('silent')
		});
		try {
			const run = (input: object, id = uuidv7()) =>
				app.runCommand(
					{ id, name: createFirstAdmin.name, input, claimedAt: Date.now(), appVersion: 't' },
					null,
					'form'
				);
			const before = await app.readView(me.name, {}, null);
			expect(before).toMatchObject({ answer: { data: { firstRun: true } } });
			const input = { ...admin, person: uuidv7() };
			const id = uuidv7();
			const both = await Promise.all([run(input, id), run({ ...input, person: uuidv7() })]);
			expect(both).toMatchObject([{ kind: 'done' }, { kind: 'refused', code: 'not_available' }]);
			expect(await run(input, id)).toEqual(both[0]);
			const after = await app.readView(me.name, {}, null);
			expect(after).toMatchObject({ answer: { data: { firstRun: false } } });
			const { token } = await app.sessions.create(input.person, { device: 'own', label: '' });
			expect((await app.sessions.actorOf(`sid=${token}`))?.actor).toMatchObject({
				name: '周海',
				memberships: [{ unit: '330922', role: 'county_admin' }]
			});
			const logged = await app.db.read((q) => q.select().from(commandLog));
			const events = await app.db.read((q) => q.select().from(event));
			expect(JSON.stringify([logged, events])).not.toMatch(/19900000001|argon2|周海/);
		} finally {
			await app.close();
			rmSync(dataDir, { recursive: true, force: true });
		}
	});
});
