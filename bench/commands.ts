/**
 * Claims per second over HTTP: signed in, validated, decided, audited, `synchronous=FULL`, 64
 * connections, against the built server; beside it a bare better-sqlite3 loop that inserts the very
 * same rows (claim, event, log) with one FULL commit each. `node bench/commands.ts [rounds]`.
 */
import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { cpus } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { uuidv7 } from '#lib/kernel/id.ts';
import { openConnection } from '#lib/platform/db/sqlite.server.ts';
import { makeCrowd, type Crowd } from '../tests/support/crowd.ts';
import { endServer, startServer, type TestServer } from '../tests/support/e2e.ts';

const CONNECTIONS = 64;
const PEOPLE = 256;
const SHIFTS_A_ROUND = 16;
const PLACES = 100;
const TABLES = ['claim', 'event', 'command_log'] as const;
const ROUNDS = Number(process.argv[2] ?? 3);

interface Round {
	readonly perSecond: number;
	readonly p50: number;
	readonly p99: number;
	readonly claims: number;
}

const crowd = await makeCrowd(PEOPLE, SHIFTS_A_ROUND * (ROUNDS + 1), PLACES);
const before = `${crowd.dataDir}/before.db`;
copyFileSync(path.join(crowd.dataDir, 'geli.db'), before);
const server = await startServer({ seed: 'none', dataDir: crowd.dataDir });
try {
	console.log(
		`\nClaims over HTTP, ${CONNECTIONS} connections · Node ${process.version} · ${cpus().length} × ${cpus()[0]?.model ?? ''}\n`
	);
	await overHttp(server, crowd, 0);
	console.log('| round | claims | HTTP /s | p50 ms | p99 ms | bare FULL /s | ratio |');
	console.log('|---|---|---|---|---|---|---|');
	const ratios: number[] = [];
	for (let round = 1; round <= ROUNDS; round++) {
		const first = lastSeq();
		const http = await overHttp(server, crowd, round);
		const bare = bareLoop(first);
		ratios.push(http.perSecond / bare);
		console.log(
			`| ${round} | ${http.claims} | ${http.perSecond.toFixed(0)} | ${http.p50.toFixed(1)} | ${http.p99.toFixed(1)} | ${bare.toFixed(0)} | ${(http.perSecond / bare).toFixed(2)} |`
		);
	}
	ratios.sort((a, b) => a - b);
	console.log(`\nmedian ratio ${(ratios[Math.floor(ratios.length / 2)] ?? 0).toFixed(2)}`);
} finally {
	await endServer(server);
	rmSync(crowd.dataDir, { recursive: true, force: true });
}

/** Everybody claims every shift of the round; each connection sends its next when answered. */
async function overHttp({ port }: TestServer, of: Crowd, round: number): Promise<Round> {
	const shifts = of.shifts.slice(round * SHIFTS_A_ROUND, (round + 1) * SHIFTS_A_ROUND);
	const requests = shifts.flatMap((shift) =>
		of.people.map(({ cookie }) => {
			const body = JSON.stringify({
				commands: [
					{
						id: uuidv7(),
						name: 'posts.claimShift',
						input: { id: uuidv7(), shift },
						claimedAt: Date.now(),
						appVersion: 'bench'
					}
				]
			});
			return Buffer.from(
				`POST /api/commands HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\norigin: http://127.0.0.1:${port}\r\n` +
					`cookie: ${cookie}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
			);
		})
	);
	const sockets = await Promise.all(Array.from({ length: CONNECTIONS }, () => connected(port)));
	let next = 0;
	const times: number[] = [];
	const started = performance.now();
	await Promise.all(
		sockets.map(async (socket) => {
			for (let sent = requests[next++]; sent; sent = requests[next++]) {
				const at = performance.now();
				const answer = await exchange(socket, sent);
				times.push(performance.now() - at);
				if (!answer.includes('"kind":"done"')) throw new Error(answer);
			}
		})
	);
	const seconds = (performance.now() - started) / 1000;
	for (const socket of sockets) socket.destroy();
	times.sort((a, b) => a - b);
	const at = (share: number) => times[Math.floor(times.length * share)] ?? 0;
	return {
		perSecond: requests.length / seconds,
		p50: at(0.5),
		p99: at(0.99),
		claims: requests.length
	};
}

function connected(port: number): Promise<Socket> {
	return new Promise((resolve, reject) => {
		const socket = connect(port, '127.0.0.1', () => resolve(socket));
		socket.setNoDelay(true);
		socket.once('error', reject);
	});
}

/** One request and its answer; the little HTTP that the answers need, to leave the machine to the server. */
function exchange(socket: Socket, sent: Buffer): Promise<string> {
	return new Promise((resolve) => {
		let text = '';
		const read = (chunk: Buffer) => {
			text += chunk.toString('latin1');
			const head = text.indexOf('\r\n\r\n');
			const length = /content-length: (\d+)/i.exec(text)?.[1];
			if (head < 0 || length === undefined || text.length < head + 4 + Number(length)) return;
			socket.off('data', read);
			resolve(text.slice(head + 4));
		};
		socket.on('data', read);
		socket.write(sent);
	});
}

function lastSeq(): Record<(typeof TABLES)[number], number> {
	const db = new Database(path.join(crowd.dataDir, 'geli.db'), { readonly: true });
	const last = (table: string) =>
		Number(db.prepare(`SELECT coalesce(max(seq), 0) FROM ${table}`).pluck().get());
	const seqs = { claim: last('claim'), event: last('event'), command_log: last('command_log') };
	db.close();
	return seqs;
}

/** The rows that the round left, written again one commit at a time, to the database as it was. */
function bareLoop(first: ReturnType<typeof lastSeq>): number {
	const source = new Database(path.join(crowd.dataDir, 'geli.db'), { readonly: true });
	const [claims = [], events = [], logs = []] = TABLES.map(
		(table) =>
			source
				.prepare(`SELECT * FROM ${table} WHERE seq > ? ORDER BY seq`)
				.raw()
				.all(first[table]) as unknown[][]
	);
	source.close();
	const file = path.join(crowd.dataDir, 'bare.db');
	copyFileSync(before, file);
	const db = openConnection(file);
	db.pragma('foreign_keys = OFF');
	const into = (table: string, columns: number) =>
		db.prepare(`INSERT INTO ${table} VALUES (${Array(columns).fill('?').join(', ')})`);
	const claim = into('claim', claims[0]?.length ?? 0);
	const event = into('event', events[0]?.length ?? 0);
	const log = into('command_log', logs[0]?.length ?? 0);
	const one = db.transaction((i: number) => {
		claim.run(...(claims[i] ?? []));
		event.run(...(events[i] ?? []));
		log.run(...(logs[i] ?? []));
	});
	const started = performance.now();
	for (let i = 0; i < claims.length; i++) one(i);
	const seconds = (performance.now() - started) / 1000;
	db.close();
	for (const end of ['', '-wal', '-shm']) {
		if (existsSync(file + end)) rmSync(file + end);
	}
	return claims.length / seconds;
}
