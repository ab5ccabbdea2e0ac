import { error, redirect } from '@sveltejs/kit';
import type { MeView } from '#lib/auth/schema.ts';
import { me } from '#lib/auth/views.ts';
import { openSession } from '#lib/sync/session.ts';
import { viewKey } from '#lib/sync/view-cache.svelte.ts';
import type { LayoutLoad } from './$types';

/** Who is signed in, and what this device keeps for them. */
export const load: LayoutLoad = async ({ fetch, depends, untrack, url }) => {
	depends(viewKey(me.name, {}));
	const session = await openSession<MeView>({ fetch, view: me });
	if (session.kind === 'offline') error(503, { message: 'offline' });
	if (session.kind === 'sealed') error(401, { message: 'signed_out' });
	if (session.kind === 'signed_out') {
		const next = untrack(() => url.pathname + url.search);
		redirect(303, session.firstRun ? '/first-run' : `/sign-in?next=${encodeURIComponent(next)}`);
	}
	const { actor, sync } = session;
	// Loaded when the page stands: it knows every capability's views.
	sync.keepPack(async () => (await import('#lib/app.pack.ts')).packFor(sync.actor));
	return { me: session.me, actor, sync };
};
