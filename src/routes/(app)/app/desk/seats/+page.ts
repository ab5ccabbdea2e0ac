import { vacantSeats } from '#lib/desk/views.ts';
import { readView } from '#lib/sync/read-view.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => ({
	seats: await readView(event, vacantSeats, { unit: event.url.searchParams.get('unit') ?? '' })
});
