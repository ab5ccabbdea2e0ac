import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { count, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonActor } from '#lib/kernel/actor.ts';
import type { AnyView, ArgsOf, ViewDataOf } from '#lib/kernel/view.ts';
import { openApp, type App } from '#lib/app.server.ts';
import { publicHonors } from '#lib/honors/views.ts';
import { toConfirm } from '#lib/hours/views.ts';
import { myLists } from '#lib/lists/views.ts';
import { myMeetings } from '#lib/meetings/views.ts';
import { readConfig } from '#lib/platform/config.server.ts';
import { createLog } from '#lib/platform/log.server.ts';
import { commandLog } from '#lib/platform/tables.server.ts';
import { myShifts, openShiftsView } from '#lib/posts/views.ts';
import { actorFor, peopleByPhone } from '#lib/roster/repo.server.ts';

let app: App;
let said = '';
let dataDir: string;

beforeAll(async () => {
	dataDir = mkdtempSync(path.join(tmpdir(), 'geli-demo-'));
	app = await openApp({
		config: readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' }),
		log: createLog('silent')
	});
	expect(await app.operate(['seed', 'demo'], (text) => (said += text))).toBe(0);
}, 60_000);
afterAll(async () => {
	await app.close();
	rmSync(dataDir, { recursive: true, force: true });
});

/** The person whom the sign-ins name for a role. */
async function signIn(role: string): Promise<PersonActor> {
	const phone = new RegExp(`(\\d{11}) .* ${role} `).exec(said)?.[1] ?? '';
	const actor = await app.db.read(async (q) => {
		const [person] = await peopleByPhone(q, phone);
		return person ? actorFor(q, person.id, Date.now()) : null;
	});
	if (!actor) throw new Error(`nobody signs in as ${role}`);
	return actor;
}

async function read<V extends AnyView>(actor: PersonActor | null, view: V, args: ArgsOf<V>) {
	const result = await app.readView(view.name, args, actor);
	if (result.kind !== 'ok') throw new Error(`${view.name}: ${result.kind}`);
	return result.answer.data as ViewDataOf<V>;
}

describe('the demo county', () => {
	it('has last month’s red lists out, of volunteers and of grids', async () => {
		const page = await read(null, publicHonors, { unit: '330922100001' });
		expect(page.boards.map((board) => board.subject).sort()).toEqual(['unit', 'volunteer']);
		for (const board of page.boards) expect(board.entries.length).toBeGreaterThanOrEqual(3);
	});

	it('has shifts to take, and one that is full', async () => {
		const { shifts } = await read(await signIn('volunteer'), openShiftsView, {});
		expect(shifts.length).toBeGreaterThan(5);
		expect(shifts.some((shift) => shift.held >= shift.capacity && shift.waiting > 0)).toBe(true);
	});

	it('has a grid leader with hours to confirm, meetings, and both lists', async () => {
		const leader = await signIn('grid_leader');
		expect((await read(leader, toConfirm, {})).entries.length).toBeGreaterThan(0);
		const meetings = await read(leader, myMeetings, {});
		expect(meetings.upcoming.length + meetings.recent.length).toBe(3);
		expect((await read(leader, myLists, {})).open).toHaveLength(2);
	});

	it('has somebody who signs in with shifts of their own', async () => {
		const seen = await Promise.all(
			['volunteer', 'in_service_member', 'party_member'].map(async (role) => {
				const { shifts } = await read(await signIn(role), myShifts, {});
				return shifts.length;
			})
		);
		expect(Math.max(...seen)).toBeGreaterThan(0);
	});

	it('was told through commands, each of them done or refused like anybody’s', async () => {
		const rows = await app.db.read((q) =>
			q
				.select({ via: commandLog.via, n: count() })
				.from(commandLog)
				.where(eq(commandLog.via, 'seed'))
				.groupBy(commandLog.via)
		);
		expect(rows[0]?.n).toBeGreaterThan(500);
	});

	it('is loaded once: again it only prints the sign-ins', async () => {
		const seq = app.live.seq;
		let again = '';
		expect(await app.operate(['seed', 'demo'], (text) => (again += text))).toBe(0);
		expect(app.live.seq).toBe(seq);
		expect(said).toContain(again.trim());
	});
});
