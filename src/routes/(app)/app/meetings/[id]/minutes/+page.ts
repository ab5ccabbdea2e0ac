import { error } from '@sveltejs/kit';
import { isId } from '#lib/kernel/id.ts';
import { draftPage, meetingPage, versionPage } from '#lib/meetings/views.ts';
import { readView } from '#lib/sync/read-view.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
	const meeting = event.params.id;
	if (!isId(meeting)) error(404, { message: 'not_found' });
	const shown = await readView(event, meetingPage, { meeting });
	// A frozen meeting brings its text along.
	const draft = shown.data.frozen
		? null
		: await readView(event, draftPage, { meeting }).catch(() => null);
	const seq = Number(event.url.searchParams.get('version') ?? 0);
	// Chosen in the history; without network or right to it the minutes open as they are.
	const version =
		seq > 0 && !shown.data.frozen
			? await readView(event, versionPage, { meeting, seq }).catch(() => null)
			: null;
	return { meeting: shown, draft, version };
};
