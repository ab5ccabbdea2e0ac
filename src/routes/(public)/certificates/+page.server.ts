import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** The number that was typed gets a page of its own, as the code on the paper has. */
export const load: PageServerLoad = ({ url, setHeaders }) => {
	setHeaders({ 'x-robots-tag': 'noindex, nofollow' });
	const number = (url.searchParams.get('number') ?? '').trim().slice(0, 80);
	if (number) redirect(303, `/certificates/${encodeURIComponent(number)}`);
};
