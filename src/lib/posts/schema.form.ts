import { uuidv7 } from '#lib/kernel/id.ts';

const text = (form: FormData, name: string): string => {
	const value = form.get(name);
	return typeof value === 'string' ? value.replace(/\r\n/g, '\n').trim() : '';
};

/** Who may see a new post, as the form offers it, to the code of that unit. */
function audienceOf(choice: string, unit: string): string | null {
	if (choice === 'own') return unit;
	if (choice === 'town') return unit.slice(0, 9);
	if (choice === 'county') return unit.slice(0, 6);
	return null;
}

const textsOf = (form: FormData) => ({
	kind: text(form, 'kind'),
	title: text(form, 'title'),
	place: text(form, 'place'),
	duties: text(form, 'duties'),
	bring: text(form, 'bring'),
	skills: text(form, 'skills')
		.split(/[,，、;；\n]/)
		.map((skill) => skill.trim())
		.filter((skill) => skill !== ''),
	risks: text(form, 'risks'),
	insurance: text(form, 'insurance'),
	contact: text(form, 'contact')
});

/** The input of `openPost`, checked by it. */
export const openingOf = (form: FormData) => ({
	id: text(form, 'id'),
	unit: text(form, 'unit'),
	audience: audienceOf(text(form, 'audience'), text(form, 'unit')),
	...textsOf(form)
});

/** The input of `editPost`, checked by it. */
export const editOf = (form: FormData) => ({ post: text(form, 'post'), ...textsOf(form) });

/** The input of `closePost`. */
export const closeOf = (form: FormData) => ({
	post: text(form, 'post'),
	reason: text(form, 'reason')
});

function patternOf(form: FormData) {
	const is = text(form, 'pattern');
	if (is === 'tens') return { is, digit: Number(text(form, 'digit')) };
	return is === 'workdays'
		? { is }
		: { is: 'weekly', weekdays: form.getAll('weekday').map(Number) };
}

/** The days that `openSeries` is asked for; without a last day, the first alone. */
export const daysOf = (form: FormData) => ({
	pattern: patternOf(form),
	from: text(form, 'from'),
	until: text(form, 'until') || text(form, 'from'),
	holidays: text(form, 'holidays') || 'keep'
});

/** The input of `openSeries`. */
export const seriesOf = (form: FormData) => ({
	id: text(form, 'id') || uuidv7(),
	post: text(form, 'post'),
	capacity: Number(text(form, 'capacity')),
	days: daysOf(form),
	start: text(form, 'start'),
	end: text(form, 'end')
});

/** Which shifts of a series; a form without the question means this one. */
const whichOf = (form: FormData) => (form.has('which') ? { which: text(form, 'which') } : {});

/** The input of `setCapacity`. */
export const capacityOf = (form: FormData) => ({
	shift: text(form, 'shift'),
	...whichOf(form),
	capacity: Number(text(form, 'capacity'))
});

/** The input of `cancelShift`. */
export const cancelOf = (form: FormData) => ({
	shift: text(form, 'shift'),
	...whichOf(form),
	reason: text(form, 'reason')
});

/** The input of `offerPlace`: to one person, or `all`. */
export const placeOf = (form: FormData) => ({
	id: text(form, 'id'),
	claim: text(form, 'claim'),
	to: text(form, 'to') === 'all' ? null : text(form, 'to')
});
