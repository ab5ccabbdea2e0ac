import { myLists } from '#lib/lists/views.ts';
import { myMeetings } from '#lib/meetings/views.ts';
import { readView } from '#lib/sync/read-view.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
	const [meetings, lists] = await Promise.all([
		readView(event, myMeetings, {}),
		readView(event, myLists, {})
	]);
	return { meetings, lists };
};
