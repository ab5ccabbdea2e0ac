import { isHttpError } from '@sveltejs/kit';
import { LEADERS } from '#lib/kernel/actor.ts';
import { desk } from '#lib/desk/views.ts';
import { myPresence } from '#lib/hours/views.ts';
import { myMeetings } from '#lib/meetings/views.ts';
import { myNotices } from '#lib/notifications/views.ts';
import { myShifts, offersView, openShiftsView } from '#lib/posts/views.ts';
import { readView } from '#lib/sync/read-view.ts';
import type { PageLoad } from './$types';

/** What was not kept on this phone is simply not there without network; the page is, all the same. */
const orNull = <T>(reading: Promise<T>): Promise<T | null> =>
	reading.catch((thrown: unknown) => {
		if (isHttpError(thrown)) return null;
		throw thrown;
	});

export const load: PageLoad = async (event) => {
	const { actor } = await event.parent();
	const led = actor.memberships.find((seat) => LEADERS.includes(seat.role));
	const [mine, open, offers, presence, meetings, notices, waiting] = await Promise.all([
		readView(event, myShifts, {}),
		readView(event, openShiftsView, {}),
		orNull(readView(event, offersView, {})),
		orNull(readView(event, myPresence, {})),
		readView(event, myMeetings, {}),
		orNull(readView(event, myNotices, {})),
		led ? orNull(readView(event, desk, { unit: led.unit })) : null
	]);
	return { mine, open, offers, presence, meetings, notices, waiting };
};
