import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setting } from '../tables.server.ts';
import { DatabaseInUse, prepared, StoreUnavailable, type Db, type Tx } from './port.server.ts';
import { openConnection, openSqlite } from './sqlite.server.ts';

let dataDir: string;
let db: Db;

const open = () => openSqlite({ dataDir, migrations: path.resolve('drizzle') });
const put = (tx: Tx, name: string, value: unknown = 1) =>
	tx.insert(setting).values({ name, value, at: 0 });
const names = () =>
	db.read(async (q) => (await q.select().from(setting).orderBy(setting.name)).map((s) => s.name));

beforeEach(() => {
	dataDir = mkdtempSync(path.join(tmpdir(), 'geli-db-'));
	db = open();
});
afterEach(() => {
	db.close();
	rmSync(dataDir, { recursive: true, force: true });
});

describe('durability', () => {
	it('is FULL on every connection, also after WAL has set it back', () => {
		expect(db.inspect()).toMatchObject({ synchronous: 2, journalMode: 'wal', foreignKeys: true });
		const other = openConnection(path.join(dataDir, 'other.db'));
		expect(other.pragma('synchronous', { simple: true })).toBe(2);
		other.close();
	});

	it('a write is on disk, for another process to read, when its promise resolves', async () => {
		await db.write(async (tx) => void (await put(tx, 'kept')));
		const script = `const D=require('better-sqlite3');const d=new D(process.argv[1],{readonly:true});process.stdout.write(JSON.stringify(d.prepare('select name from setting').all()))`;
		const read = spawnSync(process.execPath, ['-e', script, path.join(dataDir, 'geli.db')], {
			encoding: 'utf8'
		});
		expect(JSON.parse(read.stdout)).toEqual([{ name: 'kept' }]);
	});
});

describe('one process per file', () => {
	it('refuses a second one, and lets it in when the first has ended', () => {
		expect(open).toThrow(DatabaseInUse);
		db.close();
		db = open();
		expect(db.inspect().integrity()).toBe('ok');
	});
});

describe('units of work', () => {
	it('that arrive together are done in order, each seeing those before it', async () => {
		const seen = await Promise.all(
			Array.from({ length: 200 }, (_, i) =>
				db.write(async (tx) => {
					const before = await tx.select().from(setting);
					await put(tx, `n${String(i).padStart(3, '0')}`);
					return before.length;
				})
			)
		);
		expect(seen).toEqual(Array.from({ length: 200 }, (_, i) => i));
		expect(await names()).toHaveLength(200);
	});

	it('take back only their own writes when they throw', async () => {
		const results = await Promise.allSettled([
			db.write(async (tx) => void (await put(tx, 'a'))),
			db.write(async (tx) => {
				await put(tx, 'b');
				throw new Error('changed my mind');
			}),
			db.write(async (tx) => {
				await put(tx, 'a');
			}),
			db.write(async (tx) => void (await put(tx, 'c')))
		]);
		expect(results.map((r) => r.status)).toEqual([
			'fulfilled',
			'rejected',
			'rejected',
			'fulfilled'
		]);
		expect(await names()).toEqual(['a', 'c']);
	});

	it('can undo what they wrote and go on', async () => {
		await db.write(async (tx, unit) => {
			await put(tx, 'gone');
			unit.undo();
			await put(tx, 'stays');
		});
		expect(await names()).toEqual(['stays']);
	});

	it('do not nest', async () => {
		await expect(
			db.write(async () => db.write(async (tx) => void (await put(tx, 'inner'))))
		).rejects.toThrow('inside db.write');
		expect(await names()).toEqual([]);
	});

	it('that take too long are ended, and cannot write into somebody else’s work later', async () => {
		const statement = prepared((tx) => tx.select().from(setting).prepare());
		let late: Promise<unknown> = Promise.resolve();
		const slow = db.write(async (tx) => {
			await put(tx, 'slow');
			await statement(tx).execute();
			await new Promise((resolve) => setTimeout(resolve, 2_300));
			late = Promise.allSettled([
				(async () => put(tx, 'too late'))(),
				(async () => statement(tx).execute())()
			]);
			await late;
		});
		await expect(slow).rejects.toThrow(StoreUnavailable);
		// It is still running: another unit of work is open when it wakes up.
		await db.write(async (tx) => {
			await put(tx, 'other');
			await new Promise((resolve) => setTimeout(resolve, 800));
		});
		const settled = (await late) as PromiseSettledResult<unknown>[];
		expect(settled.map((r) => r.status)).toEqual(['rejected', 'rejected']);
		expect(await names()).toEqual(['other']);
	});

	it('wait while another connection writes too long, with an answer that says so', async () => {
		const other = new Database(path.join(dataDir, 'geli.db'));
		other.exec('BEGIN IMMEDIATE');
		await expect(db.write(async (tx) => void (await put(tx, 'x')))).rejects.toThrow(
			StoreUnavailable
		);
		other.exec('ROLLBACK');
		other.close();
		await db.write(async (tx) => void (await put(tx, 'y')));
		expect(await names()).toEqual(['y']);
	});

	it('fail alone and together when the disk is full, and work again after', async () => {
		await db.write(async (tx) => void (await put(tx, 'before')));
		const limited = new Database(path.join(dataDir, 'geli.db'));
		const pages = Number(limited.pragma('page_count', { simple: true }));
		limited.close();
		// A page limit on the writer is a full disk as SQLite sees it: SQLITE_FULL.
		const full = await limitPages(pages);
		const answers = await Promise.allSettled(
			Array.from({ length: 5 }, (_, i) =>
				db.write(async (tx) => void (await put(tx, `big${i}`, 'x'.repeat(200_000))))
			)
		);
		expect(answers.every((a) => a.status === 'rejected')).toBe(true);
		expect(
			answers.every((a) => a.status === 'rejected' && a.reason instanceof StoreUnavailable)
		).toBe(true);
		await full.lift();
		await db.write(async (tx) => void (await put(tx, 'after')));
		expect(await names()).toEqual(['after', 'before']);
		expect(db.inspect().integrity()).toBe('ok');
	});

	async function limitPages(pages: number) {
		const { sql } = await import('drizzle-orm');
		const set = (n: number) =>
			db.write(async (tx) => void (await tx.run(sql.raw(`PRAGMA max_page_count = ${n}`))));
		await set(pages);
		return { lift: () => set(1_000_000) };
	}
});

describe('reads', () => {
	it('see commits only, and cannot write', async () => {
		const seen: number[] = [];
		await db.write(async (tx) => {
			await put(tx, 'half');
			seen.push((await db.read((q) => q.select().from(setting))).length);
		});
		seen.push((await db.read((q) => q.select().from(setting))).length);
		expect(seen).toEqual([0, 1]);
		await expect(db.read(async (q) => put(q, 'no'))).rejects.toThrow();
	});
});

describe('prepared statements', () => {
	it('are built once per connection', async () => {
		let built = 0;
		const byName = prepared((tx) => {
			built += 1;
			return tx.select().from(setting).where(eq(setting.name, 'a')).prepare();
		});
		for (let i = 0; i < 3; i++) await db.read((q) => byName(q).execute());
		await db.write(async (tx) => void (await byName(tx).execute()));
		expect(built).toBe(2);
	});
});

describe('backup', () => {
	it('is a whole database, taken while others write', async () => {
		await db.write(async (tx) => void (await put(tx, 'a')));
		const file = path.join(dataDir, 'copy.db');
		await Promise.all([db.backup(file), db.write(async (tx) => void (await put(tx, 'b')))]);
		const copy = new Database(file, { readonly: true });
		expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
		expect(copy.prepare('select name from setting').pluck().all()).toContain('a');
		copy.close();
	});
});
