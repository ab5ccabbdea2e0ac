import { myCertificates } from '#lib/certificates/views.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { dayOf } from '#lib/kernel/time.ts';
import { readView } from '#lib/sync/read-view.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => ({
	mine: await readView(event, myCertificates, {}),
	id: uuidv7(),
	today: dayOf(Date.now())
});
