import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';

/** What queries are written on. Inside a handler it is the transaction; nothing else may be used. */
export type Tx = BaseSQLiteDatabase<'sync' | 'async', unknown, Record<string, never>>;

/** Work inside one transaction. */
export interface Work {
	/** Takes back everything written so far in this unit of work; the work may go on. */
	undo(): void;
}

/**
 * The unit-of-work port. `read` runs on a read connection and sees the last commit; `write` runs
 * alone on the writer, in order of arrival, and resolves only after the commit is durable.
 */
export interface Db {
	read<T>(query: (q: Tx) => Promise<T>): Promise<T>;
	write<T>(work: (tx: Tx, unit: Work) => Promise<T>): Promise<T>;
	/** Copies the database, while it is in use, to a new file. */
	backup(file: string): Promise<void>;
	/** Facts for `geli doctor` and `/readyz`. */
	inspect(): DbFacts;
	close(): void;
}

export interface DbFacts {
	readonly file: string;
	readonly sqliteVersion: string;
	readonly journalMode: string;
	/** 2 is FULL: a commit that was answered survives power loss. */
	readonly synchronous: number;
	readonly foreignKeys: boolean;
	readonly walBytes: number;
	readonly migrations: number;
	/** `ok`, or what `PRAGMA quick_check` found. */
	integrity(): string;
}

/** The store cannot take the write now (disk full, busy, too slow); the caller may try again. */
export class StoreUnavailable extends Error {
	override readonly name = 'StoreUnavailable';
}

/** Another process has this database open. */
export class DatabaseInUse extends Error {
	override readonly name = 'DatabaseInUse';
}

/**
 * A statement built once per connection and run many times: for the few reads and writes on the
 * hot path, where building the query costs more than running it.
 */
export function prepared<Statement extends object>(
	build: (tx: Tx) => Statement
): (tx: Tx) => Statement {
	const built = new WeakMap<Tx, Statement>();
	return (tx) => {
		let statement = built.get(tx);
		if (!statement) built.set(tx, (statement = build(tx)));
		return statement;
	};
}
