/**
 * The worker: keeps the app itself (never an answer of the API) and answers every deep link with
 * the shell, so that the app opens without network. The only file that imports `$service-worker`.
 */
import { build, files, version } from '$service-worker';
import { PrecacheController } from 'workbox-precaching/PrecacheController.js';
import { cleanupOutdatedCaches } from 'workbox-precaching/cleanupOutdatedCaches.js';

const self = globalThis as unknown as ServiceWorkerGlobalScope;

const kept = new PrecacheController();
kept.addToCacheList([
	// Their names carry a hash of what is in them.
	...build.map((url) => ({ url, revision: null })),
	...files.filter((url) => url !== '/no-worker.js').map((url) => ({ url, revision: version })),
	{ url: '/shell', revision: version }
]);
const shell = kept.createHandlerBoundToURL('/shell');
cleanupOutdatedCaches();

self.addEventListener('install', (event) => void kept.install(event));
self.addEventListener('activate', (event) => {
	void kept.activate(event);
	// A tab of the first visit belongs to the worker too, so that it hears of an update.
	event.waitUntil(self.clients.claim());
});

/** Tested against path and search: /app, /app?x=1, /app/…; not /application. */
const APP = /^\/app(?:[/?]|$)/;

// Workbox's router would do the same and weighs more than all of this.
self.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method !== 'GET' || url.origin !== location.origin) return;
	if (request.mode === 'navigate') {
		if (APP.test(url.pathname + url.search)) event.respondWith(shell({ request, event, url }));
		return;
	}
	const cacheKey = kept.getCacheKeyForURL(url.href);
	if (!cacheKey) return;
	event.respondWith(kept.strategy.handle({ request, event, params: { cacheKey } }));
});

// Never by itself: an activation removes the pieces that open tabs still load. The person says so.
self.addEventListener('message', (event) => {
	const { type } = (event.data ?? {}) as { type?: string };
	if (type === 'SKIP_WAITING') event.waitUntil(self.skipWaiting());
});
