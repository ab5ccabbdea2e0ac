import { LEADERS } from '#lib/kernel/actor.ts';
import { desk } from '#lib/desk/views.ts';
import { readView } from '#lib/sync/read-view.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
	const { actor, me } = await event.parent();
	const led = me.memberships.filter((seat) => LEADERS.includes(seat.role));
	const unit = event.url.searchParams.get('unit') ?? led[0]?.unit ?? actor.memberships[0]?.unit;
	return {
		desk: await readView(event, desk, { unit: unit ?? '' }),
		led: led.map(({ unit: code, unitName: name }) => ({ code, name }))
	};
};
