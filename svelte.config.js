import { createHash } from 'node:crypto';
import {
	cpSync,
	existsSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import adapterNode from '@sveltejs/adapter-node';

const OUT = 'build';
const IMMUTABLE = path.join(OUT, 'client/_app/immutable');
const KEPT = '.svelte-kit/earlier';
const KEPT_MS = 30 * 24 * 3_600_000;

/**
 * adapter-node, and two things of ours: the entry beside its handler (src/server.ts), and the
 * files of earlier builds, which a tab that has been open for weeks may still ask for.
 */
function adapter() {
	const node = adapterNode({ out: OUT, precompress: true });
	return {
		...node,
		async adapt(builder) {
			if (existsSync(IMMUTABLE)) {
				cpSync(IMMUTABLE, KEPT, { recursive: true, preserveTimestamps: true });
			}
			await node.adapt(builder);
			const source = readFileSync('src/server.ts', 'utf8');
			writeFileSync(path.join(OUT, 'server.js'), stripTypeScriptTypes(source));
			keepEarlier();
		}
	};
}

/** Puts back what earlier builds had and this one has not, until it is 30 days old. */
function keepEarlier() {
	if (!existsSync(KEPT)) return;
	for (const name of readdirSync(KEPT, { recursive: true })) {
		const from = path.join(KEPT, String(name));
		const to = path.join(IMMUTABLE, String(name));
		const { mtimeMs } = statSync(from);
		if (statSync(from).isDirectory() || existsSync(to)) continue;
		if (Date.now() - mtimeMs < KEPT_MS) cpSync(from, to, { preserveTimestamps: true });
	}
	rmSync(KEPT, { recursive: true });
}

/** The same sources are the same version: building them again asks nobody to update. */
function sourcesVersion() {
	const hash = createHash('sha256');
	for (const place of [
		'src',
		'static',
		'package-lock.json',
		'svelte.config.js',
		'vite.config.ts'
	]) {
		const names = statSync(place).isDirectory() ? readdirSync(place, { recursive: true }) : [''];
		for (const name of names.map(String).sort()) {
			const file = path.join(place, name);
			if (/\.test\.ts$|\.md$/.test(file) || statSync(file).isDirectory()) continue;
			hash.update(file).update(readFileSync(file));
		}
	}
	return hash.digest('hex').slice(0, 12);
}

/** @type {import('@sveltejs/kit').Config} */
export default {
	kit: {
		adapter: adapter(),
		files: { lib: 'src/lib' },
		// The shell answers for every deep link, so its own links must not be relative.
		paths: { relative: false },
		prerender: { entries: ['/shell'], origin: 'http://localhost' },
		serviceWorker: { register: false },
		version: { name: sourcesVersion(), pollInterval: 0 },
		csp: {
			mode: 'auto',
			directives: {
				'default-src': ['self'],
				'script-src': ['self'],
				'style-src': ['self', 'unsafe-inline'],
				'img-src': ['self', 'data:', 'blob:'],
				'connect-src': ['self'],
				'worker-src': ['self'],
				'manifest-src': ['self'],
				'object-src': ['none'],
				'base-uri': ['self'],
				'form-action': ['self'],
				'frame-ancestors': ['none']
			}
		},
		typescript: {
			config: (config) => ({
				...config,
				include: [...config.include, '../src/**/*.ts', '../tests/**/*.ts', '../bench/**/*.ts']
			})
		}
	},
	compilerOptions: { runes: true }
};
