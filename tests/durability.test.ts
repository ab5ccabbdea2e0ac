import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { hashOfRow, type LogRow } from '#lib/platform/run-command.server.ts';

const LIVES = 8;

it(
	'what was answered survives kill -9, life after life, and nothing is half done',
	{ timeout: 60_000 },
	async () => {
		const dataDir = mkdtempSync(path.join(tmpdir(), 'geli-kill-'));
		const answered = new Set<string>();
		try {
			for (let life = 0; life < LIVES; life++) {
				const script = path.join(import.meta.dirname, 'support/writer-process.ts');
				const child = spawn(process.execPath, [script, dataDir], {
					stdio: ['ignore', 'pipe', 'inherit']
				});
				let text = '';
				child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
				const exited = once(child, 'exit');
				while (text.length < 2_000 && child.exitCode === null) await wait(10);
				// A different moment in each life.
				await wait(life * 7);
				child.kill('SIGKILL');
				await exited;
				// The last line may be cut: only whole ones were said.
				text
					.split('\n')
					.slice(0, -1)
					.forEach((id) => answered.add(id));
			}

			const db = new Database(path.join(dataDir, 'geli.db'));
			const ids = (query: string) => new Set(db.prepare(query).pluck().all() as string[]);
			const effects = ids('select name from setting');
			const log = ids('select id from command_log');
			const events = ids('select command from event');
			expect(answered.size).toBeGreaterThan(LIVES * 20);
			expect([...answered].filter((id) => !effects.has(id))).toEqual([]);
			// Effect, log entry and event came together or not at all.
			expect(effects).toEqual(log);
			expect(events).toEqual(log);
			expect(db.pragma('integrity_check', { simple: true })).toBe('ok');

			const rows = db.prepare('select * from command_log order by seq').all() as Record<
				string,
				never
			>[];
			let prev = '';
			for (const row of rows) {
				const entry: LogRow = {
					id: row['id'] ?? '',
					name: row['name'] ?? '',
					actor: row['actor'] ?? '',
					via: row['via'] ?? '',
					unit: row['unit'] ?? null,
					inputHash: row['input_hash'] ?? '',
					input: JSON.parse(row['input'] ?? 'null'),
					outcome: JSON.parse(row['outcome'] ?? 'null'),
					claimedAt: Number(row['claimed_at']),
					receivedAt: Number(row['received_at']),
					appVersion: row['app_version'] ?? '',
					prevHash: prev
				};
				expect(hashOfRow(entry)).toBe(row['hash']);
				prev = row['hash'] ?? '';
			}
			db.close();
		} finally {
			rmSync(dataDir, { recursive: true, force: true });
		}
	}
);
