import { statSync } from 'node:fs';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonActor } from '#lib/kernel/actor.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { DAY, HOUR, MINUTE } from '#lib/kernel/time.ts';
import { confirmHours, enterHours, reverseHours, tickAttendance } from '#lib/hours/commands.ts';
import { commandLog, event } from '#lib/platform/tables.server.ts';
import { claimShift, openPost, openShifts } from '#lib/posts/commands.ts';
import { COMMUNITY, GRID, openWorld, TUESDAY_9, type World } from '../../../tests/support/world.ts';
import {
	askCertificate,
	dropCertificate,
	issueCertificate,
	revokeCertificate
} from './commands.ts';
import { createCheckLimits } from './limits.server.ts';
import { checkCertificate } from './repo.server.ts';
import { certificate } from './tables.server.ts';
import { certificatePage, idNumber, myCertificates, onNotice, register } from './views.ts';

let world: World;
const ID = '11010519491231002X';
const PERIOD = { from: '2026-11-01', to: '2026-11-30' };
const notAvailable = { kind: 'refused', code: 'not_available' };

/** Two confirmed hours of grade B and half an hour of grade C for the volunteer and the leader. */
beforeAll(async () => {
	world = await openWorld();
	const { leader, leader2, secretary, volunteer } = world.people;
	const [post, shift] = [uuidv7(), uuidv7()];
	const startsAt = world.now + HOUR;
	await world.run(leader, openPost, {
		...{ id: post, unit: GRID, audience: null, kind: 'vanguard', title: '桶站值守', place: '东门' },
		...{ duties: '引导', bring: '', skills: [], risks: '地滑', insurance: 'covered', contact: '' }
	});
	const shifts = [{ id: shift, startsAt, endsAt: startsAt + 2 * HOUR }];
	await world.run(leader, openShifts, { post, capacity: 9, shifts });
	for (const who of [volunteer, leader]) {
		await world.run(who, claimShift, { id: uuidv7(), shift });
	}
	world.now = startsAt + 2 * HOUR;
	const tick = (by: PersonActor, person: PersonActor) =>
		world.run(by, tickAttendance, {
			shift,
			present: [{ entry: uuidv7(), person: person.id, minutes: 120 }]
		});
	expect(await tick(leader, volunteer)).toMatchObject({ kind: 'done' });
	expect(await tick(secretary, leader)).toMatchObject({ kind: 'done' });
	expect(leader2.id).not.toBe(leader.id);
	const late = uuidv7();
	await world.run(volunteer, enterHours, {
		...{ id: late, person: null, unit: GRID, shift: null, note: '走访独居老人' },
		...{ startsAt: TUESDAY_9 - 3 * HOUR, endsAt: TUESDAY_9 - 3 * HOUR + 30 * MINUTE }
	});
	await world.run(leader, confirmHours, { entries: [late] });
	world.now = Date.parse('2026-12-02T09:00:00+08:00');
});
afterAll(() => world.close());

const input = (more: object = {}) => ({
	id: uuidv7(),
	person: null,
	unit: COMMUNITY,
	...PERIOD,
	purpose: '升学',
	volunteerNumber: '',
	idNumber: { kind: 'resident' as const, number: ID, salt: 'a1'.repeat(16) },
	...more
});
const issue = { contact: '0580-5080000', notes: '' };
const row = (id: string) =>
	world.app.db.read(async (q) => {
		const [found] = await q.select().from(certificate).where(eq(certificate.id, id));
		return found;
	});
const check = (number: string) => world.app.db.read((q) => checkCertificate(q, number));

/** Each test has a period of its own: the same one is not asked for twice. */
let start = 1;
async function asked(more: object = {}, by = world.people.volunteer): Promise<string> {
	const given = input({ from: `2026-10-${String(start++).padStart(2, '0')}`, ...more });
	expect(await world.run(by, askCertificate, given)).toMatchObject({ kind: 'done' });
	return given.id;
}
async function issued(): Promise<{ id: string; number: string }> {
	const id = await asked();
	world.now += 7 * DAY;
	const outcome = await world.run(world.people.secretary, issueCertificate, {
		certificate: id,
		...issue
	});
	return { id, number: (outcome as { data: { number: string } }).data.number };
}

describe('certificates.ask', () => {
	it('[CE-1] is for oneself, or for a leader on a person’s word; strangers learn nothing', async () => {
		const { volunteer, leader, leader2, stranger, strangerLeader, secretary } = world.people;
		expect(await world.run(null, askCertificate, input())).toMatchObject({ kind: 'retry' });
		expect(await world.run(stranger, askCertificate, input())).toMatchObject(notAvailable);
		const forHim = { person: volunteer.id, unit: GRID, idNumber: null };
		for (const who of [strangerLeader, leader2, world.people.member]) {
			expect(await world.run(who, askCertificate, input(forHim))).toMatchObject(notAvailable);
		}
		// Somebody from elsewhere cannot be made a person of this unit.
		const elsewhere = input({ person: stranger.id });
		expect(await world.run(secretary, askCertificate, elsewhere)).toMatchObject(notAvailable);
		expect(await world.run(volunteer, askCertificate, input({ from: 'x' }))).toMatchObject({
			code: 'invalid_input'
		});
		const wrongId = { kind: 'resident', number: '110105194912310021', salt: 'a1'.repeat(16) };
		expect(await world.run(volunteer, askCertificate, input({ idNumber: wrongId }))).toMatchObject({
			code: 'invalid_input'
		});
		const id = await asked(forHim, leader);
		expect(await world.view(volunteer, certificatePage, { certificate: id })).toMatchObject({
			askedBySelf: false,
			askedByName: '汪杰珍',
			served: { minutes: 150, byGrade: { A: 0, B: 120, C: 30, D: 0 } }
		});
	});

	it('[CE-2] is refused without hours, twice, or for days to come', async () => {
		const { volunteer, member } = world.people;
		const given = input({ from: '2026-11-02' });
		const id = uuidv7();
		const first = await world.run(volunteer, askCertificate, given, { id });
		expect(first).toMatchObject({ kind: 'done' });
		expect(await world.run(volunteer, askCertificate, given, { id })).toEqual(first);
		expect(await world.run(member, askCertificate, given, { id })).toMatchObject({
			code: 'id_reused'
		});
		const again = input({ from: '2026-11-02' });
		expect(await world.run(volunteer, askCertificate, again)).toMatchObject({ code: 'open' });
		expect(
			await world.run(volunteer, askCertificate, { ...given, from: '2026-11-03' })
		).toMatchObject({ code: 'id_reused' });
		const none = input();
		const refusal = await world.run(member, askCertificate, none, { id: none.id });
		expect(refusal).toMatchObject({ code: 'no_hours' });
		expect(await world.run(member, askCertificate, none, { id: none.id })).toEqual(refusal);
		expect(await world.run(volunteer, askCertificate, input({ to: '2027-01-01' }))).toMatchObject({
			code: 'period'
		});
	});

	it('[CE-3] is seen by the members for a week, and by nobody else', async () => {
		const { member, volunteer2, stranger, otherSecretary, secretary } = world.people;
		const id = await asked();
		const shown = async (who: PersonActor) =>
			(await world.view(who, onNotice, {}))?.rows.find((one) => one.id === id);
		for (const who of [member, volunteer2, secretary]) {
			expect(await shown(who)).toMatchObject({ personName: '王秀英', minutes: 150 });
		}
		for (const who of [stranger, otherSecretary]) expect(await shown(who)).toBeUndefined();
		expect(JSON.stringify(await shown(member))).not.toContain('002X');
		world.now += 7 * DAY;
		expect(await shown(member)).toBeUndefined();
	});

	it('[CE-9] keeps the identity number sealed, out of every log, for the issuer alone', async () => {
		const { volunteer, member, leader, secretary } = world.people;
		expect(statSync(world.app.config.secretFile).mode & 0o777).toBe(0o600);
		const id = await asked();
		expect(await world.view(secretary, idNumber, { certificate: id })).toEqual({
			kind: 'resident',
			number: ID
		});
		for (const who of [volunteer, member, leader]) {
			expect(await world.view(who, idNumber, { certificate: id })).toBeNull();
		}
		const kept = await world.app.db.read(async (q) => [
			...(await q.select().from(commandLog)),
			...(await q.select().from(event)),
			...(await q.select().from(certificate))
		]);
		const everything = kept.map((one) => Object.values(one).map(String).join()).join();
		const asJson = JSON.stringify(kept);
		for (const word of [ID, ID.slice(0, 17), 'a1a1a1a1']) {
			expect(everything.includes(word) || asJson.includes(word)).toBe(false);
		}
		expect(Buffer.from((await row(id))?.idSealed ?? []).includes(ID.slice(0, 6))).toBe(false);
	});
});

describe('certificates.issue', () => {
	it('[CE-4] [CE-5] [CE-6] [CE-9] by the secretary after a week: numbered, frozen, number erased', async () => {
		const { volunteer, leader, secretary, stranger, otherSecretary, member } = world.people;
		const id = await asked();
		const given = { certificate: id, ...issue };
		expect(await world.run(secretary, issueCertificate, given)).toMatchObject({
			code: 'on_notice'
		});
		world.now += 7 * DAY;
		expect(await world.run(null, issueCertificate, given)).toMatchObject({ kind: 'retry' });
		for (const who of [volunteer, member, leader, stranger, otherSecretary]) {
			expect(await world.run(who, issueCertificate, given)).toMatchObject(notAvailable);
		}
		const missing = { ...given, certificate: uuidv7() };
		expect(await world.run(secretary, issueCertificate, missing)).toMatchObject(notAvailable);
		expect(await world.run(secretary, issueCertificate, { ...given, contact: '' })).toMatchObject({
			code: 'invalid_input'
		});
		const command = uuidv7();
		const first = await world.run(secretary, issueCertificate, given, { id: command });
		expect(first).toMatchObject({ kind: 'done' });
		expect(await world.run(secretary, issueCertificate, given, { id: command })).toEqual(first);
		expect(await world.run(leader, issueCertificate, given, { id: command })).toMatchObject({
			code: 'id_reused'
		});
		expect(await world.run(secretary, issueCertificate, given)).toMatchObject({
			code: 'decided'
		});
		const { number } = (first as { data: { number: string } }).data;
		expect(number).toMatch(/^330922100001-2026-\d{5}-[0-9A-Z]{8}$/);
		const kept = await row(id);
		expect(kept).toMatchObject({ idSealed: null, idTail: '002X', minutes: 150 });
		expect(await world.view(secretary, idNumber, { certificate: id })).toBeNull();
		expect(await world.view(volunteer, certificatePage, { certificate: id })).toMatchObject({
			state: 'issued',
			content: {
				name: '王秀英',
				unitName: '东海社区',
				head: '郑书文',
				clerk: null,
				byGrade: { A: 0, B: 120, C: 30, D: 0 },
				activities: [
					{ title: '桶站值守', days: 1, minutes: 120 },
					{ title: '走访独居老人', days: 1, minutes: 30 }
				]
			},
			minutesNow: null
		});
		const next = await issued();
		expect(Number(next.number.split('-')[2])).toBe(Number(number.split('-')[2]) + 1);
		expect(next.number.slice(-8)).not.toBe(number.slice(-8));
		const rows = await world.view(leader, register, { unit: GRID });
		expect(rows?.rows.some((one) => one.id === id)).toBe(false);
		expect(
			(await world.view(secretary, register, { unit: COMMUNITY }))?.rows.find((r) => r.id === id)
		).toMatchObject({ number, personName: '王秀英', state: 'issued' });
		expect(
			(await world.view(volunteer, myCertificates, {}))?.certificates.map((c) => c.id)
		).toContain(id);
	});

	it('[CE-4] never one’s own', async () => {
		const { leader, secretary } = world.people;
		const id = await asked({ unit: GRID, idNumber: null }, leader);
		world.now += 7 * DAY;
		const both = await world.seat(leader, 'community_secretary', COMMUNITY);
		const given = { certificate: id, ...issue };
		expect(await world.run(both, issueCertificate, given)).toMatchObject({ code: 'own' });
		expect(await world.run(secretary, issueCertificate, given)).toMatchObject({ kind: 'done' });
		const revoke = { certificate: id, reason: '自己作废自己的' };
		expect(await world.run(both, revokeCertificate, revoke)).toMatchObject({ code: 'own' });
	});
});

describe('certificates.drop', () => {
	it('by the person or who runs the unit, once, and the number is erased', async () => {
		const { volunteer, member, secretary, stranger } = world.people;
		const id = await asked();
		const given = { certificate: id, reason: '不用了' };
		expect(await world.run(null, dropCertificate, given)).toMatchObject({ kind: 'retry' });
		for (const who of [member, stranger]) {
			expect(await world.run(who, dropCertificate, given)).toMatchObject(notAvailable);
		}
		expect(await world.run(volunteer, dropCertificate, { ...given, reason: '' })).toMatchObject({
			code: 'invalid_input'
		});
		const command = uuidv7();
		const first = await world.run(volunteer, dropCertificate, given, { id: command });
		expect(first).toMatchObject({ kind: 'done' });
		expect(await world.run(volunteer, dropCertificate, given, { id: command })).toEqual(first);
		expect(await row(id)).toMatchObject({ idSealed: null, idTail: null, reason: '不用了' });
		expect(await world.run(secretary, dropCertificate, given)).toMatchObject({ code: 'decided' });
		const late = { certificate: id, ...issue };
		expect(await world.run(secretary, issueCertificate, late)).toMatchObject({ code: 'decided' });
	});
});

describe('certificates.revoke, and what outsiders learn', () => {
	it('[CE-7] [CE-8] a number answers period, total and status, and void since when', async () => {
		const { volunteer, leader, secretary, stranger } = world.people;
		const { id, number } = await issued();
		const valid = await check(number.toLowerCase());
		expect(valid).toEqual({
			...{ number, status: 'valid', to: '2026-11-30', minutes: 150, voidSince: null },
			from: expect.stringMatching(/^2026-10-/) as string
		});
		const unknown = await check(`${number.slice(0, -1)}${number.endsWith('0') ? '1' : '0'}`);
		expect(unknown.status).toBe('unknown');
		expect(Object.keys(unknown)).toEqual(Object.keys(valid));
		const given = { certificate: id, reason: '时长记错了' };
		expect(await world.run(null, revokeCertificate, given)).toMatchObject({ kind: 'retry' });
		for (const who of [volunteer, leader, stranger]) {
			expect(await world.run(who, revokeCertificate, given)).toMatchObject(notAvailable);
		}
		expect(
			await world.run(secretary, revokeCertificate, { certificate: id, reason: '' })
		).toMatchObject({ code: 'invalid_input' });
		const command = uuidv7();
		const first = await world.run(secretary, revokeCertificate, given, { id: command });
		expect(first).toMatchObject({ kind: 'done' });
		expect(await world.run(secretary, revokeCertificate, given, { id: command })).toEqual(first);
		expect(await world.run(secretary, revokeCertificate, given)).toMatchObject({
			code: 'not_issued'
		});
		const gone = await check(number);
		expect(gone).toMatchObject({ status: 'void', minutes: 150 });
		expect(gone.voidSince).toMatch(/^20\d\d-/);
		// Not a word about whom or why.
		for (const answer of [valid, gone, unknown]) {
			expect(JSON.stringify(answer)).not.toMatch(/王秀英|郑书文|199000|002X|记错|升学|5080000/);
		}
	});

	it('[CE-5] says to its people that hours changed since', async () => {
		const { volunteer, secretary } = world.people;
		const { id } = await issued();
		const entry = await world.app.db.read(async (q) => {
			const { hourEntry } = await import('#lib/hours/tables.server.ts');
			return (await q.select().from(hourEntry)).find(
				(one) => one.person === volunteer.id && one.grade === 'C'
			)?.id;
		});
		await world.run(secretary, reverseHours, {
			...{ id: uuidv7(), entry: entry ?? '', reason: '没有去', instead: null }
		});
		expect(await world.view(secretary, certificatePage, { certificate: id })).toMatchObject({
			served: { minutes: 150 },
			minutesNow: 120
		});
	});

	it('[CE-7] look-ups are counted by address', async () => {
		const limits = createCheckLimits();
		const waits = [];
		for (let i = 0; i < 21; i++) waits.push(await limits.take('203.0.113.7'));
		expect(waits.slice(0, 20)).toEqual(Array(20).fill(0));
		expect(waits[20]).toBeGreaterThan(0);
		expect(await limits.take('203.0.113.8')).toBe(0);
		// Nor do many addresses of one network help.
		let open = 0;
		for (let i = 0; i < 300; i++) if ((await limits.take(`2001:db8:1:${i}::1`)) === 0) open += 1;
		expect(open).toBe(100);
	});
});
