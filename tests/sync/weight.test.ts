/** What offline costs a phone on its first visit. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, type Plugin, type Rollup } from 'vite';
import { afterEach, describe, expect, it, vi } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const KB = 1024;

/** What every signed-in page loads beside the framework, the kernel and its own capability. */
const SYNC = `
	export { openSession } from '/src/lib/sync/session.ts';
	export { readView } from '/src/lib/sync/read-view.ts';
	export { provideSync, useSync } from '/src/lib/sync/context.ts';
	export { default as CommandForm } from '/src/lib/sync/CommandForm.svelte';
	export { default as OfflineBar } from '/src/lib/sync/OfflineBar.svelte';
`;

/** One module that has all of them. What is loaded later is not counted. */
const whole: Plugin = {
	name: 'whole',
	enforce: 'pre',
	resolveId: (id) => (id === 'virtual:sync' ? id : null),
	load(id) {
		// Every page of the framework brings the real one already.
		if (id.includes('preload-helper')) return 'export const __vitePreload = (load) => load();';
		return id === 'virtual:sync' ? SYNC : null;
	}
};

afterEach(() => void vi.unstubAllEnvs());

describe('weight', () => {
	it('the sync client is at most 12 KB', { timeout: 60_000 }, async () => {
		vi.stubEnv('NODE_ENV', 'production');
		const { output } = (await build({
			root: ROOT,
			configFile: false,
			logLevel: 'silent',
			mode: 'production',
			plugins: [whole, svelte({ configFile: false, compilerOptions: { runes: true } })],
			build: {
				write: false,
				target: ['chrome86', 'safari14'],
				rollupOptions: {
					input: 'virtual:sync',
					preserveEntrySignatures: 'strict',
					external: (id) => /^(svelte|\$app|@sveltejs|valibot|workbox)|\/kernel\//.test(id)
				}
			}
		})) as Rollup.RollupOutput;
		const chunks = output.filter((part) => part.type === 'chunk');
		const entry = chunks.find((chunk) => chunk.isEntry);
		const code = chunks
			.filter((chunk) => chunk === entry || entry?.imports.includes(chunk.fileName))
			.map((chunk) => chunk.code)
			.join('\n');
		expect(code).toContain('geli.people');
		expect(gzipSync(code).length).toBeLessThanOrEqual(12 * KB);
	});

	const worker = path.join(ROOT, 'build/client/service-worker.js');
	it.skipIf(!existsSync(worker))('the worker is at most 8 KB', () => {
		expect(gzipSync(readFileSync(worker)).length).toBeLessThanOrEqual(8 * KB);
	});
});
