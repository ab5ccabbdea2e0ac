import { isHttpError } from '@sveltejs/kit';
import { myHours } from '#lib/hours/views.ts';
import { readView } from '#lib/sync/read-view.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
	// Signing out and the display must be in reach whatever happens to the hours.
	const hours = await readView(event, myHours, {}).catch((thrown: unknown) => {
		if (isHttpError(thrown)) return null;
		throw thrown;
	});
	return { hours };
};
