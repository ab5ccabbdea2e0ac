import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '#lib/kernel/actor.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { findPerson } from '#lib/roster/repo.server.ts';
import { person } from '#lib/roster/tables.server.ts';
import { eq } from 'drizzle-orm';
import { openWorld, type World, type WorldPerson } from '../../../tests/support/world.ts';
import { netOf } from './limits.server.ts';
import { hashPassword } from './password.server.ts';
import { setPassword } from './commands.ts';
import { createDoor, createInvitation, type Knock, type SignInDoor } from './sign-in.server.ts';

const PASSWORD = '海边的风很大呀呀';
const from = (more: Partial<Knock> = {}): Knock => ({
	address: '203.0.113.7',
	userAgent: 'Mozilla/5.0 (Linux; Android 10) Chrome/99.0',
	cookies: null,
	secure: false,
	device: 'own',
	...more
});

let world: World;
let door: SignInDoor;
const phones = {} as Record<WorldPerson, string>;

beforeAll(async () => {
	world = await openWorld();
	const password = await hashPassword(PASSWORD);
	for (const [key, actor] of Object.entries(world.people)) {
		const found = await world.app.db.read((q) => findPerson(q, actor.id));
		phones[key as WorldPerson] = found?.phone ?? '';
		if (key === 'guide') continue;
		await world.app.runCommand(
			{
				id: uuidv7(),
				name: setPassword.name,
				input: { person: actor.id, password },
				claimedAt: world.now,
				appVersion: 't'
			},
			systemActor('seed'),
			'seed'
		);
	}
});
afterAll(() => world.close());
beforeEach(() => {
	const { db, sessions, runCommand, log } = world.app;
	door = createDoor({
		db,
		sessions,
		runCommand,
		log,
		signInPerAddress: 30,
		now: () => world.now
	});
});

const signIn = (phone: string, password: string, more: Partial<Knock> = {}, name = '') =>
	door.signIn({ phone, name, password }, from(more));
const cookieOf = (entered: Awaited<ReturnType<typeof signIn>>) =>
	entered.kind === 'in' ? entered.cookies.map((line) => line.split(';')[0]).join('; ') : '';

describe('signing in', () => {
	it('opens a session for the right password, however the number is written', async () => {
		const spaced = `+86 ${phones.volunteer.slice(0, 3)} ${phones.volunteer.slice(3)}`;
		const entered = await signIn(spaced, PASSWORD);
		expect(entered).toMatchObject({ kind: 'in', person: world.people.volunteer.id });
		expect((await world.app.sessions.actorOf(cookieOf(entered)))?.actor.name).toBe('王秀英');
	});

	it('[AU-7] has one answer for every failure', async () => {
		const answers = await Promise.all([
			signIn(phones.volunteer, 'wrong password'),
			signIn('19999999999', PASSWORD),
			signIn(phones.guide, PASSWORD),
			signIn(phones.volunteer, PASSWORD, {}, '别人')
		]);
		for (const answer of answers) {
			expect(answer).toEqual({ kind: 'no', fault: 'wrong', minutes: 1 });
		}
	});

	it('tells those apart who share a number, by name', async () => {
		await world.app.db.write(async (tx) => {
			await tx
				.update(person)
				.set({ phone: phones.member })
				.where(eq(person.id, world.people.member2.id));
		});
		expect(await signIn(phones.member, PASSWORD)).toMatchObject({ fault: 'wrong' });
		expect(await signIn(phones.member, PASSWORD, {}, '史明')).toMatchObject({
			person: world.people.member2.id
		});
		expect(await signIn(phones.member, PASSWORD, {}, ' 林波玉 ')).toMatchObject({
			person: world.people.member.id
		});
	});

	it('[AU-7] slows guesses down, for a number nobody has as well', async () => {
		for (const phone of [phones.leader, '19988888888']) {
			for (let i = 0; i < 5; i++) {
				expect(await signIn(phone, `guess ${i} of some`)).toMatchObject({ fault: 'wrong' });
			}
			expect(await signIn(phone, PASSWORD)).toMatchObject({ fault: 'wait', minutes: 1 });
		}
	});

	it('[AU-8] does not lock out the owner on a device the owner has used', async () => {
		const first = await signIn(phones.secretary, PASSWORD);
		const cookies = cookieOf(first);
		for (let i = 0; i < 6; i++) await signIn(phones.secretary, `guess ${i} of some`);
		expect(await signIn(phones.secretary, PASSWORD)).toMatchObject({ fault: 'wait' });
		expect(await signIn(phones.secretary, PASSWORD, { cookies })).toMatchObject({ kind: 'in' });
		// A device known to somebody else, or made up, helps nobody.
		const other = cookieOf(await signIn(phones.volunteer, PASSWORD));
		for (let i = 0; i < 6; i++) await signIn(phones.leader2, `guess ${i} of some`);
		expect(await signIn(phones.leader2, PASSWORD, { cookies: other })).toMatchObject({
			fault: 'wait'
		});
		const madeUp = `known=${'a'.repeat(40)}`;
		expect(await signIn(phones.leader2, PASSWORD, { cookies: madeUp })).toMatchObject({
			fault: 'wait'
		});
	});

	it('[AU-8] a shared phone is not known afterwards', async () => {
		const entered = await signIn(phones.volunteer, PASSWORD, { device: 'shared' });
		expect(entered.kind === 'in' && entered.cookies).toHaveLength(1);
	});

	it('[AU-7] limits an address by its failures and lets a village in', async () => {
		const address = '198.51.100.9';
		for (let i = 0; i < 40; i++) {
			expect(await signIn(phones.volunteer, PASSWORD, { address })).toMatchObject({ kind: 'in' });
		}
		for (let i = 0; i < 30; i++) {
			expect(await signIn(`199000${10000 + i}`, 'wrong password', { address })).toMatchObject({
				fault: 'wrong'
			});
		}
		expect(await signIn(phones.volunteer, PASSWORD, { address })).toMatchObject({
			fault: 'tooMany',
			minutes: 15
		});
		expect(await signIn(phones.volunteer, PASSWORD, { address: '198.51.100.10' })).toMatchObject({
			kind: 'in'
		});
	});

	it('knows neighbourhoods of addresses', () => {
		expect(netOf('203.0.113.7')).toBe('203.0.113');
		expect(netOf('::ffff:203.0.113.7')).toBe('203.0.113');
		expect(netOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1');
	});

	it('proves a password again, slowed down like the door', async () => {
		const entered = await signIn(phones.townAdmin, PASSWORD);
		const signed = await world.app.sessions.actorOf(cookieOf(entered));
		const { actor, session } = signed!;
		for (let i = 0; i < 5; i++) expect(await door.prove(actor.id, session, 'no')).toBe('wrong');
		expect(await door.prove(actor.id, session, PASSWORD)).toBe('wait');
		expect(await signIn(phones.townAdmin, PASSWORD)).toMatchObject({ kind: 'in' });
	});
});

describe('answering an invitation', () => {
	it('signs in with the new password', async () => {
		const { guide } = world.people;
		const made = await createInvitation(world.app, guide.id, world.people.leader, world.now);
		expect(made.outcome).toMatchObject({ kind: 'done' });
		expect(made.path).toBe(`/invite/${made.token}`);
		expect(await door.isOpen(made.token)).toBe(true);
		const answer = { token: made.token, last4: phones.guide.slice(-4), password: '12345678' };
		expect(await door.accept(answer, from())).toMatchObject({ fault: 'too_common' });
		const wrong = { ...answer, last4: '0000', password: 'kq7!vz2mxx' };
		expect(await door.accept(wrong, from())).toEqual({ kind: 'mismatch', left: 4 });
		const entered = await door.accept({ ...answer, password: 'kq7!vz2mxx' }, from());
		expect(entered).toMatchObject({ kind: 'in', person: guide.id });
		expect((await world.app.sessions.actorOf(cookieOf(entered)))?.actor.name).toBe('沈英秀');
		expect(await door.isOpen(made.token)).toBe(false);
		expect(await signIn(phones.guide, 'kq7!vz2mxx')).toMatchObject({ kind: 'in' });
		expect(await door.accept(answer, from())).toMatchObject({ fault: 'too_common' });
		expect(await door.accept({ ...answer, password: 'kq7!vz2mxx' }, from())).toMatchObject({
			kind: 'refused',
			code: 'invitation_used'
		});
	});

	it('hashes nothing for a link that never was', async () => {
		const answer = { token: 'A'.repeat(22), last4: '1234', password: 'kq7!vz2mxx' };
		const start = performance.now();
		for (let i = 0; i < 10; i++) {
			expect(await door.accept(answer, from())).toMatchObject({ code: 'not_available' });
		}
		expect(performance.now() - start).toBeLessThan(100);
	});
});
