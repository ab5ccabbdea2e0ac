import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { DatabaseInUse, StoreUnavailable, type Db, type Tx, type Work } from './port.server.ts';

const WATCHDOG_MS = 2_000;
/** A group is committed when this many jobs are in it or this much time has passed. */
const GROUP_JOBS = 64;
const GROUP_MS = 20;
const LOCAL_ERRORS = /^SQLITE_(FULL|BUSY|IOERR|READONLY|CANTOPEN|LOCKED)/;

export interface SqliteOptions {
	/** Directory of the database file; it is made when missing. */
	readonly dataDir: string;
	/** Folder of the generated migrations. */
	readonly migrations: string;
}

interface Job {
	run(): Promise<void>;
	settle(failure?: unknown): void;
}

/**
 * SQLite behind the port: one writer with group commit, one reader, one process per file.
 *
 * Jobs that arrive together share one transaction, each inside its own savepoint, so one fsync
 * makes all of them durable. A job that throws takes back only its own writes.
 *
 * @throws {DatabaseInUse} when another process holds the directory
 */
export function openSqlite({ dataDir, migrations }: SqliteOptions): Db {
	mkdirSync(dataDir, { recursive: true });
	const release = holdDirectory(dataDir);
	const file = path.join(dataDir, 'geli.db');
	let writer: Database.Database;
	try {
		writer = openConnection(file);
		migrate(drizzle({ client: writer }), { migrationsFolder: migrations });
	} catch (error) {
		release();
		throw error;
	}
	const reader = openConnection(file);
	reader.pragma('query_only = ON');

	const working = new AsyncLocalStorage<Job>();
	let current: Job | undefined;
	const writeTx = drizzleOn(writer, () => {
		const job = working.getStore();
		// A job that outlived the watchdog must not write into somebody else's savepoint.
		if (!job || job !== current) throw new StoreUnavailable('this unit of work has ended');
	});
	const readTx = drizzleOn(reader);

	const begin = writer.prepare('BEGIN IMMEDIATE');
	const savepoint = writer.prepare('SAVEPOINT job');
	const rollbackTo = writer.prepare('ROLLBACK TO job');
	const releaseJob = writer.prepare('RELEASE job');
	const commit = writer.prepare('COMMIT');
	const rollback = writer.prepare('ROLLBACK');

	const queue: Job[] = [];
	let scheduled = false;
	let closed = false;

	async function drain(): Promise<void> {
		while (queue.length > 0) {
			const group: Job[] = [];
			const started = performance.now();
			try {
				begin.run();
				for (
					let job = queue.shift();
					job;
					job =
						group.length < GROUP_JOBS && performance.now() - started < GROUP_MS
							? queue.shift()
							: undefined
				) {
					group.push(job);
					current = job;
					await job.run();
					current = undefined;
				}
				commit.run();
			} catch (error) {
				current = undefined;
				if (writer.inTransaction) rollback.run();
				for (const job of group) job.settle(asStoreError(error));
				if (group.length === 0) queue.shift()?.settle(asStoreError(error));
				// Those who were refused learn of it before the next group starts.
				await new Promise((resolve) => setImmediate(resolve));
				continue;
			}
			for (const job of group) job.settle();
		}
		scheduled = false;
	}

	return {
		read: (query) => query(readTx),

		write<T>(work: (tx: Tx, unit: Work) => Promise<T>): Promise<T> {
			if (working.getStore()) {
				return Promise.reject(new Error('db.write inside db.write: pass the tx on instead'));
			}
			if (closed) return Promise.reject(new StoreUnavailable('the database is closed'));
			return new Promise<T>((resolve, reject) => {
				let result: T;
				let failure: unknown;
				const job: Job = {
					async run() {
						savepoint.run();
						let timer: NodeJS.Timeout | undefined;
						try {
							const late = new Promise<never>((_, fail) => {
								timer = setTimeout(
									() => fail(new StoreUnavailable(`a write took more than ${WATCHDOG_MS} ms`)),
									WATCHDOG_MS
								);
							});
							const unit: Work = { undo: () => void rollbackTo.run() };
							result = await Promise.race([working.run(job, () => work(writeTx, unit)), late]);
						} catch (error) {
							failure = asStoreError(error);
							// A full disk may have ended the whole transaction: then the group fails with it.
							if (!writer.inTransaction) throw error;
							rollbackTo.run();
						} finally {
							clearTimeout(timer);
						}
						releaseJob.run();
					},
					settle(groupFailure) {
						const error = groupFailure ?? failure;
						if (error === undefined) resolve(result);
						else reject(error as Error);
					}
				};
				queue.push(job);
				if (!scheduled) {
					scheduled = true;
					// After the poll phase: requests that arrived together are written together.
					setImmediate(() => void drain());
				}
			});
		},

		async backup(target) {
			await writer.backup(target);
		},

		inspect: () => ({
			file,
			sqliteVersion: String(reader.prepare('SELECT sqlite_version()').pluck().get()),
			journalMode: String(writer.pragma('journal_mode', { simple: true })),
			synchronous: Number(writer.pragma('synchronous', { simple: true })),
			foreignKeys: writer.pragma('foreign_keys', { simple: true }) === 1,
			walBytes: sizeOf(`${file}-wal`),
			migrations: Number(reader.prepare('SELECT count(*) FROM __drizzle_migrations').pluck().get()),
			integrity: () => String(reader.pragma('quick_check', { simple: true }))
		}),

		close() {
			if (closed) return;
			closed = true;
			reader.close();
			writer.pragma('wal_checkpoint(TRUNCATE)');
			writer.close();
			release();
		}
	};
}

/** Opens a connection as reliability.md §5 asks; FULL is set after WAL, which resets it to NORMAL. */
export function openConnection(file: string): Database.Database {
	const connection = new Database(file);
	connection.pragma('journal_mode = WAL');
	connection.pragma('synchronous = FULL');
	connection.pragma('foreign_keys = ON');
	connection.pragma('busy_timeout = 250');
	connection.pragma('trusted_schema = OFF');
	connection.pragma('cell_size_check = ON');
	connection.pragma('journal_size_limit = 67108864');
	connection.pragma('wal_autocheckpoint = 1000');
	connection.pragma('temp_store = MEMORY');
	return connection;
}

/**
 * Holds the directory for this process by an exclusive transaction on a lock file. The operating
 * system lets go of it when the process dies, however it dies, so no stale lock is left behind.
 */
function holdDirectory(dataDir: string): () => void {
	const lock = new Database(path.join(dataDir, 'geli.lock'), { timeout: 0 });
	try {
		lock.pragma('journal_mode = DELETE');
		lock.exec('BEGIN EXCLUSIVE');
	} catch {
		lock.close();
		throw new DatabaseInUse(`another process has the database in ${dataDir} open`);
	}
	return () => {
		if (lock.open) lock.close();
	};
}

/**
 * Drizzle on a connection whose statements are compiled once; `guard` runs before each execution,
 * also of a statement that was prepared in an earlier unit of work.
 */
function drizzleOn(connection: Database.Database, guard: () => void = () => {}): Tx {
	const compiled = new Map<string, object>();
	const client = new Proxy(connection, {
		get(target, property) {
			if (property !== 'prepare') return Reflect.get(target, property) as unknown;
			return (source: string) => {
				let statement = compiled.get(source);
				if (!statement) {
					statement = guarded(target.prepare(source), guard);
					if (compiled.size > 1_000) compiled.clear();
					compiled.set(source, statement);
				}
				return statement;
			};
		}
	});
	return drizzle({ client }) as unknown as Tx;
}

/** The part of a statement that drizzle uses; `raw` does not stick, since statements are shared. */
function guarded(statement: Database.Statement, guard: () => void): object {
	const rows = (raw: boolean) => {
		guard();
		return statement.reader ? statement.raw(raw) : statement;
	};
	const raw = {
		all: (...values: unknown[]) => rows(true).all(...values),
		get: (...values: unknown[]) => rows(true).get(...values)
	};
	return {
		run: (...values: unknown[]) => rows(false).run(...values),
		all: (...values: unknown[]) => rows(false).all(...values),
		get: (...values: unknown[]) => rows(false).get(...values),
		raw: () => raw
	};
}

function asStoreError(error: unknown): unknown {
	const code = error instanceof Database.SqliteError ? error.code : codeOfCause(error);
	return code && LOCAL_ERRORS.test(code) ? new StoreUnavailable(code) : error;
}

function codeOfCause(error: unknown): string | undefined {
	const cause = error instanceof Error ? error.cause : undefined;
	return cause instanceof Database.SqliteError ? cause.code : undefined;
}

function sizeOf(file: string): number {
	return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
