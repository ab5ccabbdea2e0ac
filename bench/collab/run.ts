/**
 * Our rooms beside their peers, in one run on one machine: `node bench/collab/run.ts`.
 *
 *   --short          seconds instead of minutes: fewer rooms, shorter loads
 *   --only a,b       some of: maxrate, cpu, rooms, cold, ingest (with cold), durability, slow, bad
 *   --repeat N       each cell N times; medians are shown
 *   --out FILE       writes the tables there too
 *
 * The load generator and the peers are in a folder of their own (GELI_BENCH, else ../shared/bench);
 * they are copied to a temporary folder and installed there.
 */
import { spawnSync } from 'node:child_process';
import {
	closeSync,
	cpSync,
	existsSync,
	fdatasyncSync,
	mkdirSync,
	openSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
	writeSync
} from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { median, row, table, type Cell, type Row } from './table.ts';

const root = path.resolve(import.meta.dirname, '../..');
const { dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
	dependencies: Record<string, string>;
};
const source = path.resolve(process.env['GELI_BENCH'] ?? path.join(root, '../shared/bench'));
const work = path.join(tmpdir(), 'geli-bench');
const args = process.argv.slice(2);
const option = (name: string) => {
	const at = args.indexOf(`--${name}`);
	return at < 0 ? undefined : args[at + 1];
};
const short = args.includes('--short');
const only = option('only')?.split(',');
const repeat = Number(option('repeat') ?? 1);

type Result = Readonly<Record<string, unknown>>;
type RunScenario = (scenario: string, target: string, options: object) => Promise<Result>;

const PEERS = {
	'y-websocket': 'y-websocket-13',
	hocuspocus: 'hocuspocus',
	floor: 'floor'
} as const;
type Target = 'geli' | keyof typeof PEERS;
const PEOPLE: readonly Target[] = ['geli', 'y-websocket', 'hocuspocus'];
const ALL: readonly Target[] = [...PEOPLE, 'floor'];

/** Where the copy of the bench is, installed. */
function prepare(): string {
	const stamp = path.join(work, 'installed');
	if (existsSync(stamp)) return path.join(work, 'bench');
	rmSync(work, { recursive: true, force: true });
	mkdirSync(work, { recursive: true });
	cpSync(source, path.join(work, 'bench'), { recursive: true });
	spawnSync('chmod', ['-R', 'u+w', work]);
	const bench = path.join(work, 'bench');
	for (const folder of [
		'collab',
		...readdirSync(path.join(bench, 'peers')).map((p) => `peers/${p}`)
	]) {
		const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--prefix', folder], {
			cwd: bench
		});
		if (npm.status !== 0) throw new Error(`npm ci in ${folder}: ${String(npm.stderr)}`);
	}
	writeFileSync(stamp, '');
	return bench;
}

/** What one small write and its fsync take on this disk now, while others use it: the median in ms. */
function fsyncMs(): number {
	const file = path.join(work, 'fsync');
	const fd = openSync(file, 'w');
	const times = Array.from({ length: 200 }, () => {
		const started = performance.now();
		writeSync(fd, Buffer.alloc(4096));
		fdatasyncSync(fd);
		return performance.now() - started;
	});
	closeSync(fd);
	rmSync(file);
	return median(times);
}

/** Our server as it runs in service: bundled, so that nothing of the compiler is in its memory. */
async function bundle(): Promise<string> {
	const outDir = path.join(root, 'node_modules/.cache/geli-bench');
	await build({
		root,
		configFile: false,
		logLevel: 'error',
		// As svelte.config.js has it by package.json: pure JavaScript inside, the rest beside it.
		ssr: { noExternal: true, external: Object.keys(dependencies) },
		build: { ssr: path.join(import.meta.dirname, 'server.ts'), outDir, target: 'node22' }
	});
	return path.join(outDir, 'server.js');
}

// All clients of a run are one person at one address.
Object.assign(process.env, {
	COLLAB_PER_PERSON: '1000000',
	COLLAB_PER_ADDRESS: '1000000',
	COLLAB_RATE: '10000000',
	COLLAB_BURST: '10000000',
	COLLAB_DOC_BYTES: String(256 * 1024 * 1024),
	LOG_LEVEL: 'warn',
	BENCH_DATA: path.join(work, 'data')
});

let runScenario: RunScenario;
let server = '';
let port = 24_000 + (process.pid % 3_000);

async function once(scenario: string, target: Target, options: object): Promise<Result> {
	const started = performance.now();
	let result: Result;
	try {
		if (target === 'geli') {
			port += 1;
			result = await runScenario(scenario, `ws://127.0.0.1:${port}/collab/bench/{room}`, {
				...options,
				label: 'geli',
				'server-cmd': `${process.execPath} ${server}`,
				'server-cwd': root,
				'data-dir': path.join(work, `geli-${port}`)
			});
		} else result = await runScenario(scenario, PEERS[target], options);
	} catch (error) {
		result = { error: String(error instanceof Error ? error.message : error).slice(0, 200) };
	}
	const seconds = ((performance.now() - started) / 1000).toFixed(0);
	console.error(`${scenario} ${target} ${seconds} s ${JSON.stringify(result)}`);
	return result;
}

/** Each target in turn, `repeat` times, so that what else the machine does falls on all alike. */
async function cell(
	scenario: string,
	targets: readonly Target[],
	options: object
): Promise<Record<Target, Result[]>> {
	const results: Record<Target, Result[]> = {
		geli: [],
		'y-websocket': [],
		hocuspocus: [],
		floor: []
	};
	for (let n = 0; n < repeat; n++) {
		for (const target of targets) results[target].push(await once(scenario, target, options));
	}
	return results;
}

/** The median of a figure per target; what is not a number as it is. */
function pick(results: Record<Target, Result[]>, ...keys: string[]): Record<Target, Cell> {
	const value = (result: Result) =>
		keys.reduce<unknown>((at, key) => (at as Result | undefined)?.[key], result);
	const of = (list: Result[]): Cell => {
		const values = list.map(value).filter((v) => v !== undefined && v !== null);
		const numbers = values.filter((v) => typeof v === 'number');
		if (numbers.length > 0) return median(numbers);
		return values.length > 0 ? String(values[0]) : list[0]?.['error'] ? 'failed' : null;
	};
	return {
		geli: of(results.geli),
		'y-websocket': of(results['y-websocket']),
		hocuspocus: of(results.hocuspocus),
		floor: of(results.floor)
	};
}

const wanted = (name: string) => !only || only.includes(name);

async function measure(): Promise<Row[]> {
	const rows: Row[] = [];
	const seconds = short ? 2 : 3;

	if (wanted('maxrate')) {
		const bars = { 10: '≥ 4 × y-websocket', 50: '≥ 2 × better', 200: '≥ better' } as const;
		for (const clients of [10, 50, 200] as const) {
			const all = await cell('maxrate', ALL, { clients, seconds });
			rows.push(
				row(
					`updates/s at p95 < 100 ms, ${clients} clients`,
					pick(all, 'maxRate'),
					'more',
					bars[clients]
				)
			);
		}
	}
	if (wanted('cpu')) {
		const busy = await cell('fanout', ALL, { clients: 200, rate: 1000, seconds });
		rows.push(
			row(
				'CPU ms per 1,000 deliveries, 200 × 1,000/s',
				pick(busy, 'cpuMsPer1000'),
				'less',
				'≤ better'
			)
		);
		const calm = await cell('fanout', ALL, { clients: 200, rate: 200, seconds });
		rows.push(
			row('p95 ms, 200 × 200/s (ours with fsync)', pick(calm, 'latency', 'p95'), 'less', '≤ 10')
		);
	}
	if (wanted('rooms')) {
		for (const rooms of short ? [1000] : [1000, 5000]) {
			const all = await cell('rooms', ALL, { rooms, seconds: short ? 5 : 10 });
			const name = `${rooms} rooms × 3`;
			rows.push(
				row(`${name}: KiB per room, idle`, pick(all, 'rssIdleKiBPerRoom'), 'less', '≤ floor + 20')
			);
			rows.push(
				row(`${name}: KiB per room, busy`, pick(all, 'rssAfterKiBPerRoom'), 'less', '≤ floor + 20')
			);
			rows.push(
				row(`${name}: p95 ms`, pick(all, 'latency', 'p95'), 'less', rooms === 5000 ? '≤ 15' : '')
			);
			rows.push(row(`${name}: cores`, pick(all, 'cpuPerS'), 'less', rooms === 5000 ? '≤ 0.7' : ''));
		}
	}
	if (wanted('cold')) {
		for (const [doc, edits, bar] of [
			['minutes', '20,000-edit minutes', '≤ 0.6 × better'],
			['b4', '260,000-edit trace', '≤ 0.4 × better']
		] as const) {
			const all = await cell('coldload', PEOPLE, { doc, restarts: short ? 2 : 3 });
			rows.push(row(`${edits}: cold ms`, pick(all, 'coldMs'), 'less', bar));
			rows.push(row(`${edits}: warm ms`, pick(all, 'warmMs'), 'less', doc === 'b4' ? '' : bar));
			rows.push(row(`${edits}: text is right`, pick(all, 'correct'), 'more', 'true'));
			if (doc === 'minutes') {
				rows.push(row('ingest, updates/s', pick(all, 'ingestPerS'), 'more', '≥ 3 × better'));
			}
		}
	}
	if (wanted('durability')) {
		const all = await cell('durability', PEOPLE, { killAfter: short ? 4 : 9 });
		rows.push(row('kill -9: seen by others', pick(all, 'seen'), 'more', ''));
		rows.push(row('kill -9: lost of it', pick(all, 'lostSeen'), 'less', '0'));
	}
	if (wanted('slow')) {
		// So much that no kernel's buffers hold it.
		const time = { seconds: short ? 15 : 30, size: short ? 8192 : 4096 };
		const control = pick(await cell('slow', PEOPLE, { ...time, slow: 0 }), 'rssGrowthMiB');
		const stalled = pick(await cell('slow', PEOPLE, { ...time, slow: 1 }), 'rssGrowthMiB');
		const over = (target: Target) => Number(stalled[target]) - Number(control[target]);
		rows.push(
			row(
				`a reader stops for ${time.seconds} s: MiB over control`,
				{
					geli: over('geli'),
					'y-websocket': over('y-websocket'),
					hocuspocus: over('hocuspocus'),
					floor: null
				},
				'less',
				'≤ 4'
			)
		);
	}
	if (wanted('bad')) {
		const all = await cell('badinput', PEOPLE, {});
		for (const [key, says] of [
			['random', '50 random frames'],
			['truncated', '50 frames cut off'],
			['garbageUpdate', '50 garbage updates'],
			['hugeVarint', '50 huge lengths'],
			['big', 'one frame of 64 MiB'],
			['docIntact', 'document intact'],
			['healthyDropped', 'healthy clients dropped']
		] as const) {
			rows.push(row(says, pick(all, key), 'less', ''));
		}
	}
	return rows;
}

if (!existsSync(path.join(source, 'collab/bench.js'))) {
	console.log(`No bench at ${source}: set GELI_BENCH to the folder with collab/ and peers/.`);
} else {
	const bench = prepare();
	const module = (await import(pathToFileURL(path.join(bench, 'collab/bench.js')).href)) as {
		runScenario: RunScenario;
	};
	runScenario = module.runScenario;
	server = await bundle();
	const before = fsyncMs();
	const rows = await measure();
	const text = table(rows, {
		fsync: `${before.toFixed(2)} ms before, ${fsyncMs().toFixed(2)} ms after`,
		load: `${loadavg()[0]?.toFixed(1) ?? '?'} on ${cpus().length} cores`,
		at: new Date().toISOString().slice(0, 10),
		machine: `${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, loopback`,
		repeat
	});
	console.log(text);
	const out = option('out');
	if (out) writeFileSync(out, text);
	process.exit(0);
}
