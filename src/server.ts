/**
 * Production entry: adapter-node's handler behind our own listener, which sets security headers on
 * every response (prerendered pages and the worker never pass hooks), takes the rooms' sockets,
 * and drains on SIGTERM. Imports nothing of ours: the application is inside the built handler.
 * `node build/server.js` serves; `node build/server.js COMMAND …` is the `geli` command line.
 */
import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createConnection } from 'node:net';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Duplex } from 'node:stream';

/** What hooks.server.ts leaves for us: see App in src/lib/app.server.ts. */
interface RunningApp {
	upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
	/** Path of the socket on which a second command line reaches this process. */
	readonly socketPath: string;
	listenForCommands(): Promise<void>;
	operate(args: readonly string[], write: (text: string) => void, cwd?: string): Promise<number>;
	close(): Promise<void>;
}

const MB = 1024 * 1024;
const BODY_LIMIT = MB;
/** A batch of 50 commands. */
const COMMANDS_LIMIT = 2 * MB;
/** Tables of people and units come in through a door of their own. */
const IMPORT_LIMIT = 21 * MB;
const DRAIN_MS = 10_000;
const LAST_CALL_MS = 200;
/** To what is no HTTP: it never comes to a handler. */
const BAD_REQUEST = [
	'HTTP/1.1 400 Bad Request',
	'connection: close',
	'content-length: 0',
	'x-content-type-options: nosniff',
	"content-security-policy: default-src 'none'; frame-ancestors 'none'",
	'referrer-policy: same-origin',
	'\r\n'
].join('\r\n');

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 17)) {
	console.error(
		`格里 needs Node 22.17 or newer; this is ${process.version}. "npm start" brings its own.`
	);
	process.exit(1);
}

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
process.env.GELI_ROOT ??= root;
process.env.DATA_DIR ??= path.resolve('data');

/** The operator says so, also when the proxy does not. */
const overHttps = process.env.ORIGIN?.startsWith('https://') ?? false;
const behindProxy = process.env.TRUST_PROXY === '1';
if (!process.env.ORIGIN) {
	process.env.PROTOCOL_HEADER ??= 'x-forwarded-proto';
	if (behindProxy) process.env.HOST_HEADER ??= 'x-forwarded-host';
}
if (behindProxy) process.env.ADDRESS_HEADER ??= 'x-forwarded-for';
process.env.BODY_SIZE_LIMIT ??= String(IMPORT_LIMIT);

const args = process.argv.slice(2);
try {
	process.exitCode = args.length > 0 ? await commandLine(args) : await serve();
} catch (error) {
	console.error(error instanceof Error ? error.message : String(error));
	process.exitCode = 1;
}

async function load(): Promise<{
	handler: (request: IncomingMessage, response: ServerResponse, next: () => void) => void;
	app: RunningApp;
}> {
	const file = path.join(root, 'build', 'handler.js');
	const { handler } = (await import(pathToFileURL(file).href)) as {
		handler: (request: IncomingMessage, response: ServerResponse, next: () => void) => void;
	};
	const app = (globalThis as { geliApp?: RunningApp }).geliApp;
	if (!app) throw new Error('The application did not start; see the message above.');
	return { handler, app };
}

async function serve(): Promise<number> {
	const { handler, app } = await load();
	const port = Number(process.env.PORT ?? 3000);
	const host = process.env.HOST ?? '0.0.0.0';

	const underWay = new Set<ServerResponse>();
	let stopping = false;

	const server = createServer((request, response) => {
		if (!behindProxy) {
			// Only a proxy we were told of may say who is asking, and over what.
			delete request.headers['x-forwarded-for'];
			delete request.headers['x-forwarded-host'];
			request.headers['x-forwarded-proto'] = 'http';
		}
		secure(request, response);
		const refusal = bodyRefusal(request);
		if (refusal !== null) {
			response.writeHead(refusal, {
				'content-type': 'text/plain; charset=utf-8',
				connection: 'close'
			});
			response.end(refusal === 413 ? 'Too large' : 'Say how long the body is');
			return;
		}
		underWay.add(response);
		response.once('close', () => underWay.delete(response));
		if (stopping) response.setHeader('connection', 'close');
		// The switch against a worker that went wrong: see static/no-worker.js.
		if (process.env.WORKER === 'off' && request.url === '/service-worker.js') {
			request.url = '/no-worker.js';
		}
		handler(request, response, () => {
			response.statusCode = 404;
			response.end('Not found');
		});
	});
	server.requestTimeout = 60_000;
	server.headersTimeout = 15_000;
	server.keepAliveTimeout = 65_000;
	server.maxHeadersCount = 100;
	server.on('upgrade', (request, socket, head) => app.upgrade(request, socket, head));
	server.on('clientError', (_, socket) => {
		if (socket.writable) socket.end(BAD_REQUEST);
	});

	await new Promise<void>((resolve, reject) => {
		server.once('error', (error: NodeJS.ErrnoException) => {
			const why = error.code === 'EADDRINUSE' ? `port ${port} is taken; set PORT` : error.message;
			reject(new Error(`Cannot listen: ${why}`));
		});
		server.listen(port, host, resolve);
	}).catch(async (error: unknown) => {
		await app.close();
		throw error;
	});
	await app.listenForCommands();
	const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
	console.log(`格里 http://${shown}:${port}`);

	await new Promise<void>((resolve) => {
		/** Takes nothing new, answers what is under way, then lets go of the database. */
		const stop = async () => {
			stopping = true;
			// Those whose connection was made, but not yet read, are let in as well.
			await new Promise((next) => setTimeout(next, LAST_CALL_MS));
			// A machine that is short of time gets the turns in which it reads them.
			for (let turn = 0; turn < 5; turn++) await new Promise((next) => setImmediate(next));
			server.close(() => resolve());
			const end = Date.now() + DRAIN_MS;
			do {
				server.closeIdleConnections();
				// A live connection never ends by itself; its phone comes back to the next process.
				for (const response of underWay) if (isEventStream(response)) response.destroy();
				await new Promise((next) => setTimeout(next, 20));
			} while (underWay.size > 0 && Date.now() < end);
			await app.close();
			server.closeAllConnections();
		};
		process.once('SIGTERM', () => void stop());
		process.once('SIGINT', () => void stop());
	});
	return 0;
}

function isEventStream(response: ServerResponse): boolean {
	return String(response.getHeader('content-type')).startsWith('text/event-stream');
}

/** The status for a body that is too long for where it goes, or does not say how long it is. */
function bodyRefusal(request: IncomingMessage): 411 | 413 | null {
	const url = request.url ?? '';
	const imports = url.startsWith('/api/imports');
	const most = imports ? IMPORT_LIMIT : url === '/api/commands' ? COMMANDS_LIMIT : BODY_LIMIT;
	// What comes in pieces is counted by the handler, against the largest limit only.
	if (request.headers['transfer-encoding'] !== undefined) return imports ? null : 411;
	return Number(request.headers['content-length'] ?? 0) > most ? 413 : null;
}

function secure(request: IncomingMessage, response: ServerResponse): void {
	response.setHeader('X-Content-Type-Options', 'nosniff');
	response.setHeader('X-Frame-Options', 'DENY');
	response.setHeader('Referrer-Policy', 'same-origin');
	response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
	response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
	response.setHeader('Permissions-Policy', 'camera=(self), geolocation=(self), microphone=()');
	// A rendered page brings its own policy with nonces; a prerendered one has hashes in a meta
	// tag, which cannot carry frame-ancestors.
	response.setHeader(
		'Content-Security-Policy',
		"frame-ancestors 'none'; base-uri 'self'; object-src 'none'; form-action 'self'"
	);
	if (overHttps || request.headers['x-forwarded-proto'] === 'https') {
		response.setHeader('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
	}
	const url = request.url ?? '';
	if (url === '/service-worker.js' || url === '/shell' || url === '/shell.html') {
		response.setHeader('Cache-Control', 'no-cache');
	}
}

/** Runs a command in the process that has the database open, or here when there is none. */
async function commandLine(args: readonly string[]): Promise<number> {
	if (args[0] === 'demo' && args.includes('--serve')) {
		const { app } = await load();
		const loaded = await app.operate(args, (text) => void process.stdout.write(text));
		if (loaded === 0) return serve();
		await app.close();
		return loaded;
	}
	const { socketPathFor } = await pathOfSocket();
	if (existsSync(socketPathFor)) {
		const answered = await forward(socketPathFor, args);
		if (answered !== null) return answered;
	}
	process.env.LOG_LEVEL ??= 'warn';
	const { app } = await load();
	try {
		return await app.operate(args, (text) => void process.stdout.write(text), callerDirectory());
	} finally {
		await app.close();
	}
}

/** Where the words were typed: npm runs scripts in the project's folder, wherever it was called. */
function callerDirectory(): string {
	const byNpm = ['geli', 'demo'].includes(process.env.npm_lifecycle_event ?? '');
	return (byNpm && process.env.INIT_CWD) || process.cwd();
}

async function pathOfSocket(): Promise<{ socketPathFor: string }> {
	const { createHash } = await import('node:crypto');
	const { tmpdir } = await import('node:os');
	const dataDir = path.resolve(process.env.DATA_DIR ?? 'data');
	const inside = path.join(dataDir, 'geli.sock');
	// A socket's path may have about 100 bytes.
	if (Buffer.byteLength(inside) < 100) return { socketPathFor: inside };
	const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
	return { socketPathFor: path.join(tmpdir(), `geli-${name}.sock`) };
}

/** Sends the words to the running process; `null` when nobody listens there any more. */
function forward(socketPath: string, args: readonly string[]): Promise<number | null> {
	return new Promise((resolve, reject) => {
		const socket = createConnection(socketPath);
		let rest = '';
		let exit: number | null = null;
		socket.setEncoding('utf8');
		socket.once('connect', () => {
			socket.write(`${JSON.stringify({ args, cwd: callerDirectory() })}\n`);
		});
		socket.on('data', (chunk: string) => {
			rest += chunk;
			for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
				const line = JSON.parse(rest.slice(0, end)) as { text?: string; exit?: number };
				rest = rest.slice(end + 1);
				if (line.text !== undefined) process.stdout.write(line.text);
				if (line.exit !== undefined) exit = line.exit;
			}
		});
		socket.once('error', (error: NodeJS.ErrnoException) => {
			if (error.code === 'ECONNREFUSED' || error.code === 'ENOENT') resolve(null);
			else reject(error);
		});
		socket.once('close', () => {
			if (exit === null) reject(new Error('The running process ended before it answered.'));
			else resolve(exit);
		});
	});
}
