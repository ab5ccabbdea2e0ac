import { mySessions } from '#lib/auth/views.ts';
import { readView } from '#lib/sync/read-view.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => ({
	sessions: await readView(event, mySessions, {})
});
