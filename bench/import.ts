/**
 * How long a roster of 100,000 rows takes to preview, in what memory, and how long it holds the
 * event loop. `node bench/import.ts` writes the files to a temporary folder, then reads each in a
 * process of its own.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import Papa from 'papaparse';
import writeXlsxFile from 'write-excel-file/node';
import { readUnitFile } from '#lib/org/rules.ts';
import type { UnitView } from '#lib/org/schema.ts';
import { readSheet } from '#lib/platform/files/sheet.server.ts';
import { readRoster } from '#lib/roster/import.server.ts';

const ROWS = 100_000;
const demo = fileURLToPath(new URL('../src/lib/demo', import.meta.url));
const [, self = '', role, file = ''] = process.argv;

if (role === 'write') await write(file);
else if (role === 'read') await read(file);
else main();

function main(): void {
	const folder = mkdtempSync(path.join(tmpdir(), 'geli-bench-'));
	try {
		run('write', folder);
		console.log(
			`\nPreview of ${ROWS.toLocaleString('en')} rows · Node ${process.version} · ${cpus().length} × ${cpus()[0]?.model ?? ''}\n`
		);
		console.log('| file | size | seconds | peak RSS | loop delay p99 | longest |');
		console.log('|---|---|---|---|---|---|');
		for (const name of ['roster.xlsx', 'roster-utf8.csv'])
			process.stdout.write(run('read', path.join(folder, name)));
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function run(what: string, where: string): string {
	const child = spawnSync(process.execPath, [self, what, where], { encoding: 'utf8' });
	if (child.status !== 0) throw new Error(child.stderr);
	return child.stdout;
}

/** The demo's people again and again, with phones of their own and every tenth row unclean. */
async function write(folder: string): Promise<void> {
	const [header = [], ...people] = Papa.parse<string[]>(
		readFileSync(path.join(demo, 'roster.csv'), 'utf8').trim()
	).data;
	const rows = Array.from({ length: ROWS }, (_, i) => {
		const row = [...(people[i % people.length] ?? [])];
		const phone = String(13_000_000_000 + i * 7);
		row[0] = `${row[0]}${i % 997}`;
		row[2] = i % 10 === 0 ? `${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}` : phone;
		return row;
	});
	writeFileSync(path.join(folder, 'roster-utf8.csv'), Papa.unparse([header, ...rows]));
	await writeXlsxFile([header, ...rows]).toFile(path.join(folder, 'roster.xlsx'));
}

async function read(name: string): Promise<void> {
	const rows = [];
	for await (const batch of readSheet(path.join(demo, 'units.csv'))) rows.push(...batch);
	const units = (readUnitFile(rows)?.units ?? []).map((unit): UnitView => ({
		...unit,
		closedAt: null
	}));
	const words = { units, unitAliases: new Map(), roleAliases: new Map(), seatProblem: () => null };

	const delay = monitorEventLoopDelay({ resolution: 5 });
	delay.enable();
	const started = performance.now();
	const reader = await readRoster(readSheet(name), words);
	const seconds = (performance.now() - started) / 1000;
	delay.disable();
	if (reader.counts.rows !== ROWS) throw new Error(`read ${reader.counts.rows} rows`);
	const cells = [
		path.basename(name),
		`${(statSync(name).size / 2 ** 20).toFixed(1)} MB`,
		seconds.toFixed(1),
		`${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
		`${(delay.percentile(99) / 1e6).toFixed(0)} ms`,
		`${(delay.max / 1e6).toFixed(0)} ms`
	];
	console.log(`| ${cells.join(' | ')} |`);
}
