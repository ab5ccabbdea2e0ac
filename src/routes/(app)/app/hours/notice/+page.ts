import { onNotice } from '#lib/certificates/views.ts';
import { readView } from '#lib/sync/read-view.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => ({
	certificates: await readView(event, onNotice, {})
});
