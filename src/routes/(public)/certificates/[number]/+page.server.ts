import { checkCertificate } from '#lib/certificates/repo.server.ts';
import type { PageServerLoad } from './$types';

/**
 * What anybody may learn by a number. The status is always 200, so that neither it nor the shape
 * of the answer says whether there is such a number.
 */
export const load: PageServerLoad = async (event) => {
	event.setHeaders({ 'x-robots-tag': 'noindex, nofollow', 'cache-control': 'no-store' });
	const { app } = event.locals;
	const wait = await app.checkLimits.take(event.getClientAddress());
	if (wait > 0) event.setHeaders({ 'retry-after': String(wait) });
	if (wait > 0) return { wait, answer: null };
	return { wait: 0, answer: await app.db.read((q) => checkCertificate(q, event.params.number)) };
};
