import { redirect } from '@sveltejs/kit';
import type { Actions } from './$types';

const YEAR_SECONDS = 365 * 24 * 3600;

export const actions: Actions = {
	/** How the pages look and speak, for browsers without JavaScript. */
	look: async ({ request, cookies, url }) => {
		const form = await request.formData();
		const keep = (name: string, value: string) =>
			cookies.set(name, value, {
				path: '/',
				maxAge: YEAR_SECONDS,
				httpOnly: false,
				secure: url.protocol === 'https:',
				sameSite: 'lax'
			});
		const theme = form.get('theme');
		keep('lang', form.get('lang') === 'en' ? 'en' : 'zh');
		keep('theme', theme === 'light' || theme === 'dark' ? theme : 'auto');
		keep('elder', form.has('elder') ? 'on' : 'off');
		redirect(303, '/app/me');
	}
};
