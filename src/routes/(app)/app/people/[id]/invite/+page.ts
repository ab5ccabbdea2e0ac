import { invitationState } from '#lib/auth/views.ts';
import { readView } from '#lib/sync/read-view.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => ({
	state: await readView(event, invitationState, { person: event.params.id })
});
