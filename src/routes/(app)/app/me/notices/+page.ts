import { myNotices } from '#lib/notifications/views.ts';
import { readView } from '#lib/sync/read-view.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => ({ told: await readView(event, myNotices, {}) });
