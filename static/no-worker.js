/**
 * The way back from a worker that went wrong. Started with WORKER=off, the server answers
 * /service-worker.js with this: it takes the old worker's place, removes what it kept of the app,
 * leaves, and loads the open pages again from the server. Nobody's data is touched.
 */
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => {
	event.waitUntil(
		(async () => {
			for (const name of await caches.keys()) await caches.delete(name);
			await self.registration.unregister();
			for (const client of await self.clients.matchAll({ type: 'window' })) {
				await client.navigate(client.url);
			}
		})()
	);
});
