import { ROLES, scopeOf } from '#lib/kernel/actor.ts';
import { seesRoster } from '#lib/roster/rules.ts';
import { people } from '#lib/roster/views.ts';
import { readView } from '#lib/sync/read-view.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
	const { actor } = await event.parent();
	const asked = event.url.searchParams;
	const scope = scopeOf(actor);
	const unit = asked.get('unit') ?? scope.find((code) => seesRoster(actor, code)) ?? scope[0] ?? '';
	const search = asked.get('q') ?? '';
	const role = ROLES.find((known) => known === asked.get('role')) ?? null;
	const page = Math.max(1, Math.trunc(Number(asked.get('page') ?? 1)) || 1);
	return {
		people: await readView(event, people, { unit, search, role, page }),
		unit,
		search,
		role
	};
};
