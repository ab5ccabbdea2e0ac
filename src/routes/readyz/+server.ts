import type { RequestHandler } from './$types';

/** The process can answer: the database reads, and is as durable as promised. */
export const GET: RequestHandler = ({ locals }) => {
	const facts = locals.app.db.inspect();
	const ready = facts.synchronous === 2 && facts.journalMode === 'wal';
	return new Response(ready ? 'ready' : 'not ready', {
		status: ready ? 200 : 503,
		headers: { 'cache-control': 'no-store' }
	});
};
