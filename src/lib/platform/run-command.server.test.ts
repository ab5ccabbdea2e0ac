import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemActor, type Actor, type PersonActor } from '#lib/kernel/actor.ts';
import { defineCommand, typed, type Envelope } from '#lib/kernel/command.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { done, refused } from '#lib/kernel/outcome.ts';
import type { Db } from './db/port.server.ts';
import { openSqlite } from './db/sqlite.server.ts';
import { handle, type Reactor } from './handler.server.ts';
import { Live } from './live.server.ts';
import { createLog } from './log.server.ts';
import { createRunner, hashOfRow, type RunCommand } from './run-command.server.ts';
import { commandLog, event, setting } from './tables.server.ts';

/** A counter that nobody may take above nine; those without a seat may not touch it. */
const add = defineCommand({
	name: 'test.add',
	input: v.object({ counter: v.string(), by: v.number(), secret: v.optional(v.string()) }),
	offline: 'queue',
	lane: 'test',
	may: (actor: Actor) => actor.kind === 'system' || actor.memberships.length > 0,
	done: typed<{ value: number }>(),
	refusals: ['too_high'],
	redact: ({ counter, by }) => ({ counter, by })
});
const explode = defineCommand({
	name: 'test.explode',
	input: v.object({ times: v.number() }),
	offline: 'queue',
	lane: 'test',
	may: () => true,
	done: typed<{ value: number }>(),
	refusals: []
});

let explosions = 0;
const handlers = [
	handle(add, {
		facts: async (tx, { counter }) => {
			const [row] = await tx.select().from(setting).where(eq(setting.name, counter));
			return row ? { target: undefined, unit: '330922', facts: Number(row.value) } : null;
		},
		execute: async (tx, { counter, by }, value, context) => {
			const next = value + by;
			// Written first on purpose: what is refused must leave no trace.
			await tx.update(setting).set({ value: next }).where(eq(setting.name, counter));
			context.emit({ name: 'test.added', topics: [`counter:${counter}`], payload: { next } });
			return next > 9 ? refused('too_high', { most: 9 }) : done({ value: next });
		}
	}),
	handle(explode, {
		facts: async () => ({ target: undefined, facts: null }),
		execute: async (tx, { times }) => {
			await tx.insert(setting).values({ name: `crumb${explosions}`, value: 0, at: 0 });
			if (explosions++ < times) throw new Error('crash with a secret phone 19900000001');
			return done({ value: explosions });
		}
	})
];
const reactors: Reactor[] = [
	{
		on: 'test.added',
		async react(tx, { payload }, context) {
			const value = Number(payload['next']);
			await tx.insert(setting).values({ name: `echo:${context.command}`, value, at: context.now });
			if (value === 5) context.emit({ name: 'test.five', topics: ['fives'] });
		}
	}
];

const member: PersonActor = {
	kind: 'person',
	id: uuidv7(),
	name: '史明',
	memberships: [{ unit: '330922', role: 'volunteer' }]
};
const other: PersonActor = { ...member, id: uuidv7(), name: '王秀英' };
const outsider: PersonActor = { ...member, id: uuidv7(), memberships: [] };

let dataDir: string;
let db: Db;
let live: Live;
let run: RunCommand;

beforeEach(async () => {
	explosions = 0;
	dataDir = mkdtempSync(path.join(tmpdir(), 'geli-run-'));
	db = openSqlite({ dataDir, migrations: path.resolve('drizzle') });
	live = new Live();
	run = createRunner({ db, handlers, reactors, live, log: createLog('silent') });
	await db.write(
		async (tx) => void (await tx.insert(setting).values({ name: 'c', value: 0, at: 0 }))
	);
});
afterEach(() => {
	db.close();
	rmSync(dataDir, { recursive: true, force: true });
});

const envelope = (input: unknown, more: Partial<Envelope> = {}): Envelope => ({
	id: uuidv7(),
	name: add.name,
	input,
	claimedAt: Date.now(),
	appVersion: 'test',
	...more
});
const value = () =>
	db.read(async (q) => {
		const [row] = await q.select().from(setting).where(eq(setting.name, 'c'));
		return row?.value;
	});
const logged = () => db.read((q) => q.select().from(commandLog).orderBy(commandLog.seq));
const events = () => db.read((q) => q.select().from(event).orderBy(event.seq));

describe('a command', () => {
	it('has its effect once, however often it arrives', async () => {
		const once = envelope({ counter: 'c', by: 3 });
		const answers = await Promise.all(Array.from({ length: 10 }, () => run(once, member, 'test')));
		expect(answers).toEqual(Array.from({ length: 10 }, () => done({ value: 3 })));
		expect(await value()).toBe(3);
		expect(await logged()).toHaveLength(1);
		expect(await events()).toHaveLength(1);
	});

	it('with the id of another one is refused: other person, other input, other name', async () => {
		const first = envelope({ counter: 'c', by: 1 });
		await run(first, member, 'test');
		const stolen = [
			run(first, other, 'test'),
			run({ ...first, input: { counter: 'c', by: 2 } }, member, 'test'),
			run({ ...first, name: explode.name, input: { times: 0 } }, member, 'test')
		];
		for (const outcome of await Promise.all(stolen)) expect(outcome).toEqual(refused('id_reused'));
		expect(await value()).toBe(1);
	});

	it('is the same input however its keys are ordered', async () => {
		const first = envelope({ counter: 'c', by: 1 });
		await run(first, member, 'test');
		expect(await run({ ...first, input: { by: 1, counter: 'c' } }, member, 'test')).toEqual(
			done({ value: 1 })
		);
	});

	it('that is refused leaves nothing but its log entry, and is refused again alike', async () => {
		await run(envelope({ counter: 'c', by: 9 }), member, 'test');
		const tooMuch = envelope({ counter: 'c', by: 1 });
		const answer = await run(tooMuch, member, 'test');
		expect(answer).toEqual(refused('too_high', { most: 9 }));
		await run(envelope({ counter: 'c', by: -5 }), member, 'test');
		// It would be allowed now, but it was answered.
		expect(await run(tooMuch, member, 'test')).toEqual(answer);
		expect(await value()).toBe(4);
		expect((await events()).map((e) => e.payload)).toEqual([{ next: 9 }, { next: 4 }]);
	});

	it('on something missing and on something forbidden get the same answer', async () => {
		const missing = await run(envelope({ counter: 'nowhere', by: 1 }), member, 'test');
		const forbidden = await run(envelope({ counter: 'c', by: 1 }), outsider, 'test');
		expect(missing).toEqual(refused('not_available'));
		expect(forbidden).toEqual(missing);
		expect(await value()).toBe(0);
	});

	it('of a seed says when it was; nobody else can', async () => {
		const past = Date.parse('2026-10-04T09:00:00+08:00');
		for (const via of ['seed', 'api', 'form', 'cli', 'job'] as const) {
			await run(envelope({ counter: 'c', by: 1 }, { claimedAt: past }), member, via, past);
		}
		const rows = await logged();
		expect(rows.map((row) => row.receivedAt === past)).toEqual([true, false, false, false, false]);
	});

	it('that nobody knows, or from nobody, is not stored', async () => {
		expect(await run(envelope({}, { name: 'test.unheard' }), member, 'test')).toEqual({
			kind: 'unsupported'
		});
		expect(await run(envelope({ counter: 'c', by: 1 }), null, 'test')).toEqual({
			kind: 'retry',
			reason: 'signed_out'
		});
		expect(await logged()).toEqual([]);
	});

	it('with wrong input is told which field, and never its value', async () => {
		const answer = await run(envelope({ counter: 'c', by: 'a secret' }), member, 'test');
		expect(answer).toEqual(refused('invalid_input', { field: 'by', rule: 'number', count: 1 }));
	});

	it('that crashes leaves nothing and may be tried again with the same id', async () => {
		const fragile = envelope({ times: 1 }, { name: explode.name });
		expect(await run(fragile, member, 'test')).toMatchObject({ kind: 'retry', reason: 'failed' });
		expect(await logged()).toEqual([]);
		expect(await run(fragile, member, 'test')).toEqual(done({ value: 2 }));
		const crumbs = await db.read((q) => q.select().from(setting));
		expect(crumbs.map((c) => c.name).filter((n) => n.startsWith('crumb'))).toEqual(['crumb1']);
	});
});

describe('after', () => {
	it('waits for the one before, goes with it, and falls with it', async () => {
		const parent = envelope({ counter: 'c', by: 20 });
		const child = envelope({ counter: 'c', by: 1 }, { after: parent.id });
		expect(await run(child, member, 'test')).toMatchObject({ kind: 'retry' });
		await run(parent, member, 'test');
		expect(await run(child, member, 'test')).toEqual(refused('parent_refused'));
		const good = envelope({ counter: 'c', by: 2 });
		await run(good, member, 'test');
		const next = await run(envelope({ counter: 'c', by: 1 }, { after: good.id }), member, 'test');
		expect(next).toEqual(done({ value: 3 }));
	});
});

describe('reactors', () => {
	it('write in the same transaction, may emit more, and are taken back with it', async () => {
		await run(envelope({ counter: 'c', by: 5 }), member, 'test');
		expect((await events()).map((e) => e.name)).toEqual(['test.added', 'test.five']);
		await run(envelope({ counter: 'c', by: 5 }), member, 'test');
		const echoes = await db.read((q) => q.select().from(setting));
		expect(echoes.filter((s) => s.name.startsWith('echo:'))).toHaveLength(1);
	});
});

describe('live', () => {
	it('hears of a change after it is durable, once, and not of refusals', async () => {
		const heard: unknown[] = [];
		live.listen((change) => heard.push(change));
		const once = envelope({ counter: 'c', by: 5 });
		await run(once, member, 'test');
		await run(once, member, 'test');
		await run(envelope({ counter: 'c', by: 50 }), member, 'test');
		expect(heard).toEqual([{ seq: 2, topics: ['counter:c', 'fives'] }]);
	});
});

describe('the log', () => {
	it('keeps what was asked, redacted, and is chained', async () => {
		await run(envelope({ counter: 'c', by: 1, secret: '19900000001' }), member, 'test');
		await run(envelope({ counter: 'c', by: 100 }), member, 'test');
		await run(envelope({ counter: 'c', by: 1 }), systemActor('job'), 'job');
		const rows = await logged();
		expect(JSON.stringify(rows)).not.toContain('19900000001');
		expect(rows.map((r) => r.actor)).toEqual([member.id, member.id, 'system']);
		let prev = '';
		for (const row of rows) {
			expect(row.prevHash).toBe(prev);
			expect(hashOfRow(row)).toBe(row.hash);
			prev = row.hash;
		}
	});

	it('stays one chain when commands crash in between and arrive together', async () => {
		await Promise.all(
			Array.from({ length: 60 }, (_, i) =>
				i % 7 === 3
					? run(envelope({ times: 99 }, { name: explode.name }), member, 'test')
					: run(envelope({ counter: 'c', by: 0 }), member, 'test')
			)
		);
		const rows = await logged();
		expect(rows.length).toBeGreaterThan(40);
		rows.forEach((row, i) => expect(row.prevHash).toBe(rows[i - 1]?.hash ?? ''));
	});
});

describe('any history', () => {
	it('of sends, repeats and crashes leaves the sum of what was answered', async () => {
		const step = fc.record({ by: fc.integer({ min: -3, max: 4 }), repeat: fc.nat(3) });
		await fc.assert(
			fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
				const name = uuidv7();
				await db.write(
					async (tx) => void (await tx.insert(setting).values({ name, value: 0, at: 0 }))
				);
				let sum = 0;
				for (const { by, repeat } of steps) {
					const sent = envelope({ counter: name, by });
					const answers = await Promise.all(
						Array.from({ length: repeat + 1 }, () => run(sent, member, 'test'))
					);
					expect(new Set(answers.map((a) => JSON.stringify(a))).size).toBe(1);
					if (answers[0]?.kind === 'done') sum += by;
				}
				const [row] = await db.read((q) => q.select().from(setting).where(eq(setting.name, name)));
				expect(row?.value).toBe(sum);
			}),
			{ numRuns: 25 }
		);
	});
});
