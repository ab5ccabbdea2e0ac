/**
 * The rooms alone, for measuring: our server on its own database, everybody signed in as one person,
 * every room writable. Started in the project's folder with PORT and DATA_DIR, by run.ts as a
 * bundle; the limits are those of the environment, as in the application.
 */
import { createServer } from 'node:http';
import path from 'node:path';
import { benchRooms, createRooms } from '#lib/collab/rooms.server.ts';
import { readConfig } from '#lib/platform/config.server.ts';
import { openSqlite } from '#lib/platform/db/sqlite.server.ts';
import { Live } from '#lib/platform/live.server.ts';
import { createLog } from '#lib/platform/log.server.ts';

const config = readConfig(process.env);
const db = openSqlite({
	dataDir: config.dataDir,
	migrations: path.resolve('drizzle')
});
const actor = { kind: 'person', id: 'bench', name: '测', memberships: [] } as const;
const rooms = createRooms({
	db,
	kinds: [benchRooms],
	sessions: {
		actorOf: () => Promise.resolve({ actor, session: 'bench' }),
		onRevoked: () => () => undefined
	},
	config: { ...config.collab, trustProxy: false },
	live: new Live(),
	log: createLog(config.logLevel)
});
const server = createServer((_, response) => void response.writeHead(404).end());
server.on('upgrade', (request, socket, head) => rooms.upgrade(request, socket, head));
server.listen(Number(process.env.PORT ?? 3100), process.env.HOST ?? '127.0.0.1');
process.once('SIGTERM', () => {
	server.close();
	void rooms.close().then(() => {
		db.close();
		process.exit(0);
	});
});
