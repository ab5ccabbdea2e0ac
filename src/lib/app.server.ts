/** Composition root: every handler, reader, reactor, room and job, wired to one database. */
import { mkdirSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import { max } from 'drizzle-orm';
import type { Config } from '#lib/platform/config.server.ts';
import type { Db } from '#lib/platform/db/port.server.ts';
import { openSqlite } from '#lib/platform/db/sqlite.server.ts';
import type { AnyHandler, AnyReader, Reactor } from '#lib/platform/handler.server.ts';
import { Live } from '#lib/platform/live.server.ts';
import { createLog, type Log } from '#lib/platform/log.server.ts';
import { createViewReader, type ReadView } from '#lib/platform/read-view.server.ts';
import { createRunner, type RunCommand } from '#lib/platform/run-command.server.ts';
import { event } from '#lib/platform/tables.server.ts';
import { handlers as honorsHandlers } from '#lib/honors/handlers.server.ts';
import { readers as honorsReaders } from '#lib/honors/repo.server.ts';
import * as org from '#lib/org/repo.server.ts';

export const handlers: readonly AnyHandler[] = [...honorsHandlers];
export const readers: readonly AnyReader[] = [...honorsReaders, ...org.readers];
export const reactors: readonly Reactor[] = [];

export interface App {
	readonly config: Config;
	readonly db: Db;
	readonly live: Live;
	readonly log: Log;
	readonly runCommand: RunCommand;
	readonly readView: ReadView;
	/** Takes a socket to a room: `/collab/<room>`. */
	upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
	close(): Promise<void>;
}

export interface AppOptions {
	readonly config: Config;
	readonly log?: Log;
	readonly now?: () => number;
}

/** Opens the database, applies migrations, and wires everything. One per process. */
export async function openApp({
	config,
	log = createLog(config.logLevel),
	now = Date.now
}: AppOptions): Promise<App> {
	mkdirSync(config.dataDir, { recursive: true });
	const db = openSqlite({
		dataDir: config.dataDir,
		migrations: path.join(config.root, 'drizzle')
	});
	const [last] = await db.read((q) => q.select({ seq: max(event.seq) }).from(event));
	const live = new Live(last?.seq ?? 0);
	const runCommand = createRunner({ db, handlers, reactors, live, log, now });
	const readView = createViewReader({ db, readers, live, now });

	return {
		config,
		db,
		live,
		log,
		runCommand,
		readView,
		upgrade(_request, socket) {
			socket.destroy();
		},
		async close() {
			db.close();
		}
	};
}
