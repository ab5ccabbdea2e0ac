import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, connect as dial, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { connect, until, type Editor } from './server.ts';
import { random } from './random.ts';

const ROUNDS = 5;
const dataDir = mkdtempSync(path.join(tmpdir(), 'geli-kill-'));
let child: ChildProcess | null = null;

afterAll(() => {
	child?.kill('SIGKILL');
	rmSync(dataDir, { recursive: true, force: true });
});

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}

const accepts = (port: number) =>
	new Promise<boolean>((resolve) => {
		const socket = dial(port, '127.0.0.1');
		socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
		socket.once('connect', () => socket.destroy());
	});

async function start(port: number): Promise<ChildProcess> {
	const started = spawn(process.execPath, ['bench/collab/server.ts'], {
		env: {
			...process.env,
			PORT: String(port),
			HOST: '127.0.0.1',
			DATA_DIR: dataDir,
			LOG_LEVEL: 'silent',
			COLLAB_RATE: '100000',
			COLLAB_BURST: '100000'
		},
		stdio: ['ignore', 'ignore', 'inherit']
	});
	for (let n = 0; n < 400 && !(await accepts(port)); n++) {
		await new Promise((resolve) => setTimeout(resolve, 25));
	}
	return started;
}

it('what anybody saw is still there after kill -9, again and again', async () => {
	const port = await freePort();
	const server = { port };
	const chance = random(13);
	const room = 'bench/ledger';
	/** Marks that somebody other than their author has seen. */
	const ledger = new Set<string>();
	let written = 0;

	for (let round = 0; round < ROUNDS; round++) {
		child = await start(port);
		const editors: Editor[] = Array.from({ length: 4 }, () => connect(server, 'a', room));
		await Promise.all(editors.map((editor) => editor.synced()));
		for (const mark of ledger) {
			expect(editors[0]!.doc.getMap('marks').has(mark), `round ${round} lost ${mark}`).toBe(true);
		}
		for (const reader of editors) {
			reader.doc.getMap('marks').observe((event, transaction) => {
				if (!transaction.local) for (const mark of event.keysChanged) ledger.add(mark);
			});
		}
		const typing = setInterval(() => {
			const author = chance(editors.length);
			editors[author]!.doc.getMap('marks').set(`${round}-${written++}`, author);
		}, 2);
		await new Promise((resolve) => setTimeout(resolve, 300 + chance(500)));
		const exited = new Promise((resolve) => child?.once('exit', resolve));
		child.kill('SIGKILL');
		await exited;
		clearInterval(typing);
		// The old documents could give back what was lost: they are thrown away.
		for (const editor of editors) editor.destroy();
	}

	child = await start(port);
	const late = connect(server, 'a', room);
	await late.synced();
	const marks = late.doc.getMap('marks');
	const lost = [...ledger].filter((mark) => !marks.has(mark));
	expect(ledger.size).toBeGreaterThan(100);
	expect(lost).toEqual([]);
	await until(() => late.provider.synced);
	late.destroy();
}, 60_000);
