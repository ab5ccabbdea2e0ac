import { words } from '#lib/ui/words.ts';

/** What a sign-in form got back, as the page shows it. */
export interface FormFault {
	readonly fault?: string | undefined;
	readonly minutes?: number | undefined;
}

const AT_FIELD: Readonly<Record<string, 'phone' | 'password' | 'name' | 'last4' | 'device'>> = {
	phone: 'phone',
	password: 'password',
	too_short: 'password',
	too_long: 'password',
	too_common: 'password',
	is_yours: 'password',
	name: 'name',
	last4: 'last4',
	device: 'device'
};

/**
 * The sentences of a form's fault: `at(field)` beside the field it concerns, `above` the form when
 * it concerns none. Call it while a component is made.
 */
export function faultWords(): {
	at(form: FormFault | null | undefined, field: string): string | null;
	above(form: FormFault | null | undefined): string | null;
} {
	const t = words('auth').faults;
	const said = ({ fault = '', minutes = 1 }: FormFault): string | null => {
		const sentence = (t as Record<string, string | ((minutes: number) => string)>)[fault];
		return typeof sentence === 'function' ? sentence(minutes) : (sentence ?? null);
	};
	const placeOf = (fault: string) =>
		AT_FIELD[fault] ?? (fault.startsWith('county_') ? fault : null);
	return {
		at: (form, field) => (form?.fault && placeOf(form.fault) === field ? said(form) : null),
		above: (form) => (form?.fault && placeOf(form.fault) === null ? said(form) : null)
	};
}
