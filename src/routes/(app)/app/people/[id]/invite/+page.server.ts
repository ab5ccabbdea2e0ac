import { fail, redirect } from '@sveltejs/kit';
import { createInvitation } from '#lib/auth/sign-in.server.ts';
import type { Actions } from './$types';

export const actions: Actions = {
	async default({ params, locals, url }) {
		const { app, actor } = locals;
		if (!actor) redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname)}`);
		const { outcome, path } = await createInvitation(app, params.id, actor);
		if (outcome.kind !== 'done') {
			const code = outcome.kind === 'refused' ? outcome.code : 'unknown';
			return fail(409, { code, link: null, expiresAt: 0 });
		}
		const { expiresAt } = outcome.data as { expiresAt: number };
		return { code: null, link: url.origin + path, expiresAt };
	}
};
