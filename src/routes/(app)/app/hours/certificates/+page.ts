import { error } from '@sveltejs/kit';
import { register } from '#lib/certificates/views.ts';
import { LEADERS } from '#lib/kernel/actor.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { dayOf } from '#lib/kernel/time.ts';
import { readView } from '#lib/sync/read-view.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
	const { actor } = await event.parent();
	const led = actor.memberships.find((seat) => LEADERS.includes(seat.role))?.unit;
	const unit = event.url.searchParams.get('unit') ?? led;
	if (!unit) error(404, { message: 'not_found' });
	return {
		register: await readView(event, register, { unit }),
		id: uuidv7(),
		today: dayOf(Date.now())
	};
};
