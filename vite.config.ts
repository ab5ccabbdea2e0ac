import { sveltekit } from '@sveltejs/kit/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** In development the rooms are served beside Vite's own socket; in production by src/server.ts. */
function rooms(): Plugin {
	return {
		name: 'geli-rooms',
		configureServer(server) {
			server.httpServer?.on('upgrade', (request, socket, head) => {
				if (!request.url?.startsWith('/collab/')) return;
				const app = (globalThis as { geliApp?: { upgrade(...args: unknown[]): void } }).geliApp;
				if (app) app.upgrade(request, socket, head);
				else socket.destroy();
			});
		}
	};
}

/**
 * What pages share goes into two files instead of fifty: on one bar of signal each request costs
 * more than its bytes. What few pages need stays apart: the editor and its documents, QR codes.
 */
const files = {
	groups: [
		{
			name: 'core',
			minShareCount: 4,
			test: /node_modules[\\/](?!yjs|lib0|y-|prosemirror-)|src[\\/]lib[\\/](kernel|sync|ui)[\\/]/
		},
		{ name: 'shared', minShareCount: 4, test: /src[\\/](lib|routes)[\\/]/ }
	]
};

export default defineConfig(({ isSsrBuild }) => ({
	plugins: [sveltekit(), rooms()],
	cacheDir: process.env.GELI_VITE_CACHE ?? 'node_modules/.vite',
	build: {
		target: ['chrome86', 'safari14'],
		sourcemap: false,
		...(isSsrBuild ? {} : { rolldownOptions: { output: { codeSplitting: files } } })
	},
	server: { host: '127.0.0.1' },
	test: {
		include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
		exclude: ['tests/e2e/**'],
		environment: 'node',
		testTimeout: 20_000,
		hookTimeout: 30_000
	}
}));
