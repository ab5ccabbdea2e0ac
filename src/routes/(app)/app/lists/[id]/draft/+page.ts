import { error } from '@sveltejs/kit';
import { isId } from '#lib/kernel/id.ts';
import { listDraftPage, listPage } from '#lib/lists/views.ts';
import { readView } from '#lib/sync/read-view.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
	const list = event.params.id;
	if (!isId(list)) error(404, { message: 'not_found' });
	return {
		list: await readView(event, listPage, { list }),
		draft: await readView(event, listDraftPage, { list }).catch(() => null)
	};
};
