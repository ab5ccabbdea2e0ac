import { uuidv7 } from '#lib/kernel/id.ts';
import { DAY, DaySchema, startOfDay, type Day } from '#lib/kernel/time.ts';
import * as v from 'valibot';

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

const isDay = (day: string) => v.is(DaySchema, day);

/** Days from one to another, both included, that fall on the weekdays chosen (1 is Monday). */
export function daysBetween(from: Day, until: Day, weekdays: readonly number[]): Day[] {
	if (!isDay(from)) return [];
	const last = isDay(until) ? startOfDay(until) : startOfDay(from);
	const days: Day[] = [];
	for (let at = startOfDay(from); at <= last && days.length < 370; at += DAY) {
		const day = new Date(at + 8 * 3_600_000);
		const weekday = ((day.getUTCDay() + 6) % 7) + 1;
		if (weekdays.length === 0 || weekdays.includes(weekday)) {
			days.push(day.toISOString().slice(0, 10));
		}
	}
	return days;
}

/** A time of day on a day; one that is not later than `after` is on the day after. */
function moment(day: Day, clock: string, after?: number): number {
	const at = startOfDay(day, clock);
	return after !== undefined && at <= after ? at + DAY : at;
}

/** The input of `openShifts`: one shift on each of the days chosen. */
export function shiftsOf(form: FormData) {
	const days = daysBetween(
		text(form, 'from'),
		text(form, 'until'),
		form.getAll('weekday').map(Number)
	);
	return {
		post: text(form, 'post'),
		capacity: Number(text(form, 'capacity')),
		shifts: days.map((day) => {
			const startsAt = moment(day, text(form, 'start'));
			return { id: uuidv7(), startsAt, endsAt: moment(day, text(form, 'end'), startsAt) };
		})
	};
}

/** The input of `setCapacity`. */
export const capacityOf = (form: FormData) => ({
	shift: text(form, 'shift'),
	capacity: Number(text(form, 'capacity'))
});

/** The input of `cancelShift`. */
export const cancelOf = (form: FormData) => ({
	shift: text(form, 'shift'),
	reason: text(form, 'reason')
});

/** The input of `offerPlace`: to one person, or `all`. */
export const placeOf = (form: FormData) => ({
	id: text(form, 'id'),
	claim: text(form, 'claim'),
	to: text(form, 'to') === 'all' ? null : text(form, 'to')
});
