import { dayOf } from '#lib/kernel/time.ts';
import { postPage } from '#lib/posts/views.ts';
import { readView } from '#lib/sync/read-view.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => ({
	page: await readView(event, postPage, { post: event.params.id }),
	today: dayOf(Date.now())
});
