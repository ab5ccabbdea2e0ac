import { onNotice } from '#lib/certificates/views.ts';
import { lateOnNotice } from '#lib/hours/views.ts';
import { readView } from '#lib/sync/read-view.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
	const [certificates, late] = await Promise.all([
		readView(event, onNotice, {}),
		readView(event, lateOnNotice, {})
	]);
	return { certificates, late };
};
