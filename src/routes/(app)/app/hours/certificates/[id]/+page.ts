import { isHttpError } from '@sveltejs/kit';
import { certificatePage, idNumber } from '#lib/certificates/views.ts';
import { readView } from '#lib/sync/read-view.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
	const certificate = event.params.id;
	const looks = event.url.searchParams.has('check');
	const [page, number] = await Promise.all([
		readView(event, certificatePage, { certificate }),
		// Read only when the issuer wants to compare it.
		looks
			? readView(event, idNumber, { certificate }).catch((problem: unknown) => {
					if (isHttpError(problem)) return null;
					throw problem;
				})
			: null
	]);
	return { page, number, origin: event.url.origin };
};
