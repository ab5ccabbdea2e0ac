import { fail, redirect } from '@sveltejs/kit';
import { deviceIn, field, knockOf, setCookies } from '#lib/auth/request.server.ts';
import { LastFourSchema, TokenSchema } from '#lib/auth/schema.ts';
import * as v from 'valibot';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	// The address is the key. It is kept nowhere; src/server.ts sees to it that no other site is
	// told (with "no-referrer" the form would be posted without its origin).
	setHeaders({ 'x-robots-tag': 'noindex', 'cache-control': 'private, no-store' });
	return { open: v.is(TokenSchema, params.token) && (await locals.app.door.isOpen(params.token)) };
};

export const actions: Actions = {
	async default(event) {
		const form = await event.request.formData();
		const last4 = field(form, 'last4').normalize('NFKC').trim();
		const device = deviceIn(form);
		const nothing = { last4, device, minutes: 1, left: null, code: null };
		if (!v.is(TokenSchema, event.params.token)) return fail(404, { ...nothing, fault: 'wrong' });
		if (!v.is(LastFourSchema, last4)) return fail(400, { ...nothing, fault: 'last4' });
		if (!device) return fail(400, { ...nothing, fault: 'device' });
		const entered = await event.locals.app.door.accept(
			{ token: event.params.token, last4, password: field(form, 'password') },
			knockOf(event, device)
		);
		switch (entered.kind) {
			case 'in':
				setCookies(event, entered.cookies);
				return redirect(303, '/app/today');
			case 'no':
				return fail(400, { ...nothing, fault: entered.fault, minutes: entered.minutes });
			case 'mismatch':
				return fail(400, { ...nothing, fault: null, left: entered.left });
			case 'refused':
				return fail(400, { ...nothing, fault: null, code: entered.code });
		}
	}
};
