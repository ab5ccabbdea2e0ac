import { claimsByUnit } from '#lib/desk/views.ts';
import { readView } from '#lib/sync/read-view.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => ({
	claims: await readView(event, claimsByUnit, { unit: event.url.searchParams.get('unit') ?? '' })
});
