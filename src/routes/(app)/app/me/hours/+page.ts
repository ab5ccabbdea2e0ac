import { isHttpError } from '@sveltejs/kit';
import { uuidv7 } from '#lib/kernel/id.ts';
import { dayOf } from '#lib/kernel/time.ts';
import { myHours } from '#lib/hours/views.ts';
import { myShifts } from '#lib/posts/views.ts';
import { readView } from '#lib/sync/read-view.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
	const [hours, mine] = await Promise.all([
		readView(event, myHours, {}),
		readView(event, myShifts, {}).catch((problem: unknown) => {
			if (isHttpError(problem)) return null;
			throw problem;
		})
	]);
	return { hours, mine, id: uuidv7(), today: dayOf(Date.now()) };
};
