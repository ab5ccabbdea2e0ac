/**
 * Browser tests against the built server: each worker starts its own on a free loopback port with
 * an empty data directory, fills it through the same commands that people use, and ends it.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base, type Browser, type BrowserContext } from '@playwright/test';
import type { AnyCommand, InputOf } from '#lib/kernel/command.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import type { Outcome } from '#lib/kernel/outcome.ts';

export const ROOT = path.resolve(import.meta.dirname, '../..');
const FIXTURES = path.join(ROOT, 'tests/fixtures/shengsi');
/** The build under test; `GELI_BUILD` names another one. It must be called `build`. */
export const BUILD = path.resolve(process.env['GELI_BUILD'] ?? path.join(ROOT, 'build'));
const START_WITHIN_MS = 30_000;

/** A phone as most people here hold it. */
export const PHONE = {
	viewport: { width: 360, height: 800 },
	hasTouch: true,
	isMobile: true,
	locale: 'zh-CN',
	timezoneId: 'Asia/Shanghai'
} as const;

export interface SignedIn {
	/** `name=value` of the session's cookie. */
	readonly cookie: string;
	/** A browser of its own, signed in. */
	readonly context: BrowserContext;
}

export class TestServer {
	readonly port: number;
	readonly dataDir: string;
	#build: string;
	#process: ChildProcess | null = null;

	constructor(port: number, dataDir: string, build: string) {
		this.port = port;
		this.dataDir = dataDir;
		this.#build = build;
	}

	/** Of the running server, for those who measure it. */
	get pid(): number {
		return this.#process?.pid ?? 0;
	}

	get url(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	/** @param env - settings besides those that every test has. */
	async start(env: NodeJS.ProcessEnv = {}): Promise<void> {
		const child = spawn(process.execPath, [path.join(this.#build, 'server.js')], {
			cwd: ROOT,
			env: { ...this.#env(), ...env },
			stdio: ['ignore', 'pipe', 'pipe']
		});
		this.#process = child;
		let said = '';
		child.stdout?.on('data', (chunk) => (said += String(chunk)));
		child.stderr?.on('data', (chunk) => (said += String(chunk)));
		const end = Date.now() + START_WITHIN_MS;
		while (Date.now() < end && child.exitCode === null) {
			const ready = await fetch(`${this.url}/healthz`).catch(() => null);
			if (ready?.ok) return;
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
		throw new Error(`The server did not start:\n${said}`);
	}

	/** Ends the process the hard way or as an operator would. */
	async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
		const child = this.#process;
		this.#process = null;
		if (!child || child.exitCode !== null) return;
		const ended = once(child, 'exit');
		child.kill(signal);
		await ended;
	}

	/** A deploy: the same address and data, served by another build. */
	async deploy(build: string, env: NodeJS.ProcessEnv = {}): Promise<void> {
		await this.stop();
		this.#build = build;
		await this.start(env);
	}

	/** The `geli` command line; answers what it printed. */
	geli(...args: string[]): string {
		const run = spawnSync(process.execPath, [path.join(this.#build, 'server.js'), ...args], {
			cwd: ROOT,
			env: this.#env(),
			encoding: 'utf8'
		});
		if (run.status !== 0) throw new Error(`geli ${args.join(' ')}: ${run.stdout}${run.stderr}`);
		return run.stdout;
	}

	/** The cookie of a new session, for a person by name, phone or id. */
	cookie(person: string): string {
		return this.geli('session', person).trim();
	}

	/** Signs a person in, in a browser of its own. */
	async signIn(
		browser: Browser,
		person: string,
		options: Parameters<Browser['newContext']>[0] = PHONE
	): Promise<SignedIn> {
		const cookie = this.cookie(person);
		const context = await browser.newContext({ baseURL: this.url, ...options });
		const at = cookie.indexOf('=');
		await context.addCookies([
			{
				name: cookie.slice(0, at),
				value: cookie.slice(at + 1),
				domain: '127.0.0.1',
				path: '/',
				httpOnly: true,
				// `__Host-` cookies must be; the browser trusts this very machine.
				secure: cookie.startsWith('__Host-'),
				sameSite: 'Lax'
			}
		]);
		return { cookie, context };
	}

	/** Runs a command over the door, as whoever has the cookie. */
	async command<C extends AnyCommand>(
		cookie: string,
		command: C,
		input: InputOf<C>
	): Promise<Outcome> {
		const id = uuidv7();
		const response = await fetch(`${this.url}/api/commands`, {
			method: 'POST',
			headers: {
				cookie,
				origin: this.url,
				'sec-fetch-site': 'same-origin',
				'content-type': 'application/json'
			},
			body: JSON.stringify({
				commands: [{ id, name: command.name, input, claimedAt: Date.now(), appVersion: 'e2e' }]
			})
		});
		const body = (await response.json()) as { answers?: { outcome: Outcome }[] };
		const outcome = body.answers?.[0]?.outcome;
		if (!outcome) throw new Error(`${command.name}: ${response.status} ${JSON.stringify(body)}`);
		return outcome;
	}

	#env(): NodeJS.ProcessEnv {
		return {
			...process.env,
			DATA_DIR: this.dataDir,
			GELI_ROOT: ROOT,
			PORT: String(this.port),
			HOST: '127.0.0.1',
			LOG_LEVEL: 'error'
		};
	}
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once('error', reject);
		probe.listen(0, '127.0.0.1', () => {
			const address = probe.address();
			const port = typeof address === 'object' && address ? address.port : 0;
			probe.close(() => resolve(port));
		});
	});
}

export interface ServerOptions {
	/** What is in it at the start: nothing, the real units and people, or the demo county. */
	readonly seed?: 'none' | 'shengsi' | 'demo';
	/** Another build than the one under test (an update). */
	readonly build?: string;
	/** Files that are there already, instead of an empty directory. */
	readonly dataDir?: string;
}

/** Starts a server; the caller ends it with `endServer`. */
export async function startServer({
	seed = 'shengsi',
	build = BUILD,
	dataDir = mkdtempSync(path.join(tmpdir(), 'geli-e2e-'))
}: ServerOptions = {}): Promise<TestServer> {
	const server = new TestServer(await freePort(), dataDir, build);
	await server.start();
	if (seed === 'demo') server.geli('seed', 'demo');
	if (seed === 'shengsi') {
		server.geli('import', 'units', path.join(FIXTURES, 'units.csv'));
		server.geli('import', 'roster', path.join(FIXTURES, 'roster.xlsx'));
	}
	return server;
}

export async function endServer(server: TestServer): Promise<void> {
	await server.stop();
	rmSync(server.dataDir, { recursive: true, force: true });
}

/** Playwright's test with a server of the worker's own, filled with the real units and people. */
export const test = base.extend<object, { server: TestServer }>({
	server: [
		// eslint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs from it
		async ({}, use) => {
			const server = await startServer();
			await use(server);
			await endServer(server);
		},
		{ scope: 'worker', timeout: 60_000 }
	]
});

export { expect } from '@playwright/test';
