import { fail, redirect } from '@sveltejs/kit';
import { changePassword, endAllSessions, endSession } from '#lib/auth/commands.ts';
import { hashPassword, PasswordsBusy } from '#lib/auth/password.server.ts';
import { field } from '#lib/auth/request.server.ts';
import { faultOfPassword } from '#lib/auth/rules.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { formAction } from '#lib/platform/form-action.server.ts';
import type { Actions } from './$types';

export const actions: Actions = {
	end: formAction(endSession),
	endOthers: formAction(endAllSessions),

	async password({ request, locals }) {
		const { app, actor, session } = locals;
		if (!actor || !session) redirect(303, '/sign-in?next=/app/me/sessions');
		const form = await request.formData();
		const wrong = (place: 'current' | 'fresh', fault: string) => fail(400, { place, fault });
		const fresh = field(form, 'fresh');
		const fault = faultOfPassword(fresh, actor);
		if (fault) return wrong('fresh', fault);
		const proof = await app.door.prove(actor.id, session, field(form, 'password'));
		if (proof !== true) return wrong('current', proof);
		let password: string;
		try {
			password = await hashPassword(fresh);
		} catch (error) {
			if (error instanceof PasswordsBusy) return wrong('current', 'busy');
			throw error;
		}
		const outcome = await app.runCommand(
			{
				id: uuidv7(),
				name: changePassword.name,
				input: { password },
				claimedAt: Date.now(),
				appVersion: 'form'
			},
			actor,
			'form'
		);
		if (outcome.kind !== 'done') return wrong('current', 'busy');
		return { place: null, fault: null };
	}
};
