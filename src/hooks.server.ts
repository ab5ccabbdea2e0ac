import type { Handle, HandleServerError, RequestEvent, ServerInit } from '@sveltejs/kit';
import { openApp, type App } from '#lib/app.server.ts';
import { endSession as endSessionCommand } from '#lib/auth/commands.ts';
import { keepsSecure, setCookies } from '#lib/auth/request.server.ts';
import type { Signed } from '#lib/auth/sessions.server.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { readConfig } from '#lib/platform/config.server.ts';
import { building } from '#lib/sync/build.ts';
import { preferredIn } from '#lib/ui/preferences.svelte.ts';

let app: App;

export const init: ServerInit = async () => {
	if (building) return;
	const shared = globalThis as { geliApp?: App };
	// In development this file is loaded again after a change; the database stays open.
	app = shared.geliApp ??= await openApp({ config: readConfig(process.env) });
};

/** Set by lib/sync/device.ts: somebody signed out here, perhaps while there was no network. */
const SIGNED_OUT = /(?:^|;\s*)geli-out=1(?:;|$)/;

async function endSession({ actor, session }: Signed): Promise<void> {
	const envelope = {
		id: uuidv7(),
		name: endSessionCommand.name,
		input: { session },
		claimedAt: Date.now(),
		appVersion: 'server'
	};
	await app.runCommand(envelope, actor, 'form');
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request that changes something comes from a page of ours. Browsers say so in
 * Sec-Fetch-Site, older ones and plain http only by Origin; who says neither is no browser of ours.
 */
function fromOurselves({ request, url }: RequestEvent): boolean {
	const site = request.headers.get('sec-fetch-site');
	if (site !== null && site !== 'same-origin') return false;
	const origin = request.headers.get('origin');
	return origin === null ? site === 'same-origin' : origin === url.origin;
}

export const handle: Handle = async ({ event, resolve }) => {
	event.locals.app = app;
	event.locals.actor = null;
	event.locals.session = null;
	const { request } = event;
	if (!SAFE.has(request.method) && !fromOurselves(event)) {
		app.log.warn({ route: event.route.id, method: request.method }, 'not from our own pages');
		return new Response('This request did not come from a page of this site.', { status: 403 });
	}

	const cookies = request.headers.get('cookie');
	// While pages are prerendered there is no database and nobody to know.
	const signed = building ? null : await app.sessions.actorOf(cookies);
	if (SIGNED_OUT.test(cookies ?? '')) {
		if (signed) await endSession(signed);
		setCookies(event, app.sessions.blankCookies(keepsSecure(event)));
		// Written by a script, on plain http too: `Secure` would keep it there.
		const secure = event.url.protocol === 'https:';
		event.cookies.delete('geli-out', { path: '/', httpOnly: false, secure });
	} else if (signed) {
		event.locals.actor = signed.actor;
		event.locals.session = signed.session;
	}

	// A page of one person must not act or read as another who has signed in meanwhile.
	const meant = request.headers.get('x-geli-person');
	if (meant !== null && meant !== event.locals.actor?.id) {
		return new Response('Somebody else is signed in here.', { status: 401 });
	}

	const { lang, elder, theme } = preferredIn(cookies ?? '');
	const response = await resolve(event, {
		transformPageChunk: ({ html }) =>
			html
				.replace('%geli.lang%', lang === 'en' ? 'en' : 'zh-CN')
				.replace('%geli.elder%', elder ? 'on' : 'off')
				.replace('%geli.theme%', theme)
	});
	// What is made for one reader stays with that reader: not in a cache, not behind the back key.
	if (!building && !response.headers.has('cache-control')) {
		response.headers.set('cache-control', 'private, no-store');
	}
	return response;
};

export const handleError: HandleServerError = ({ error, event, status }) => {
	if (status !== 404) app?.log.error({ error, route: event.route.id }, 'request failed');
	return { message: status === 404 ? 'not_found' : 'failed' };
};
