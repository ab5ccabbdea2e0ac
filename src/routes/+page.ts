import { redirect } from '@sveltejs/kit';
import type { ViewAnswer } from '#lib/kernel/view.ts';
import { viewUrl } from '#lib/sync/read-view.ts';
import type { PageLoad } from './$types';

interface Me {
	readonly person: unknown;
	readonly firstRun: boolean;
}

/** The front door: those who are signed in go on; an empty installation begins at the beginning. */
export const load: PageLoad = async ({ fetch }) => {
	const response = await fetch(viewUrl('auth.me', {})).catch(() => null);
	if (!response?.ok) return;
	const { data } = (await response.json()) as ViewAnswer<Me>;
	if (data.person) redirect(303, '/app/today');
	if (data.firstRun) redirect(303, '/first-run');
};
