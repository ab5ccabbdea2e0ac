import { isId } from '#lib/kernel/id.ts';
import { minutesFile } from '#lib/meetings/paper.server.ts';
import { PAPER_FORMATS } from '#lib/meetings/rules.paper.ts';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { RequestHandler } from './$types';

/** Long minutes take a second of the server's time: nobody needs more of them than this. */
const files = new RateLimiterMemory({ points: 20, duration: 60 });

/** The minutes as a file, under the reader's own rights. */
export const GET: RequestHandler = async ({ params, locals }) => {
	const { app, actor } = locals;
	const format = PAPER_FORMATS.find((one) => one === params.format);
	if (!format || !isId(params.id)) return new Response(null, { status: 404 });
	if (!actor) return new Response(null, { status: 401 });
	const soon = await files.consume(actor.id).catch(() => null);
	if (!soon) return new Response(null, { status: 429, headers: { 'retry-after': '60' } });
	const file = await minutesFile(app, actor, params.id, format);
	if (!file) return new Response(null, { status: 404 });
	return new Response(file.body, {
		headers: {
			'content-type': file.type,
			'content-disposition': `attachment; filename="minutes.${format}"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
			// What people typed is in it: opened on our own address it may do nothing.
			'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'",
			'x-content-type-options': 'nosniff',
			'cache-control': 'private, no-store'
		}
	});
};
