import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as Y from 'yjs';
import { CLOSE } from '#lib/collab/wire.ts';
import type { PersonActor } from '#lib/kernel/actor.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { HOUR } from '#lib/kernel/time.ts';
import { ROOT, roomOf } from '#lib/meetings/collab.ts';
import { freezeMinutes, openMeeting, takeAttendance } from '#lib/meetings/commands.ts';
import { draftPage } from '#lib/meetings/views.ts';
import { endSeat } from '#lib/roster/commands.ts';
import { membership } from '#lib/roster/tables.server.ts';
import { GRID, openWorld, TUESDAY_9, type World } from '../support/world.ts';
import { connect, raw, until, type Editor } from './server.ts';

let world: World;
let server: Server;
let port: number;
const editors: Editor[] = [];

beforeAll(async () => {
	world = await openWorld();
	server = createServer();
	server.on('upgrade', (request, socket, head) => world.app.upgrade(request, socket, head));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
	for (const editor of editors) editor.destroy();
	server.closeAllConnections();
	server.close();
	await world.close();
});

async function cookieOf(person: PersonActor): Promise<string> {
	const { cookie } = await world.app.sessions.create(person.id, { device: 'own', label: '手机' });
	return cookie.split(';', 1)[0] ?? '';
}

async function open(person: PersonActor, meeting: string): Promise<Editor> {
	const headers = { cookie: await cookieOf(person) };
	const editor = connect({ port }, person.id, roomOf(meeting), { headers });
	editors.push(editor);
	await editor.synced();
	return editor;
}

async function aMeeting(): Promise<string> {
	const id = uuidv7();
	const outcome = await world.run(world.people.leader, openMeeting, {
		id,
		kind: 'grid_talk',
		unit: GRID,
		startsAt: TUESDAY_9 + HOUR,
		title: '楼道堆物',
		place: '活动点',
		topics: '消防通道'
	});
	expect(outcome.kind).toBe('done');
	return id;
}

const minutesOf = (editor: Editor) => editor.doc.getXmlFragment(ROOT);

function write(editor: Editor, line: string): void {
	editor.doc.transact(() => {
		const paragraph = new Y.XmlElement('paragraph');
		paragraph.insert(0, [new Y.XmlText(line)]);
		minutesOf(editor).push([paragraph]);
	});
}

it('people of the grid write the minutes with their own sessions; others learn nothing', async () => {
	const meeting = await aMeeting();
	const [leader, member] = await Promise.all([
		open(world.people.leader, meeting),
		open(world.people.member, meeting)
	]);
	write(leader, '一、清理');
	await until(() => minutesOf(member).toString().includes('清理'));

	const cookie = await cookieOf(world.people.stranger);
	const stranger = await raw({ port }, '', roomOf(meeting), { cookie });
	expect((await stranger.closed).code).toBe(CLOSE.not_available);
	const missing = await raw({ port }, '', roomOf(uuidv7()), { cookie });
	expect((await missing.closed).code).toBe(CLOSE.not_available);
	const nobody = await raw({ port }, '', roomOf(meeting), { cookie: 'sid=x' });
	expect((await nobody.closed).code).toBe(CLOSE.signed_out);
});

it('who loses the seat loses the room within a second', async () => {
	const meeting = await aMeeting();
	const member = await open(world.people.member2, meeting);
	const [seat] = await world.app.db.read((q) =>
		q.select().from(membership).where(eq(membership.person, world.people.member2.id))
	);
	const outcome = await world.run(world.people.secretary, endSeat, {
		seat: seat?.id ?? '',
		to: '2026-11-23'
	});
	expect(outcome.kind).toBe('done');
	await until(() => member.closedWith() !== null, 1_000);
	expect([CLOSE.not_available, CLOSE.signed_out]).toContain(member.closedWith()?.code);
});

it('a revoked session loses the room at once', async () => {
	const meeting = await aMeeting();
	const guide = await open(world.people.guide, meeting);
	await world.app.sessions.revokeAll(world.people.guide.id);
	await until(() => guide.closedWith() !== null, 1_000);
	expect(guide.closedWith()?.code).toBe(CLOSE.signed_out);
});

it('final minutes are read and no longer written', async () => {
	const meeting = await aMeeting();
	const [leader, member] = await Promise.all([
		open(world.people.leader, meeting),
		open(world.people.member, meeting)
	]);
	write(leader, '决议：周六清理');
	await until(() => minutesOf(member).toString().includes('周六'));
	world.now = TUESDAY_9 + 2 * HOUR;
	const present = [world.people.leader, world.people.member].map(({ id }) => ({
		person: id,
		status: 'present' as const,
		reason: ''
	}));
	await world.run(world.people.leader, takeAttendance, { meeting, marks: present });
	const draft = await world.view(world.people.leader, draftPage, { meeting });
	const frozen = await world.run(world.people.leader, freezeMinutes, {
		meeting,
		seen: draft?.hash ?? ''
	});
	expect(frozen.kind).toBe('done');
	await until(() => member.closedWith()?.code === CLOSE.rights_changed, 1_000);
	await until(() => member.provider.synced);
	const before = minutesOf(leader).toString();
	write(member, '太晚');
	await until(() => member.closedWith()?.code === CLOSE.read_only);
	expect(minutesOf(leader).toString()).toBe(before);
});
