import { redirect } from '@sveltejs/kit';
import { endSession } from '#lib/auth/commands.ts';
import { keepsSecure, setCookies } from '#lib/auth/request.server.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import type { RequestHandler } from './$types';

/** Ends this session. What lies on the phone is seen to by the page that asks for it. */
export const POST: RequestHandler = async (event) => {
	const { app, actor, session } = event.locals;
	if (actor && session) {
		await app.runCommand(
			{
				id: uuidv7(),
				name: endSession.name,
				input: { session },
				claimedAt: Date.now(),
				appVersion: 'server'
			},
			actor,
			'form'
		);
	}
	setCookies(event, app.sessions.blankCookies(keepsSecure(event)));
	if (event.request.headers.get('accept')?.includes('text/html')) redirect(303, '/sign-in?out=1');
	return new Response(null, { status: 204 });
};
