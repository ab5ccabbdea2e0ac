/** Many people who are signed in, and shifts for them: files for a server to be started on. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { uuidv7 } from '#lib/kernel/id.ts';
import { DAY, HOUR } from '#lib/kernel/time.ts';
import { PLAIN_COOKIE } from '#lib/auth/sessions.server.ts';
import { openPost, openShifts } from '#lib/posts/commands.ts';
import { GRID, openWorld } from './world.ts';

export interface Crowd {
	readonly dataDir: string;
	/** Cookie header and id of each. */
	readonly people: readonly { readonly id: string; readonly cookie: string }[];
	/** Cookie of the grid's leader. */
	readonly leader: string;
	/** One after the other, an hour each, from tomorrow on: nobody's two overlap. */
	readonly shifts: readonly string[];
}

/** @param capacity places in each shift */
export async function makeCrowd(people: number, shifts: number, capacity: number): Promise<Crowd> {
	const dataDir = mkdtempSync(path.join(tmpdir(), 'geli-crowd-'));
	const now = Date.now();
	const world = await openWorld({ dataDir, now });
	const cookieOf = async (person: string) => {
		const about = { device: 'own', label: 'crowd' } as const;
		return `${PLAIN_COOKIE}=${(await world.app.sessions.create(person, about)).token}`;
	};
	const crowd: { id: string; cookie: string }[] = [];
	for (const { id } of await world.crowd(people)) crowd.push({ id, cookie: await cookieOf(id) });
	const leader = await cookieOf(world.people.leader.id);

	const ids = Array.from({ length: shifts }, () => uuidv7());
	for (let first = 0; first < shifts; first += 48) {
		const post = uuidv7();
		await world.run(world.people.leader, openPost, {
			...{ id: post, unit: GRID, audience: null, kind: 'vanguard', title: '巡逻', place: '码头' },
			...{ duties: '巡查', bring: '', skills: [], risks: '湿滑', insurance: 'covered', contact: '' }
		});
		await world.run(world.people.leader, openShifts, {
			post,
			capacity,
			shifts: ids.slice(first, first + 48).map((id, i) => {
				const startsAt = now + DAY + (first + i) * HOUR;
				return { id, startsAt, endsAt: startsAt + HOUR };
			})
		});
	}
	await world.close();
	return { dataDir, people: crowd, leader, shifts: ids };
}
