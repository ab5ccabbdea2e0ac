import { fail, redirect } from '@sveltejs/kit';
import { deviceIn, field, knockOf, setCookies } from '#lib/auth/request.server.ts';
import { readPhone } from '#lib/auth/rules.ts';
import type { MeView } from '#lib/auth/schema.ts';
import { me } from '#lib/auth/views.ts';
import { demoState, startDemo } from '#lib/app.demo.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const result = await locals.app.readView(me.name, {}, null);
	const empty = result.kind === 'ok' && (result.answer.data as MeView).firstRun;
	const demo = demoState();
	if (!empty && demo.kind === 'none') redirect(303, '/');
	return { empty, demo };
};

export const actions: Actions = {
	/** Answers at once; the page asks again until the demo is there. */
	async demo({ locals }) {
		const result = await locals.app.readView(me.name, {}, null);
		if (result.kind === 'ok' && (result.answer.data as MeView).firstRun) startDemo(locals.app);
		redirect(303, '/first-run');
	},

	async own(event) {
		const form = await event.request.formData();
		const given = {
			countyName: field(form, 'county_name').trim(),
			countyCode: field(form, 'county_code').normalize('NFKC').trim(),
			name: field(form, 'name').trim(),
			phone: field(form, 'phone')
		};
		const phone = readPhone(given.phone);
		const device = deviceIn(form);
		const wrong = (fault: string) => fail(400, { ...given, device, fault, minutes: 1, code: null });
		if (given.countyName.length < 2 || given.countyName.length > 60) return wrong('county_name');
		if (!/^\d{6}$/.test(given.countyCode)) return wrong('county_code');
		if (given.name === '' || given.name.length > 40) return wrong('name');
		if (phone === null) return wrong('phone');
		if (!device) return wrong('device');
		const entered = await event.locals.app.door.found(
			{
				county: { code: given.countyCode, name: given.countyName },
				name: given.name,
				phone,
				password: field(form, 'password')
			},
			knockOf(event, device)
		);
		if (entered.kind === 'no') {
			return fail(400, {
				...given,
				device,
				fault: entered.fault,
				minutes: entered.minutes,
				code: null
			});
		}
		if (entered.kind !== 'in') {
			const code = entered.kind === 'refused' ? entered.code : 'not_available';
			const params = entered.kind === 'refused' ? entered.params : {};
			return fail(409, { ...given, device, fault: null, minutes: 1, code, params });
		}
		setCookies(event, entered.cookies);
		redirect(303, '/app/today');
	}
};
