import { json } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

const STATUS = { unknown: 404, invalid: 400, signed_out: 401, not_available: 404 } as const;

/** One view under the reader's own rights. Arguments come as JSON in `?args=`. */
export const GET: RequestHandler = async ({ params, url, request, locals }) => {
	let args: unknown;
	try {
		args = JSON.parse(url.searchParams.get('args') ?? '{}');
	} catch {
		return json({ error: 'invalid' }, { status: 400 });
	}
	const known = request.headers.get('if-none-match');
	const result = await locals.app.readView(params.name, args, locals.actor, known);
	// Kept only by the person's own store, which is wiped at sign-out; never by the browser's cache.
	const headers = { 'cache-control': 'private, no-store', vary: 'cookie' };
	if (result.kind === 'ok')
		return json(result.answer, { headers: { ...headers, etag: result.etag } });
	if (result.kind === 'unchanged') {
		return new Response(null, { status: 304, headers: { ...headers, etag: result.etag } });
	}
	return json({ error: result.kind }, { status: STATUS[result.kind], headers });
};
