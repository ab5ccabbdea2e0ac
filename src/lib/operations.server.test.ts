import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApp, type App } from '#lib/app.server.ts';
import { readConfig } from '#lib/platform/config.server.ts';
import { createLog } from '#lib/platform/log.server.ts';
import { commandLog } from '#lib/platform/tables.server.ts';

const FILES = path.resolve(import.meta.dirname, '../../tests/fixtures/shengsi');
let app: App;
let folder: string;

beforeAll(async () => {
	folder = mkdtempSync(path.join(tmpdir(), 'geli-cli-'));
	app = await openApp({
		config: readConfig({ DATA_DIR: path.join(folder, 'data'), LOG_LEVEL: 'silent' }),
		log: createLog('silent')
	});
});
afterAll(async () => {
	await app.close();
	rmSync(folder, { recursive: true, force: true });
});

async function geli(...args: string[]): Promise<{ exit: number; said: string }> {
	let said = '';
	const exit = await app.operate(args, (text) => (said += text), FILES);
	return { exit, said };
}

describe('geli', () => {
	it('knows its words, and says which ones it does not', async () => {
		expect(await geli('help')).toMatchObject({
			exit: 0,
			said: expect.stringContaining('import roster FILE')
		});
		expect((await geli()).exit).toBe(2);
		expect(await geli('import', 'cows')).toMatchObject({
			exit: 2,
			said: expect.stringContaining('no "geli import cows"')
		});
		expect(await geli('import', 'units')).toMatchObject({
			exit: 2,
			said: expect.stringContaining('needs FILE')
		});
		expect(await geli('doctor', '--loudly')).toMatchObject({
			exit: 2,
			said: expect.stringContaining('--loudly')
		});
		expect(await geli('backup', 'a', 'b')).toMatchObject({ exit: 2 });
	});

	it('a roster needs units first', async () => {
		expect(await geli('import', 'roster', 'roster.xlsx')).toMatchObject({
			exit: 1,
			said: expect.stringContaining('no units')
		});
	});

	it('import units: counts, writes through commands, and the second time nothing', async () => {
		const counted = await geli('import', 'units', 'units.csv', '--dry-run', '--json');
		const { roster: _roster, ...facts } = JSON.parse(
			readFileSync(path.join(FILES, 'roster.facts.json'), 'utf8')
		) as Record<string, unknown>;
		expect(JSON.parse(counted.said)).toMatchObject({ ...facts, added: 539, faults: 0 });
		expect((await geli('import', 'units', 'units.csv')).said).toContain('539 added');
		expect((await geli('import', 'units', 'units.csv')).said).toContain('539 as they were');
		const log = await app.db.read((q) =>
			q.select().from(commandLog).where(eq(commandLog.name, 'org.applyUnits'))
		);
		expect(log.map((row) => row.via)).toEqual(['cli', 'cli']);
	});

	it('a changed name is shown and waits for --yes', async () => {
		const file = path.join(folder, 'renamed.csv');
		const units = readFileSync(path.join(FILES, 'units.csv'), 'utf8');
		writeFileSync(file, units.replace('东海社区第五网格,', '东海社区海湾网格,'));
		const asked = await geli('import', 'units', file);
		expect(asked.exit).toBe(1);
		expect(asked.said).toContain('name: 东海社区第五网格 → 东海社区海湾网格');
		expect((await geli('import', 'units', file, '--yes')).said).toContain('1 changed');
		expect((await geli('import', 'units', 'units.csv', '--yes')).exit).toBe(0);
	});

	it.each(['roster.xlsx', 'roster-gbk.csv'])(
		'import roster %s --dry-run --json is as counted by hand',
		async (name) => {
			const counted = await geli('import', 'roster', name, '--dry-run', '--json');
			const facts = JSON.parse(readFileSync(path.join(FILES, 'roster.facts.json'), 'utf8')) as {
				roster: object;
			};
			expect(counted.exit).toBe(0);
			expect(JSON.parse(counted.said)).toEqual(facts.roster);
		}
	);

	it('import roster: what is clear goes in, the rest is named with its row', async () => {
		const first = await geli('import', 'roster', 'roster.xlsx');
		expect(first.said).toContain('1352 people added');
		expect(first.said).toContain(
			'Row 374 left out: The phone “1990000074” is not a number of 11 digits.'
		);
		expect((await geli('import', 'roster', 'roster-gbk.csv')).said).toContain(
			'0 people added, 0 completed, 0 seats'
		);
		expect(await geli('import', 'roster', 'nowhere.xlsx')).toMatchObject({
			exit: 1,
			said: expect.stringContaining('no such file')
		});
	});

	it('invite and session find one person, or say who it could be', async () => {
		expect((await geli('session', '汪杰珍')).said).toMatch(/^sid=[a-z0-9]{32,}\n$/);
		expect((await geli('invite', '199 0000 0005')).said).toContain('/invite/');
		expect(await geli('session', '没有人')).toMatchObject({
			exit: 1,
			said: expect.stringContaining('Nobody')
		});
		const same = await geli('session', '白强');
		expect(same).toMatchObject({ exit: 1, said: expect.stringContaining('2 people fit') });
		expect(same.said).toContain('199****0115');
		const cookie = (await geli('session', '汪杰珍')).said.trim();
		expect((await app.sessions.actorOf(cookie))?.actor.name).toBe('汪杰珍');
	});

	it('backup makes a new file and never writes over one', async () => {
		const target = path.join(folder, 'copy.db');
		expect((await geli('backup', target)).exit).toBe(0);
		expect(statSync(target).size).toBeGreaterThan(100_000);
		expect(await geli('backup', target)).toMatchObject({
			exit: 1,
			said: expect.stringContaining('there already')
		});
		expect((await geli('backup', path.join(folder, 'no', 'copy.db'))).exit).toBe(1);
	});

	it('doctor: all is well, until somebody writes into the log', async () => {
		const well = await geli('doctor', '--json');
		const findings = JSON.parse(well.said) as { what: string; well: boolean }[];
		const kept = ['node', 'sqlite', 'disk', 'clock', 'migrations', 'integrity', 'audit chain'];
		expect(findings.map((f) => f.what)).toEqual(expect.arrayContaining(kept));
		expect(findings.find((f) => f.what === 'audit chain')?.well).toBe(true);
		await app.db.write(async (tx) => {
			await tx.update(commandLog).set({ actor: 'somebody' }).where(eq(commandLog.seq, 2));
		});
		expect((await geli('doctor')).said).toMatch(/BAD\s+audit chain\s+broken at entry 2/);
	});
});

describe('the command socket', () => {
	it('is for this user only, takes a line, answers in lines, and goes with the process', async () => {
		await app.listenForCommands();
		expect(statSync(app.socketPath).mode & 0o777).toBe(0o600);
		const ask = (line: string) =>
			new Promise<string>((resolve, reject) => {
				let said = '';
				const socket = createConnection(app.socketPath, () => socket.write(`${line}\n`));
				socket.setEncoding('utf8');
				socket.on('data', (text: string) => (said += text));
				socket.once('end', () => resolve(said));
				socket.once('error', reject);
			});
		const lines = (
			await ask(JSON.stringify({ args: ['import', 'units', 'units.csv', '--dry-run'], cwd: FILES }))
		)
			.trim()
			.split('\n');
		expect(lines.map((line) => JSON.parse(line) as object)).toContainEqual({ exit: 0 });
		expect(lines.join()).toContain('539 the same');
		expect(await ask('nonsense')).toContain('"exit":1');
	});
});
