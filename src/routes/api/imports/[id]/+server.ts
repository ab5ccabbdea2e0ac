import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import { DESK_FILTERS, DeskChoice, type DeskFilter } from '#lib/roster/schema.desk.ts';
import { previewOf } from '../lines.ts';
import type { RequestHandler } from './$types';

const QuerySchema = v.object({
	filter: v.optional(v.picklist(DESK_FILTERS), 'problems'),
	page: v.optional(v.pipe(v.string(), v.transform(Number), v.integer(), v.minValue(1)), '1')
});

const headers = { 'cache-control': 'no-store' };
const gone = () => json({ error: 'not_found' }, { status: 404, headers });

/** One page of the preview, by filter. */
export const GET: RequestHandler = async ({ params, locals, url }) => {
	const { app, actor } = locals;
	const query = v.safeParse(QuerySchema, Object.fromEntries(url.searchParams));
	const open = actor && app.imports.find(params.id, actor);
	if (!open || !query.success) return gone();
	const filter: DeskFilter = query.output.filter;
	return json(await previewOf(app, open, filter, query.output.page), { headers });
};

/** Leaves rows out, takes them in again, or understands all anew after a word was mapped. */
export const POST: RequestHandler = async ({ params, locals, request, url }) => {
	const { app, actor } = locals;
	if (request.headers.get('origin') !== url.origin)
		return json({ error: 'origin' }, { status: 403 });
	const open = actor && app.imports.find(params.id, actor);
	if (!open || open.kind !== 'roster') return gone();
	const choice = v.safeParse(DeskChoice, await request.json().catch(() => null));
	if (!choice.success) return json({ error: 'malformed' }, { status: 400, headers });
	if (choice.output.do === 'reread') await app.imports.reread(open, actor);
	else app.imports.choose(open, choice.output.rows, choice.output.do === 'skip');
	return new Response(null, { status: 204 });
};
