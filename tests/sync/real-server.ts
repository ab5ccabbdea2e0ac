import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import type { PersonActor } from '#lib/kernel/actor.ts';
import { defineCommand, typed } from '#lib/kernel/command.ts';
import { done, refused, retry, type Outcome } from '#lib/kernel/outcome.ts';
import { openSqlite } from '#lib/platform/db/sqlite.server.ts';
import { handle, type Context } from '#lib/platform/handler.server.ts';
import { Live } from '#lib/platform/live.server.ts';
import { createLog } from '#lib/platform/log.server.ts';
import { createRunner } from '#lib/platform/run-command.server.ts';
import { commandLog, event } from '#lib/platform/tables.server.ts';
import type { Fate, SimServer } from './simulator.ts';

export interface RealServer extends SimServer {
	/** Before each schedule: the older version runs again. */
	reset(): void;
	close(): void;
}

const ROOT = path.resolve(import.meta.dirname, '../..');
const actor: PersonActor = { kind: 'person', id: 'p', name: '', memberships: [] };

const command = <F extends Fate>(fate: F) =>
	defineCommand({
		name: `sim.${fate}`,
		input: v.object({ n: v.number() }),
		offline: 'queue',
		lane: 'sim',
		may: () => true,
		done: typed<{ n: number }>(),
		refusals: ['full']
	});

/** `runCommand` on a SQLite file, behind the rule of the door for lanes. */
export async function openRealServer(): Promise<RealServer> {
	const dataDir = mkdtempSync(path.join(tmpdir(), 'geli-sync-'));
	const db = openSqlite({ dataDir, migrations: path.join(ROOT, 'drizzle') });
	const crashes = new Map<string, number>();

	const handler = (fate: Fate, decide: (n: number, context: Context) => Outcome) =>
		handle(command(fate), {
			facts: async () => ({ target: undefined, facts: null }),
			execute: async (_tx, { n }, _facts, context) => {
				context.emit({ name: 'sim.effect', topics: ['sim'] });
				const outcome = decide(n, context);
				if (outcome.kind === 'done') return done({ n });
				if (outcome.kind === 'refused') return refused('full', { n });
				throw new Error('crash');
			}
		});
	const old = [
		handler('ok', (n) => done({ n })),
		handler('refuse', () => refused('full')),
		handler('crash', () => retry('failed')),
		handler('crash_thrice', (n, { command: id }) => {
			const count = (crashes.get(id) ?? 0) + 1;
			crashes.set(id, count);
			return count <= 3 ? retry('failed') : done({ n });
		}),
		handler('big', (n) => done({ n }))
	];
	const shared = { db, reactors: [], live: new Live(), log: createLog('silent') };
	const before = createRunner({ ...shared, handlers: old });
	const after = createRunner({ ...shared, handlers: [...old, handler('new', (n) => done({ n }))] });
	let run = before;

	return {
		async handle(batch) {
			const answers: { id: string; outcome: Outcome }[] = [];
			let waits = false;
			for (const envelope of batch) {
				const outcome: Outcome = waits ? retry('busy') : await run(envelope, actor, 'test');
				waits ||= outcome.kind === 'retry' || outcome.kind === 'unsupported';
				answers.push({ id: envelope.id, outcome });
			}
			return { kind: 'answers', answers };
		},
		deploy: () => void (run = after),
		reset: () => void (run = before),
		async log(ids) {
			const rows = await db.read((q) =>
				q
					.select({ id: commandLog.id, outcome: commandLog.outcome })
					.from(commandLog)
					.orderBy(commandLog.seq)
			);
			return rows.filter((row) => ids.has(row.id));
		},
		async effects(ids) {
			const rows = await db.read((q) =>
				q.select({ command: event.command }).from(event).where(eq(event.name, 'sim.effect'))
			);
			return rows.map((row) => row.command ?? '').filter((id) => ids.has(id));
		},
		close() {
			db.close();
			rmSync(dataDir, { recursive: true, force: true });
		}
	};
}
