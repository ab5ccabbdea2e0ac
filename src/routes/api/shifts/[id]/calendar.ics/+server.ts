import { calendarFile } from '#lib/posts/rules.ics.ts';
import type { ShiftPageView } from '#lib/posts/schema.ts';
import { shiftPage } from '#lib/posts/views.ts';
import type { RequestHandler } from './$types';

/** A shift for one's own calendar, for whoever may see it. Names nobody. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const { app, actor } = locals;
	if (!actor) return new Response(null, { status: 401 });
	const read = await app.readView(shiftPage.name, { shift: params.id }, actor);
	if (read.kind !== 'ok') return new Response(null, { status: 404 });
	const { shift } = read.answer.data as ShiftPageView;
	const { id, startsAt, endsAt, title, place, cancelledAt } = shift;
	const event = {
		...{ uid: id, startsAt, endsAt, title, place, cancelled: cancelledAt !== null },
		url: `${url.origin}/app/shifts/${id}`
	};
	return new Response(calendarFile([event], Date.now()), {
		headers: {
			'content-type': 'text/calendar; charset=utf-8',
			'content-disposition': 'attachment; filename="shift.ics"',
			'cache-control': 'no-store'
		}
	});
};
