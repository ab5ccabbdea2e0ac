/**
 * A process that answers commands until it is killed: it prints each id only after the answer.
 * Started by durability.test.ts with the data directory and a prefix for this life's counter.
 */
import path from 'node:path';
import * as v from 'valibot';
import { systemActor } from '#lib/kernel/actor.ts';
import { defineCommand, typed } from '#lib/kernel/command.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { done } from '#lib/kernel/outcome.ts';
import { openSqlite } from '#lib/platform/db/sqlite.server.ts';
import { handle } from '#lib/platform/handler.server.ts';
import { Live } from '#lib/platform/live.server.ts';
import { createLog } from '#lib/platform/log.server.ts';
import { createRunner } from '#lib/platform/run-command.server.ts';
import { setting } from '#lib/platform/tables.server.ts';

const [dataDir = ''] = process.argv.slice(2);
const put = defineCommand({
	name: 'test.put',
	input: v.object({ name: v.string() }),
	offline: 'queue',
	lane: 'test',
	may: () => true,
	done: typed<null>(),
	refusals: []
});
const handlers = [
	handle(put, {
		facts: async () => ({ target: undefined, facts: null }),
		execute: async (tx, { name }, _, context) => {
			await tx.insert(setting).values({ name, value: 1, at: context.now });
			context.emit({ name: 'test.put', topics: ['test'] });
			return done(null);
		}
	})
];
const db = openSqlite({ dataDir, migrations: path.resolve(import.meta.dirname, '../../drizzle') });
const run = createRunner({
	db,
	handlers,
	reactors: [],
	live: new Live(),
	log: createLog('silent')
});

async function writeForEver(): Promise<never> {
	for (;;) {
		const id = uuidv7();
		const envelope = {
			id,
			name: put.name,
			input: { name: id },
			claimedAt: Date.now(),
			appVersion: ''
		};
		const outcome = await run(envelope, systemActor('job'), 'test');
		if (outcome.kind === 'done') process.stdout.write(`${id}\n`);
	}
}
await Promise.all(Array.from({ length: 8 }, writeForEver));
