import { readFileSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import adapterNode from '@sveltejs/adapter-node';

/** adapter-node, and our own entry beside its handler: see src/server.ts. */
function adapter() {
	const node = adapterNode({ out: 'build', precompress: true });
	return {
		...node,
		async adapt(builder) {
			await node.adapt(builder);
			const source = readFileSync('src/server.ts', 'utf8');
			writeFileSync('build/server.js', stripTypeScriptTypes(source));
		}
	};
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
		version: { pollInterval: 0 },
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
