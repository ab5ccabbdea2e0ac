/** The built server as a stranger meets it: headers, limits, origins, one process, a clean end. */
import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uuidv7 } from '#lib/kernel/id.ts';
import { BUILD, endServer, ROOT, startServer, type TestServer } from '../support/e2e.ts';

let server: TestServer;
let cookie: string;
beforeAll(async () => {
	server = await startServer({ seed: 'demo' });
	cookie = server.cookie('19900000005');
}, 60_000);
afterAll(() => endServer(server));

const html = { accept: 'text/html' };
const get = (where: string, headers: Record<string, string> = {}) =>
	fetch(server.url + where, { headers, redirect: 'manual' });

/** What fetch does not let through: any header, any body. */
function raw(
	method: string,
	where: string,
	headers: Record<string, string>,
	body?: string | Buffer
): Promise<{ status: number; headers: IncomingMessage['headers']; text: string }> {
	return new Promise((resolve, reject) => {
		const request = httpRequest(server.url + where, { method, headers }, (response) => {
			let text = '';
			response.setEncoding('utf8');
			response.on('data', (chunk: string) => (text += chunk));
			response.once('end', () =>
				resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
			);
		});
		request.once('error', reject);
		request.end(body);
	});
}
const ours = () => ({ origin: server.url, 'content-type': 'application/json', cookie });
const batch = (name = 'notifications.markRead', input: unknown = { notices: null }) =>
	JSON.stringify({
		commands: [{ id: uuidv7(), name, input, claimedAt: Date.now(), appVersion: 't' }]
	});

describe('headers', () => {
	const asset = () => {
		const folder = path.join(BUILD, 'client', '_app', 'immutable', 'entry');
		return `/_app/immutable/entry/${readdirSync(folder).find((f) => f.endsWith('.js')) ?? ''}`;
	};
	const kinds: [string, () => Promise<{ status: number; headers: Headers }>, number][] = [
		['a page', () => get('/sign-in', html), 200],
		['a page for one person', () => get('/app/me', { ...html, cookie }), 200],
		['a redirect', () => get('/app/today', html), 303],
		['a page that is not there', () => get('/nothing/here', html), 404],
		['the prerendered shell', () => get('/shell'), 200],
		['the worker', () => get('/service-worker.js'), 200],
		['a script', () => get(asset()), 200],
		['an icon', () => get('/icon.svg'), 200],
		['the manifest', () => get('/manifest.webmanifest'), 200],
		['a view', () => get('/api/views/auth.me'), 200],
		['a view that is not there', () => get('/api/views/no.such'), 404],
		['a view that asks for sign-in', () => get('/api/views/auth.sessions'), 401],
		['life', () => get('/healthz'), 200],
		['readiness', () => get('/readyz'), 200],
		[
			'a refused origin',
			() => fetch(`${server.url}/api/commands`, { method: 'POST', body: '{}' }),
			403
		],
		[
			'a body that is too long',
			() => fetch(`${server.url}/sign-in`, { method: 'POST', body: 'x'.repeat(1_100_000) }),
			413
		],
		[
			'a method that is not there',
			() =>
				fetch(`${server.url}/healthz`, { method: 'TRACE' }).catch(() =>
					fetch(`${server.url}/healthz`, { method: 'DELETE', headers: { origin: server.url } })
				),
			405
		]
	];
	it.each(kinds)('are on %s', async (_, ask, status) => {
		const response = await ask();
		expect(response.status).toBe(status);
		const { headers } = response;
		expect(headers.get('x-content-type-options')).toBe('nosniff');
		expect(headers.get('x-frame-options')).toBe('DENY');
		expect(headers.get('referrer-policy')).toMatch(/same-origin|no-referrer/);
		expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
		expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
		expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'/);
		expect(headers.get('strict-transport-security')).toBeNull();
		expect(headers.get('x-powered-by')).toBeNull();
	});

	it('are on the answer to something that is no HTTP', async () => {
		const text = await new Promise<string>((resolve) => {
			const socket = connect(server.port, '127.0.0.1', () => socket.write('nonsense\r\n\r\n'));
			let said = '';
			socket.on('data', (chunk) => (said += String(chunk)));
			socket.once('close', () => resolve(said));
		});
		expect(text).toMatch(/^HTTP\/1\.1 400 /);
		expect(text).toMatch(/frame-ancestors 'none'/);
	});

	it('let a page run only its own scripts', async () => {
		const policy = (await get('/sign-in', html)).headers.get('content-security-policy') ?? '';
		expect(policy).toMatch(/script-src 'self' 'nonce-[^']+'/);
		expect(policy).not.toMatch(/script-src[^;]*unsafe/);
		for (const rule of ["object-src 'none'", "base-uri 'self'", "form-action 'self'"]) {
			expect(policy).toContain(rule);
		}
		const shell = await (await get('/shell')).text();
		expect(shell).toMatch(/http-equiv="content-security-policy"[^>]*script-src 'self' 'sha256-/i);
	});

	it('keep what is made for one person out of every cache', async () => {
		for (const where of ['/app/me', '/app/today', '/sign-in', '/']) {
			const cached = (await get(where, { ...html, cookie })).headers.get('cache-control');
			expect(cached, where).toMatch(/no-store/);
		}
		for (const where of ['/api/views/auth.me', '/api/views/auth.sessions', '/api/prefs']) {
			const cached = (await get(where, { cookie })).headers.get('cache-control');
			expect(cached, where).toMatch(/no-store/);
		}
		expect((await get('/service-worker.js')).headers.get('cache-control')).toBe('no-cache');
		expect((await get('/shell')).headers.get('cache-control')).toBe('no-cache');
	});
});

describe('behind https', () => {
	it('says so for a year, and gives cookies to this host alone', async () => {
		process.env.ORIGIN = 'https://geli.example';
		const own = await startServer({ seed: 'none' }).finally(() => delete process.env.ORIGIN);
		try {
			const page = await fetch(`${own.url}/sign-in`, { redirect: 'manual' });
			expect(page.headers.get('strict-transport-security')).toMatch(/^max-age=31536000/);
			const found = (origin: string) =>
				fetch(`${own.url}/first-run?/own`, {
					method: 'POST',
					body: new URLSearchParams({
						county_name: '嵊泗县',
						county_code: '330922',
						name: '周海',
						phone: '19900000001',
						password: '海边的风很大呀呀',
						device: 'own'
					}),
					headers: { origin, accept: 'text/html' },
					redirect: 'manual'
				});
			expect((await found(own.url)).status).toBe(403);
			const founded = await found('https://geli.example');
			expect(founded.status).toBe(303);
			expect(founded.headers.getSetCookie()).toContainEqual(
				expect.stringMatching(/^__Host-sid=\w+; .*HttpOnly; Secure; SameSite=Lax$/)
			);
		} finally {
			await endServer(own);
		}
	});
});

describe('bodies', () => {
	it('may be so long and no longer', async () => {
		const long = (bytes: number) => JSON.stringify({ commands: [], more: 'x'.repeat(bytes) });
		expect((await raw('POST', '/api/commands', ours(), long(3_000_000))).status).toBe(413);
		expect((await raw('POST', '/api/commands', ours(), long(1_000_000))).status).toBe(400);
		const lie = { ...ours(), 'content-length': '99999999' };
		expect(
			(await raw('POST', '/api/commands', lie, '{}').catch(() => ({ status: 413 }))).status
		).toBe(413);
	});

	it('say how long they are', async () => {
		const chunked = { ...ours(), 'transfer-encoding': 'chunked' };
		expect((await raw('POST', '/api/commands', chunked, batch())).status).toBe(411);
	});

	it.each([
		'',
		'{',
		'null',
		'[]',
		'{"commands":{}}',
		'{"commands":[]}',
		'{"commands":[null]}',
		'{"commands":[{"id":1}]}',
		JSON.stringify({ commands: Array.from({ length: 51 }, () => JSON.parse(batch()).commands[0]) }),
		`{"commands":[{"id":"${uuidv7()}","name":"auth.endSession","input":{},"claimedAt":1e400,"appVersion":""}]}`,
		'['.repeat(100_000)
	])('that are no batch are refused: %.40s', async (body) => {
		expect((await raw('POST', '/api/commands', ours(), body)).status).toBe(400);
	});

	it('with names of Object’s own are unknown commands and views', async () => {
		for (const name of ['__proto__', 'constructor', 'toString', 'auth.me']) {
			const answer = await raw('POST', '/api/commands', ours(), batch(name, {}));
			expect(JSON.parse(answer.text)).toMatchObject({
				answers: [{ outcome: { kind: 'unsupported' } }]
			});
			if (name !== 'auth.me') expect((await get(`/api/views/${name}`)).status).toBe(404);
		}
	});
});

describe('origins', () => {
	const evil = 'https://evil.example';
	it.each([
		['no origin', {}],
		['another origin', { origin: evil }],
		['our name with another port', { origin: 'http://127.0.0.1:1' }],
		['no origin to speak of', { origin: 'null' }],
		['our origin, but the browser says cross-site', { 'sec-fetch-site': 'cross-site', ours: '1' }],
		['our origin, but the browser says same-site', { 'sec-fetch-site': 'same-site', ours: '1' }]
	])(
		'a change with %s is refused',
		async (_, { ours: own, ...headers }: Record<string, string>) => {
			const from = own ? { ...headers, origin: server.url } : headers;
			const asked = { 'content-type': 'application/json', cookie, ...from };
			expect((await raw('POST', '/api/commands', asked, batch())).status).toBe(403);
			const form = { 'content-type': 'application/x-www-form-urlencoded', cookie, ...from };
			for (const where of [
				'/sign-in',
				'/sign-out',
				'/first-run?/own',
				'/app/me/sessions?/password'
			]) {
				expect((await raw('POST', where, form, 'phone=1')).status, where).toBe(403);
			}
		}
	);

	it('other content types are not read as commands', async () => {
		for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
			const asked = { ...ours(), 'content-type': type };
			expect([403, 415]).toContain((await raw('POST', '/api/commands', asked, batch())).status);
		}
	});

	it('nobody from elsewhere is told that they may', async () => {
		const asked = { origin: evil, 'access-control-request-method': 'POST' };
		const answer = await raw('OPTIONS', '/api/commands', asked);
		expect(answer.headers['access-control-allow-origin']).toBeUndefined();
		expect(
			(await get('/api/views/auth.me', { origin: evil })).headers.get('access-control-allow-origin')
		).toBeNull();
	});

	it('a socket from elsewhere is refused', async () => {
		const status = await new Promise<string>((resolve) => {
			const request = httpRequest(`${server.url}/collab/meetings/${uuidv7()}`, {
				headers: {
					connection: 'Upgrade',
					upgrade: 'websocket',
					'sec-websocket-version': '13',
					'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
					cookie,
					origin: evil
				}
			});
			request.once('upgrade', (_response, socket) => {
				socket.destroy();
				resolve('upgraded');
			});
			request.once('response', (response) => resolve(String(response.statusCode)));
			request.once('error', () => resolve('closed'));
			request.end();
		});
		expect(status).not.toBe('upgraded');
	});
});

describe('the process', () => {
	it('is alone on its database', async () => {
		const second = spawnSync(process.execPath, [path.join(BUILD, 'server.js')], {
			cwd: ROOT,
			env: { ...process.env, DATA_DIR: server.dataDir, PORT: '0', LOG_LEVEL: 'error' },
			encoding: 'utf8',
			timeout: 20_000
		});
		expect(second.status).toBe(1);
		expect(second.stdout + second.stderr).toMatch(/another process has the database .* open/);
		expect((await get('/readyz')).status).toBe(200);
	});

	it('ends a live connection with its session', async () => {
		const mine = server.cookie('19900000005');
		const live = await fetch(`${server.url}/api/live`, { headers: { cookie: mine } });
		expect(live.status).toBe(200);
		const out = await raw('POST', '/sign-out', { origin: server.url, cookie: mine });
		expect(out.status).toBe(204);
		await live.text().catch(() => '');
		expect((await get('/api/live', { cookie: mine })).status).toBe(401);
	});

	it('ends the session of a phone that was signed out without network', async () => {
		const mine = server.cookie('19900000005');
		const back = await get('/healthz', { cookie: `${mine}; geli-out=1` });
		expect(back.headers.getSetCookie()).toContainEqual(
			expect.stringMatching(/^geli-out=; Max-Age=0/)
		);
		expect((await get('/api/views/auth.sessions', { cookie: mine })).status).toBe(401);
	});

	it('answers what is under way, then ends, live connections or not', async () => {
		const own = await startServer({ seed: 'none' });
		try {
			const live = await fetch(`${own.url}/api/live`);
			expect(live.status).toBe(401);
			const form = new URLSearchParams({
				county_name: '嵊泗县',
				county_code: '330922',
				name: '周海',
				phone: '19900000001',
				password: '海边的风很大呀呀',
				device: 'own'
			});
			const founded = await fetch(`${own.url}/first-run?/own`, {
				method: 'POST',
				body: form,
				headers: { origin: own.url, accept: 'text/html' },
				redirect: 'manual'
			});
			expect(founded.status).toBe(303);
			const mine = founded.headers
				.getSetCookie()
				.map((line) => line.split(';')[0])
				.join('; ');
			const stream = await fetch(`${own.url}/api/live`, { headers: { cookie: mine } });
			expect(stream.headers.get('content-type')).toBe('text/event-stream');
			const body = new URLSearchParams({
				phone: '19900000001',
				password: '海边的风很大呀呀',
				device: 'own'
			}).toString();
			const headers = {
				origin: own.url,
				accept: 'text/html',
				'content-type': 'application/x-www-form-urlencoded',
				'content-length': String(body.length)
			};
			const sent: Promise<unknown>[] = [];
			const answers = Array.from({ length: 12 }, () => {
				const request = httpRequest(`${own.url}/sign-in`, {
					method: 'POST',
					headers,
					agent: false
				});
				sent.push(once(request, 'finish'));
				request.end(body);
				return once(request, 'response').then(
					([response]: IncomingMessage[]) => response?.statusCode
				);
			});
			await Promise.all(sent);
			await new Promise((resolve) => setTimeout(resolve, 200));
			const start = performance.now();
			await own.stop('SIGTERM');
			expect(performance.now() - start).toBeLessThan(9_000);
			expect(await Promise.all(answers)).toEqual(Array.from({ length: 12 }, () => 303));
			await stream.text().catch(() => '');
		} finally {
			await endServer(own);
		}
	});

	const old = oldNode();
	it.skipIf(old === null)('says so on a Node that is too old, before it touches anything', () => {
		for (const entry of ['src/start.js', path.join(BUILD, 'server.js')]) {
			const dataDir = path.join(mkdtempSync(path.join(tmpdir(), 'geli-old-')), 'data');
			const run = spawnSync(old ?? '', [path.resolve(ROOT, entry)], {
				cwd: ROOT,
				env: { ...process.env, DATA_DIR: dataDir },
				encoding: 'utf8'
			});
			expect(run.status).toBe(1);
			expect(run.stderr).toMatch(/needs Node 22\.17 or newer; this is v/);
			expect(existsSync(dataDir)).toBe(false);
			rmSync(path.dirname(dataDir), { recursive: true });
		}
	});
});

/** A Node below 22.17 that this machine happens to have. */
function oldNode(): string | null {
	for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
		const file = path.join(folder, 'node');
		if (!existsSync(file)) continue;
		try {
			const version = execFileSync(file, ['--version'], { encoding: 'utf8' });
			const [major = 0, minor = 0] = version.slice(1).split('.').map(Number);
			if (major < 22 || (major === 22 && minor < 17)) return file;
		} catch {
			// Not a program that runs here.
		}
	}
	return null;
}
