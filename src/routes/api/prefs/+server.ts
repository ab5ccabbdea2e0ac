import { json } from '@sveltejs/kit';
import type { RequestHandler } from './$types';
import { preferredIn } from '#lib/ui/preferences.svelte.ts';

/** The reader's language, letters and colours, for the first drawing of a page on the server. */
export const GET: RequestHandler = ({ request }) =>
	json(preferredIn(request.headers.get('cookie') ?? ''), {
		headers: { 'cache-control': 'private, no-store' }
	});
