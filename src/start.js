/**
 * What `npm start`, `npm run demo` and `npm run geli` run: checks the Node version in words that
 * every Node can read, builds when a source is newer than the build, then hands over.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 17)) {
	console.error(
		`格里 needs Node 22.17 or newer; this is ${process.version}. "npm start" brings its own.`
	);
	process.exit(1);
}

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const entry = path.join(root, 'build', 'server.js');

/** The newest change below the folders that a build is made of. */
function newest(place) {
	const stat = statSync(place, { throwIfNoEntry: false });
	if (!stat) return 0;
	if (!stat.isDirectory()) return stat.mtimeMs;
	return readdirSync(place)
		.filter((name) => !/\.test\.ts$|\.md$/.test(name))
		.reduce((time, name) => Math.max(time, newest(path.join(place, name))), 0);
}

const sources = ['src', 'static', 'svelte.config.js', 'vite.config.ts', 'package.json'];
const built = existsSync(entry) ? statSync(entry).mtimeMs : 0;
const hasSources = existsSync(path.join(root, 'vite.config.ts'));
if (hasSources && sources.some((place) => newest(path.join(root, place)) > built)) {
	const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');
	// The command line prints only what it was asked for.
	const build = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
		cwd: root,
		stdio: ['ignore', 'pipe', 'inherit']
	});
	if (build.status !== 0) {
		console.error(String(build.stdout));
		process.exit(build.status ?? 1);
	}
}
await import(entry);
