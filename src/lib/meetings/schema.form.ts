import { startOfDay } from '#lib/kernel/time.ts';

const text = (form: FormData, name: string): string => {
	const value = form.get(name);
	return typeof value === 'string' ? value.replace(/\r\n/g, '\n').trim() : '';
};

/** Title, place, start and topics of a meeting as the form's fields have them; checked later. */
export function detailsOf(form: FormData) {
	return {
		title: text(form, 'title'),
		place: text(form, 'place'),
		startsAt: startOfDay(text(form, 'day'), text(form, 'time')),
		topics: text(form, 'topics')
	};
}

/** The input of `openMeeting`, checked by it. */
export const openingOf = (form: FormData) => ({
	id: text(form, 'id'),
	kind: text(form, 'kind'),
	unit: text(form, 'unit'),
	...detailsOf(form)
});

/** The input of `editMeeting`, checked by it. */
export const editOf = (form: FormData) => ({ meeting: text(form, 'meeting'), ...detailsOf(form) });

/** The input of `takeAttendance` for one person. */
export const absenceOf = (form: FormData) => ({
	meeting: text(form, 'meeting'),
	marks: [{ person: text(form, 'person'), status: 'absent' as const, reason: text(form, 'reason') }]
});

/** The input of `amendMinutes`. */
export const amendmentOf = (form: FormData) => ({
	id: text(form, 'id'),
	meeting: text(form, 'meeting'),
	text: text(form, 'text')
});
