import { unitPage } from '#lib/org/views.ts';
import { findings, staffing } from '#lib/roster/views.ts';
import { readView } from '#lib/sync/read-view.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
	const { code } = event.params;
	const [page, staff, found] = await Promise.all([
		readView(event, unitPage, { code }),
		readView(event, staffing, { code }),
		readView(event, findings, { code })
	]);
	return { page, staff, found };
};
