import { error } from '@sveltejs/kit';
import { isId } from '#lib/kernel/id.ts';
import { listPage, versionPage } from '#lib/lists/views.ts';
import { readView } from '#lib/sync/read-view.ts';
import type { PageLoad } from './$types';

/** A list with its newest version, or with the one named in `?version=`. */
export const load: PageLoad = async (event) => {
	const list = event.params.id;
	const version = event.url.searchParams.get('version');
	if (!isId(list) || (version !== null && !isId(version))) error(404, { message: 'not_found' });
	return {
		list: await readView(event, listPage, { list }),
		version: version === null ? null : await readView(event, versionPage, { version })
	};
};
