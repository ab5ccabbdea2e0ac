import { redirect, type Cookies } from '@sveltejs/kit';
import type { Actions } from './$types';

const YEAR_SECONDS = 365 * 24 * 3600;

function keep(cookies: Cookies, url: URL, name: string, value: string): void {
	cookies.set(name, value, {
		path: '/',
		maxAge: YEAR_SECONDS,
		httpOnly: false,
		secure: url.protocol === 'https:',
		sameSite: 'lax'
	});
}

export const actions: Actions = {
	/** How the pages look and speak, for browsers without JavaScript. */
	look: async ({ request, cookies, url }) => {
		const form = await request.formData();
		const theme = form.get('theme');
		keep(cookies, url, 'lang', form.get('lang') === 'en' ? 'en' : 'zh');
		keep(cookies, url, 'theme', theme === 'light' || theme === 'dark' ? theme : 'auto');
		keep(cookies, url, 'elder', form.has('elder') ? 'on' : 'off');
		redirect(303, '/app/me');
	},
	/** 长辈版 from the home page, pressed before the page is awake or without JavaScript. */
	elder: async ({ request, cookies, url }) => {
		const form = await request.formData();
		keep(cookies, url, 'elder', form.get('elder') === 'on' ? 'on' : 'off');
		redirect(303, '/app/today');
	}
};
