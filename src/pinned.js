/**
 * Runs a program of ours on the Node that the lock file pins, whatever Node and npm started it:
 * `node src/pinned.js FILE ARGS…`. The pinned one comes as a package without install scripts;
 * where there is none for this machine, the Node that is here must do.
 */
import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const pinned = path.join(
	root,
	'node_modules',
	`node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`,
	'bin',
	process.platform === 'win32' ? 'node.exe' : 'node'
);
const [file = '', ...args] = process.argv.slice(2);
const node = existsSync(pinned) ? pinned : process.execPath;
process.env.PATH = `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ''}`;

if (realpathSync(node) === realpathSync(process.execPath)) {
	process.argv = [process.execPath, path.resolve(file), ...args];
	await import(pathToFileURL(path.resolve(file)).href);
} else {
	const child = spawn(node, [file, ...args], { stdio: 'inherit' });
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
		process.on(signal, () => child.kill(signal));
	}
	child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}
