import { error, redirect } from '@sveltejs/kit';
import type { PersonActor, Role } from '#lib/kernel/actor.ts';
import type { ViewAnswer } from '#lib/kernel/view.ts';
import { viewUrl } from '#lib/sync/read-view.ts';
import { Sync } from '#lib/sync/sync.svelte.ts';
import type { LayoutLoad } from './$types';

interface MeView {
	person: { id: string; name: string } | null;
	memberships: { unit: string; unitName: string; role: Role }[];
	device: 'own' | 'shared' | null;
	firstRun: boolean;
}

/** Who is signed in, and what this device keeps for them. */
export const load: LayoutLoad = async (event) => {
	const response = await event.fetch(viewUrl('auth.me', {})).catch(() => null);
	if (!response?.ok) error(503, { message: 'offline' });
	const { data: me } = (await response.json()) as ViewAnswer<MeView>;
	const { person } = me;
	if (!person) {
		redirect(
			303,
			me.firstRun ? '/first-run' : `/sign-in?next=${encodeURIComponent(event.url.pathname)}`
		);
	}
	const actor: PersonActor = {
		kind: 'person',
		id: person.id,
		name: person.name,
		memberships: me.memberships.map(({ unit, role }) => ({ unit, role }))
	};
	return { me, actor, sync: new Sync(actor) };
};
