import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { SECRETARIES } from '#lib/kernel/actor.ts';
import { monthOf } from '#lib/kernel/time.ts';
import { PreviewArgs, SUBJECTS, type Subject } from '#lib/honors/schema.ts';
import { boardPreview } from '#lib/honors/views.ts';
import { readView } from '#lib/sync/read-view.ts';
import type { PageLoad } from './$types';

/** What a rule begins with; a sample of volunteers is entries, of units people. */
const USUAL: Record<Subject, { hours: number; places: number; sample: number }> = {
	volunteer: { hours: 2, places: 10, sample: 1 },
	unit: { hours: 0, places: 5, sample: 5 }
};

/** The form is its own address, so that it works without JavaScript and can be sent on. */
export const load: PageLoad = async (event) => {
	const { actor } = await event.parent();
	const asked = event.url.searchParams;
	const subject = SUBJECTS.find((s) => s === asked.get('subject')) ?? 'volunteer';
	// Numbers of the other kind would mean something else.
	const same = asked.get('as') === subject;
	const number = (name: 'hours' | 'places' | 'sample') =>
		same && asked.get(name) ? Number(asked.get(name)) : USUAL[subject][name];
	const own = actor.memberships.find((m) => SECRETARIES.includes(m.role))?.unit;
	const args = {
		unit: asked.get('unit') ?? own ?? '',
		month: asked.get('month') ?? monthOf(Date.now()),
		subject,
		rule: {
			minMinutes: Math.round(number('hours') * 60),
			places: number('places'),
			minSample: number('sample')
		}
	};
	if (!v.is(PreviewArgs, args)) error(404, { message: 'not_found' });
	return { args, preview: await readView(event, boardPreview, args) };
};
