import { error } from '@sveltejs/kit';
import { isId } from '#lib/kernel/id.ts';
import { comparePage, historyPage } from '#lib/meetings/views.ts';
import { readView } from '#lib/sync/read-view.ts';
import type { PageLoad } from './$types';

/** `?from=3&to=9`: rows of the document's log; without them the newest session is shown. */
export const load: PageLoad = async (event) => {
	const meeting = event.params.id;
	if (!isId(meeting)) error(404, { message: 'not_found' });
	const { searchParams } = event.url;
	const seq = (name: string) => {
		const text = searchParams.get(name) ?? '';
		return /^\d{1,9}$/.test(text) ? Number(text) : null;
	};
	const history = await readView(event, historyPage, { meeting });
	const newest = history.data.sessions[0];
	const from = seq('from') ?? newest?.before ?? 0;
	const to = seq('to') ?? newest?.after ?? 0;
	const chosen = searchParams.has('to');
	const compare = chosen ? await readView(event, comparePage, { meeting, from, to }) : null;
	return { meeting, history, compare, from, to };
};
