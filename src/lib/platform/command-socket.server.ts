/**
 * How a second command line reaches the process that has the database: a socket in the file
 * system, for the same user only. One line `{args, cwd}` in; lines `{text}` and one `{exit}` out.
 */
import { createHash } from 'node:crypto';
import { chmodSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';

export type Operate = (
	args: readonly string[],
	write: (text: string) => void,
	cwd: string
) => Promise<number>;

const RequestSchema = v.object({ args: v.array(v.string()), cwd: v.string() });
const MOST_REQUEST = 64 * 1024;

/** Where the socket of a data directory is; src/server.ts finds it by the same rule. */
export function commandSocketPath(dataDir: string): string {
	const inside = path.join(path.resolve(dataDir), 'geli.sock');
	// A socket's path may have about 100 bytes.
	if (Buffer.byteLength(inside) < 100) return inside;
	const name = createHash('sha256').update(path.resolve(dataDir)).digest('hex').slice(0, 16);
	return path.join(tmpdir(), `geli-${name}.sock`);
}

/**
 * Listens until `close`. The directory's lock has been taken, so a socket that is still there was
 * left by a process that died.
 */
export async function listenForCommands(
	socketPath: string,
	operate: Operate
): Promise<{ close(): void }> {
	rmSync(socketPath, { force: true });
	const open = new Set<Socket>();
	const server = createServer((socket) => {
		open.add(socket);
		socket.once('close', () => open.delete(socket));
		socket.on('error', () => socket.destroy());
		void serve(socket, operate);
	});
	const before = process.umask(0o177);
	try {
		await new Promise<void>((resolve, reject) => {
			server.once('error', reject);
			server.listen(socketPath, resolve);
		});
	} finally {
		process.umask(before);
	}
	chmodSync(socketPath, 0o600);
	return {
		close() {
			server.close();
			for (const socket of open) socket.destroy();
			rmSync(socketPath, { force: true });
		}
	};
}

async function serve(socket: Socket, operate: Operate): Promise<void> {
	const send = (line: object) => void socket.write(`${JSON.stringify(line)}\n`);
	try {
		const request = v.parse(RequestSchema, JSON.parse(await firstLine(socket)));
		const exit = await operate(request.args, (text) => send({ text }), request.cwd);
		send({ exit });
	} catch {
		send({ text: 'The running process could not carry this out; its log says more.\n' });
		send({ exit: 1 });
	}
	socket.end();
}

function firstLine(socket: Socket): Promise<string> {
	return new Promise((resolve, reject) => {
		let text = '';
		socket.setEncoding('utf8');
		socket.on('data', (part: string) => {
			text += part;
			const end = text.indexOf('\n');
			if (end >= 0) resolve(text.slice(0, end));
			else if (text.length > MOST_REQUEST) reject(new Error('request too long'));
		});
		socket.once('close', () => reject(new Error('closed')));
	});
}
