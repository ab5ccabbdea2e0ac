import { DAY, startOfDay } from '#lib/kernel/time.ts';

const text = (form: FormData, name: string): string => {
	const value = form.get(name);
	return typeof value === 'string' ? value.replace(/\r\n/g, '\n').trim() : '';
};

/** The input of `enterHours`, for oneself, checked by it. `where` is a unit, or a shift and its unit. */
export function enterOf(form: FormData) {
	const [unit = '', shift] = text(form, 'where').split(' ');
	const startsAt = startOfDay(text(form, 'day'), text(form, 'start'));
	const until = startOfDay(text(form, 'day'), text(form, 'end'));
	return {
		id: text(form, 'id'),
		person: null,
		unit,
		shift: shift ?? null,
		startsAt,
		// Past midnight: it ended on the day after.
		endsAt: until < startsAt ? until + DAY : until,
		note: text(form, 'note')
	};
}

/** The input of `confirmHours`: the entries that are ticked. */
export const confirmOf = (form: FormData) => ({ entries: form.getAll('entry').map(String) });

/** The input of `rejectHours`. */
export const rejectOf = (form: FormData) => ({
	entry: text(form, 'entry'),
	reason: text(form, 'reason')
});

/** The input of `tickAttendance`: each box that is ticked is an entry, its person and minutes. */
export const tickOf = (form: FormData) => ({
	shift: text(form, 'shift'),
	present: form.getAll('present').map((value) => {
		const [entry = '', person = '', minutes = ''] = String(value).split(' ');
		return { entry, person, minutes: Number(minutes) };
	})
});

/** The input of `appealHours`. */
export const appealOf = (form: FormData) => ({
	id: text(form, 'id'),
	entry: text(form, 'entry'),
	reason: text(form, 'reason')
});

/** The input of `answerAppeal`. */
export const answerOf = (form: FormData) => ({
	appeal: text(form, 'appeal'),
	verdict: text(form, 'verdict'),
	answer: text(form, 'answer'),
	entry: text(form, 'entry')
});
