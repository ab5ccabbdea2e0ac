import { fail, redirect } from '@sveltejs/kit';
import { deviceIn, field, knockOf, setCookies } from '#lib/auth/request.server.ts';
import { safeNext } from '#lib/auth/rules.ts';
import { me } from '#lib/auth/views.ts';
import type { MeView } from '#lib/auth/schema.ts';
import type { Actions, PageServerLoad } from './$types';

/** The owner of this browser has signed in here before. */
const KNOWN = /(?:^|;\s*)(?:__Host-)?known=/;

export const load: PageServerLoad = async ({ locals, url, request }) => {
	const next = safeNext(url.searchParams.get('next'));
	if (locals.actor) redirect(303, next);
	const result = await locals.app.readView(me.name, {}, null);
	if (result.kind === 'ok' && (result.answer.data as MeView).firstRun) redirect(303, '/first-run');
	const known = KNOWN.test(request.headers.get('cookie') ?? '');
	return {
		next,
		/** Somebody was here and has to sign in again. */
		again: known && url.searchParams.has('next'),
		out: url.searchParams.has('out'),
		/** From the list of the demo's people. */
		phone: (url.searchParams.get('phone') ?? '').slice(0, 20),
		known
	};
};

export const actions: Actions = {
	async default(event) {
		const form = await event.request.formData();
		const who = { phone: field(form, 'phone'), name: field(form, 'name') };
		const device = deviceIn(form);
		if (!device) return fail(400, { ...who, device, fault: 'device', minutes: 1 });
		const password = field(form, 'password');
		const entered = await event.locals.app.door.signIn(
			{ ...who, password },
			knockOf(event, device)
		);
		if (entered.kind !== 'in') {
			const no = entered.kind === 'no' ? entered : { fault: 'wrong', minutes: 1 };
			return fail(no.fault === 'busy' ? 503 : 400, { ...who, device, ...no });
		}
		setCookies(event, entered.cookies);
		redirect(303, safeNext(event.url.searchParams.get('next')));
	}
};
