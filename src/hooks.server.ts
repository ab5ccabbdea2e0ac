import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';
import { building } from '$app/environment';
import { openApp, type App } from '#lib/app.server.ts';
import { readConfig } from '#lib/platform/config.server.ts';

let app: App;

export const init: ServerInit = async () => {
	if (building) return;
	const shared = globalThis as { geliApp?: App };
	// In development this file is loaded again after a change; the database stays open.
	app = shared.geliApp ??= await openApp({ config: readConfig(process.env) });
};

export const handle: Handle = async ({ event, resolve }) => {
	event.locals.app = app;
	event.locals.actor = null;
	return resolve(event, {
		transformPageChunk: ({ html }) =>
			html
				.replace('%geli.lang%', 'zh-CN')
				.replace('%geli.elder%', 'off')
				.replace('%geli.theme%', 'auto')
	});
};

export const handleError: HandleServerError = ({ error, event, status }) => {
	if (status !== 404) app?.log.error({ error, route: event.route.id }, 'request failed');
	return { message: status === 404 ? 'not_found' : 'failed' };
};
