/**
 * The one named world that server tests run in: 东海社区 with two grids, its people one of each
 * role, and strangers next door. Real database, real runner; only the clock is the test's.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { PersonActor, Role } from '#lib/kernel/actor.ts';
import type { AnyCommand, Envelope, InputOf } from '#lib/kernel/command.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import type { Outcome } from '#lib/kernel/outcome.ts';
import type { AnyView, ArgsOf, ViewDataOf } from '#lib/kernel/view.ts';
import { openApp, type App } from '#lib/app.server.ts';
import { readConfig } from '#lib/platform/config.server.ts';
import { createLog } from '#lib/platform/log.server.ts';
import { unit } from '#lib/org/tables.server.ts';
import { membership, person } from '#lib/roster/tables.server.ts';

export const COUNTY = '330922';
export const TOWN = '330922100';
export const COMMUNITY = '330922100001';
export const GRID = '330922100001001';
export const GRID_2 = '330922100001002';
export const MICRO_GRID = '33092210000100101';
export const OTHER_COMMUNITY = '330922100002';
export const OTHER_GRID = '330922100002001';
export const OTHER_TOWN = '330922101';

const UNITS = [
	[COUNTY, '嵊泗县', 'county', null],
	[TOWN, '菜园镇', 'town', COUNTY],
	[OTHER_TOWN, '嵊山镇', 'town', COUNTY],
	[COMMUNITY, '东海社区', 'community', TOWN],
	[OTHER_COMMUNITY, '沙河社区', 'community', TOWN],
	[GRID, '东海社区第一网格', 'grid', COMMUNITY],
	[GRID_2, '东海社区第二网格', 'grid', COMMUNITY],
	[OTHER_GRID, '沙河社区第一网格', 'grid', OTHER_COMMUNITY],
	[MICRO_GRID, '东海社区第一网格-1号微网格', 'micro_grid', GRID]
] as const;

const PEOPLE = {
	admin: ['周海', 'county_admin', COUNTY],
	townAdmin: ['吴岚', 'town_admin', TOWN],
	secretary: ['郑书文', 'community_secretary', COMMUNITY],
	leader: ['汪杰珍', 'grid_leader', GRID],
	leader2: ['廖怡', 'grid_leader', GRID_2],
	guide: ['沈英秀', 'grid_guide', GRID],
	member: ['林波玉', 'in_service_member', GRID],
	member2: ['史明', 'in_service_member', GRID],
	volunteer: ['王秀英', 'volunteer', GRID],
	volunteer2: ['张永强', 'volunteer', GRID_2],
	stranger: ['邱俊荣', 'volunteer', OTHER_GRID],
	strangerLeader: ['任平雅', 'grid_leader', OTHER_GRID],
	otherSecretary: ['武玉玉', 'community_secretary', OTHER_COMMUNITY]
} as const satisfies Record<string, readonly [string, Role, string]>;

export type WorldPerson = keyof typeof PEOPLE;

export interface World {
	readonly app: App;
	readonly people: Readonly<Record<WorldPerson, PersonActor>>;
	/** The test's clock; the server reads it. */
	now: number;
	/** Runs a command as somebody; `more.id` repeats one, `more.after` makes it depend on one. */
	run<C extends AnyCommand>(
		actor: PersonActor | null,
		command: C,
		input: InputOf<C>,
		more?: Partial<Envelope>
	): Promise<Outcome>;
	/** Reads a view as somebody; `null` when it is not theirs to see. */
	view<V extends AnyView>(
		actor: PersonActor | null,
		view: V,
		args: ArgsOf<V>
	): Promise<ViewDataOf<V> | null>;
	/** Gives a person a further seat and returns the actor that holds it. */
	seat(actor: PersonActor, role: Role, unit: string): Promise<PersonActor>;
	/** People who are only numbers: `count` volunteers of the first grid. */
	crowd(count: number): Promise<PersonActor[]>;
	close(): Promise<void>;
}

/** 2026-11-24 (Tuesday, 逢四) 9:00 in Shanghai. */
export const TUESDAY_9 = Date.parse('2026-11-24T09:00:00+08:00');

export interface WorldOptions {
	/** Where its files lie; they stay after `close`, for a server to be started on them. */
	readonly dataDir?: string;
	/** The moment at which its clock stands. */
	readonly now?: number;
}

export async function openWorld({
	dataDir: kept,
	now = TUESDAY_9
}: WorldOptions = {}): Promise<World> {
	const dataDir = kept ?? mkdtempSync(path.join(tmpdir(), 'geli-test-'));
	const clock = { now };
	const app = await openApp({
		config: readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' }),
		log: createLog(process.env.TEST_LOG ?? 'silent'),
		now: () => clock.now
	});
	const people = {} as Record<WorldPerson, PersonActor>;

	await app.db.write(async (tx) => {
		for (const [code, name, level, parent] of UNITS) {
			await tx.insert(unit).values({
				code,
				name,
				level,
				parent,
				kind: level === 'grid' || level === 'micro_grid' ? 'land' : null,
				households: level === 'grid' ? 349 : level === 'micro_grid' ? 70 : null,
				boats: null,
				createdAt: clock.now
			});
		}
	});
	let phone = 19900000000;
	const add = async (name: string, role: Role, at: string): Promise<PersonActor> => {
		const id = uuidv7();
		phone += 1;
		await app.db.write(async (tx) => {
			await tx.insert(person).values({
				id,
				name,
				initials: '',
				phone: String(phone),
				skills: [],
				createdAt: clock.now
			});
			await tx.insert(membership).values(seatRow(id, role, at, clock.now));
		});
		return { kind: 'person', id, name, memberships: [{ unit: at, role }] };
	};
	for (const [key, [name, role, at]] of Object.entries(PEOPLE)) {
		people[key as WorldPerson] = await add(name, role, at);
	}

	return {
		app,
		people,
		get now() {
			return clock.now;
		},
		set now(time) {
			clock.now = time;
		},
		run: (actor, command, input, more = {}) =>
			app.runCommand(
				{
					id: uuidv7(),
					name: command.name,
					input,
					claimedAt: clock.now,
					appVersion: 'test',
					...more
				},
				actor,
				'test'
			),
		async view(actor, view, args) {
			const result = await app.readView(view.name, args, actor);
			return result.kind === 'ok' ? (result.answer.data as ViewDataOf<typeof view>) : null;
		},
		async seat(actor, role, at) {
			await app.db.write(async (tx) => {
				await tx.insert(membership).values(seatRow(actor.id, role, at, clock.now));
			});
			return { ...actor, memberships: [...actor.memberships, { unit: at, role }] };
		},
		async crowd(count) {
			const actors: PersonActor[] = [];
			for (let i = 1; i <= count; i++) actors.push(await add(`群众${i}`, 'volunteer', GRID));
			return actors;
		},
		async close() {
			await app.close();
			if (kept === undefined) rmSync(dataDir, { recursive: true, force: true });
		}
	};
}

const seatRow = (who: string, role: Role, at: string, now: number) => ({
	id: uuidv7(),
	person: who,
	unit: at,
	role,
	from: '2026-01-01',
	to: null,
	by: 'system',
	at: now
});
