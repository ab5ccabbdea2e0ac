/**
 * The worker: keeps the app itself (never an answer of the API) and answers every deep link with
 * the shell, so that the app opens without network. The only file that imports `$service-worker`.
 */
import { build, files, version } from '$service-worker';
import {
	cleanupOutdatedCaches,
	createHandlerBoundToURL,
	precacheAndRoute
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

const self = globalThis as unknown as ServiceWorkerGlobalScope;

precacheAndRoute([
	// Their names carry a hash of what is in them.
	...build.map((url) => ({ url, revision: null })),
	...files.map((url) => ({ url, revision: version })),
	{ url: '/shell', revision: version }
]);
cleanupOutdatedCaches();

// Tested against path and search: /app, /app?x=1, /app/…; not /application.
registerRoute(
	new NavigationRoute(createHandlerBoundToURL('/shell'), { allowlist: [/^\/app(?:[/?]|$)/] })
);

// A tab of the first visit belongs to the worker too, so that it hears of an update.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

// Never by itself: an activation removes the pieces that open tabs still load. The person says so.
self.addEventListener('message', (event) => {
	if ((event.data as { type?: string } | null)?.type === 'SKIP_WAITING') void self.skipWaiting();
});
