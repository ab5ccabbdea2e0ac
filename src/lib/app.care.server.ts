/** Care of a running county from the command line: is it well, and a copy of it. */
import { readFileSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { asc, gt } from 'drizzle-orm';
import { hashOfRow } from '#lib/platform/run-command.server.ts';
import { commandLog } from '#lib/platform/tables.server.ts';
import { MINUTE } from '#lib/kernel/time.ts';
import type { App } from './app.server.ts';
import type { Operation } from './operations.server.ts';

interface Finding {
	readonly what: string;
	readonly well: boolean;
	readonly says: string;
}

export const doctor: Operation = {
	name: 'doctor',
	options: ['--json'],
	says: 'check Node, SQLite, disk, clock, migrations, integrity and the audit chain',
	async run({ app, options, write }) {
		const findings = await examine(app);
		if (options.has('--json')) write(`${JSON.stringify(findings, null, 2)}\n`);
		else
			for (const f of findings)
				write(`${f.well ? 'ok  ' : 'BAD '} ${f.what.padEnd(12)} ${f.says}\n`);
		return findings.every((finding) => finding.well) ? 0 : 1;
	}
};

async function examine(app: App): Promise<Finding[]> {
	const db = app.db.inspect();
	const disk = await statfs(app.config.dataDir);
	const free = disk.bavail / Math.max(1, disk.blocks);
	const journal = path.join(app.config.root, 'drizzle', 'meta', '_journal.json');
	const known = (JSON.parse(readFileSync(journal, 'utf8')) as { entries: unknown[] }).entries
		.length;
	const chain = await checkChain(app);
	const integrity = db.integrity();
	const ahead = chain.newest - Date.now();
	const year = new Date().getFullYear();
	return [
		{ what: 'node', well: true, says: process.version },
		{
			what: 'sqlite',
			well: db.journalMode === 'wal' && db.synchronous === 2 && db.foreignKeys,
			says: `${db.sqliteVersion}, journal_mode=${db.journalMode}, synchronous=${db.synchronous === 2 ? 'FULL' : db.synchronous}, foreign_keys=${db.foreignKeys ? 'ON' : 'OFF'}`
		},
		{
			what: 'disk',
			well: free >= 0.15 || disk.bavail * disk.bsize > 20 * 2 ** 30,
			says: `${gigabytes(disk.bavail * disk.bsize)} GB free (${Math.round(free * 100)} %), database ${megabytes(size(db.file))} MB, WAL ${megabytes(db.walBytes)} MB`
		},
		{
			what: 'clock',
			well: ahead < MINUTE && year >= 2026 && year < 2100,
			says: `${new Date().toISOString()}${ahead >= MINUTE ? `, ${Math.round(ahead / MINUTE)} minutes behind the newest entry` : ''}`
		},
		{
			what: 'migrations',
			well: db.migrations === known,
			says: `${db.migrations} of ${known} applied`
		},
		{ what: 'integrity', well: integrity === 'ok', says: integrity },
		{
			what: 'audit chain',
			well: chain.broken === null,
			says:
				chain.broken === null
					? `${chain.rows} entries, each bound to the one before`
					: `broken at entry ${chain.broken}: it or one before it was changed or removed`
		}
	];
}

/** Follows the hashes of the command log from its first row to its last. */
export async function checkChain(
	app: App
): Promise<{ rows: number; broken: number | null; newest: number }> {
	let rows = 0;
	let last = 0;
	let newest = 0;
	let before = '';
	for (;;) {
		const page = await app.db.read((q) =>
			q
				.select()
				.from(commandLog)
				.where(gt(commandLog.seq, last))
				.orderBy(asc(commandLog.seq))
				.limit(200)
		);
		if (page.length === 0) return { rows, broken: null, newest };
		for (const { seq, hash, ...row } of page) {
			if (row.prevHash !== before || hashOfRow(row) !== hash) return { rows, broken: seq, newest };
			before = hash;
			last = seq;
			rows += 1;
			newest = Math.max(newest, row.receivedAt);
		}
		await new Promise((resolve) => setImmediate(resolve));
	}
}

export const backup: Operation = {
	name: 'backup',
	takes: 'FILE',
	says: 'copy the database to a new file while it is in use',
	async run({ app, words, file, write }) {
		const target = file(words[0] ?? '');
		if (statSync(target, { throwIfNoEntry: false })) {
			write(`${target} is there already; name a new file.\n`);
			return 1;
		}
		if (!statSync(path.dirname(target), { throwIfNoEntry: false })?.isDirectory()) {
			write(`There is no folder ${path.dirname(target)}; make it first.\n`);
			return 1;
		}
		await app.db.backup(target);
		write(`${target}: ${megabytes(size(target))} MB\n`);
		return 0;
	}
};

const size = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
const megabytes = (bytes: number) => (bytes / 2 ** 20).toFixed(1);
const gigabytes = (bytes: number) => (bytes / 2 ** 30).toFixed(1);
