/** Composition root: every handler, reader, reactor, room and job, wired to one database. */
import { mkdirSync, rmSync } from 'node:fs';
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
import { readers as deskReaders } from '#lib/desk/repo.server.ts';
import { handlers as honorsHandlers } from '#lib/honors/handlers.server.ts';
import { readers as honorsReaders } from '#lib/honors/repo.server.ts';
import * as auth from '#lib/auth/handlers.server.ts';
import * as authReads from '#lib/auth/repo.server.ts';
import { createSessions, type Sessions } from '#lib/auth/sessions.server.ts';
import { createDoor, type SignInDoor } from '#lib/auth/sign-in.server.ts';
import { createCommandLimits, type CommandLimits } from '#lib/auth/limits.server.ts';
import { founding as foundCounty } from '#lib/org/founding.server.ts';
import {
	handlers as rosterHandlers,
	reactors as rosterReactors
} from '#lib/roster/handlers.server.ts';
import { ImportDesk } from '#lib/roster/desk.server.ts';
import { readers as rosterReaders } from '#lib/roster/readers.server.ts';
import { founding as foundPeople } from '#lib/roster/founding.server.ts';
import { handlers as listsHandlers } from '#lib/lists/handlers.server.ts';
import { readers as listsReaders } from '#lib/lists/repo.server.ts';
import { handlers as meetingsHandlers } from '#lib/meetings/handlers.server.ts';
import { readers as meetingsReaders } from '#lib/meetings/repo.server.ts';
import { readers as meetingsHistory } from '#lib/meetings/history.server.ts';
import * as org from '#lib/org/repo.server.ts';
import * as orgHandlers from '#lib/org/handlers.server.ts';
import { commandSocketPath, listenForCommands } from '#lib/platform/command-socket.server.ts';
import { operate } from './operations.server.ts';
import { benchRooms, createRooms, type RoomKind, type Rooms } from '#lib/collab/rooms.server.ts';
import { listRooms } from '#lib/lists/collab.server.ts';
import { minutesRooms } from '#lib/meetings/collab.server.ts';
import { handlers as postsHandlers } from '#lib/posts/handlers.server.ts';
import { readers as postsReaders } from '#lib/posts/repo.server.ts';
import { handlers as hoursHandlers } from '#lib/hours/handlers.server.ts';
import { readers as hoursReaders } from '#lib/hours/repo.server.ts';
import { appealHandlers } from '#lib/hours/appeals.server.ts';
import { reviewReaders } from '#lib/hours/reviews.server.ts';
import { certificateHandlers } from '#lib/certificates/handlers.server.ts';
import { certificateReaders } from '#lib/certificates/repo.server.ts';
import { createCheckLimits, type CheckLimits } from '#lib/certificates/limits.server.ts';
import { openVault } from '#lib/platform/vault.server.ts';
import {
	handlers as notificationsHandlers,
	reactors as notificationsReactors
} from '#lib/notifications/handlers.server.ts';
import { readers as notificationsReaders } from '#lib/notifications/repo.server.ts';

export const handlers: readonly AnyHandler[] = [
	...notificationsHandlers,
	...hoursHandlers,
	...appealHandlers,
	...orgHandlers.handlers,
	...rosterHandlers,
	...auth.handlers,
	...postsHandlers,
	...meetingsHandlers,
	...listsHandlers,
	...honorsHandlers
];
export const readers: readonly AnyReader[] = [
	...notificationsReaders,
	...hoursReaders,
	...reviewReaders,
	...authReads.readers,
	...postsReaders,
	...meetingsReaders,
	...meetingsHistory,
	...listsReaders,
	...honorsReaders,
	...deskReaders,
	...org.readers,
	...rosterReaders
];
export const reactors: readonly Reactor[] = [
	// In this order: a seat needs its unit, an account its person.
	...foundCounty,
	...foundPeople,
	...rosterReactors,
	...auth.reactors,
	...notificationsReactors
];

export const roomKinds: readonly RoomKind[] = [minutesRooms, listRooms];

const SWEEP_MS = 60 * 60_000;

export interface App {
	readonly config: Config;
	readonly db: Db;
	readonly live: Live;
	readonly log: Log;
	readonly runCommand: RunCommand;
	readonly readView: ReadView;
	readonly sessions: Sessions;
	/** Files that somebody looks at before they go in. */
	readonly imports: ImportDesk;
	/** Where passwords and invitations are taken. */
	readonly door: SignInDoor;
	readonly commandLimits: CommandLimits;
	/** How often numbers of certificates may be tried. */
	readonly checkLimits: CheckLimits;
	readonly rooms: Rooms;
	/** Takes a socket to a room: `/collab/<room>`. */
	upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
	/** Path of the socket on which a second command line reaches this process. */
	readonly socketPath: string;
	listenForCommands(): Promise<void>;
	/** The `geli` command line; answers its exit code. File names are read against `cwd`. */
	operate(args: readonly string[], write: (text: string) => void, cwd?: string): Promise<number>;
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
	// Names, phones and hours lie in it: for the one user who runs the process.
	mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
	const db = openSqlite({
		dataDir: config.dataDir,
		migrations: path.join(config.root, 'drizzle')
	});
	const [last] = await db.read((q) => q.select({ seq: max(event.seq) }).from(event));
	const live = new Live(last?.seq ?? 0);
	const vault = openVault(config.secretFile);
	const every = [...handlers, ...certificateHandlers(vault)];
	const runCommand = createRunner({ db, handlers: every, reactors, live, log, now });
	const readView = createViewReader({
		db,
		readers: [...readers, ...certificateReaders(vault)],
		live,
		now
	});

	const sessions = createSessions({ db, live, runCommand, now });
	const { signInPerAddress } = config;
	const door = createDoor({ db, sessions, runCommand, log, signInPerAddress, now });
	const { trustProxy, origin } = config;
	const rooms = createRooms({
		db,
		kinds: config.collab.bench ? [...roomKinds, benchRooms] : roomKinds,
		sessions,
		config: { ...config.collab, trustProxy, origin },
		live,
		log,
		now
	});
	const sweeping = setInterval(() => void sessions.sweep().catch(() => {}), SWEEP_MS).unref();

	const operateHere: App['operate'] = (args, write, cwd) => operate(app, args, write, cwd);
	// Uploads that nobody came back for. The directory is ours alone by now.
	rmSync(path.join(config.dataDir, 'incoming'), { recursive: true, force: true });
	const socketPath = commandSocketPath(config.dataDir);
	let commandSocket: { close(): void } | undefined;

	const app: App = {
		config,
		db,
		live,
		log,
		runCommand,
		readView,
		sessions,
		imports: new ImportDesk(db, now),
		door,
		commandLimits: createCommandLimits(),
		checkLimits: createCheckLimits(),
		rooms,
		upgrade: (request, socket, head) => rooms.upgrade(request, socket, head),
		socketPath,
		async listenForCommands() {
			commandSocket = await listenForCommands(socketPath, (args, write, cwd) =>
				operateHere(args, write, cwd)
			);
		},
		operate: operateHere,
		async close() {
			commandSocket?.close();
			clearInterval(sweeping);
			await rooms.close();
			db.close();
		}
	};
	return app;
}
