/** What the roster's forms send, from their fields: the same in the browser and on the server. */
import { ROLES, type Role } from '#lib/kernel/actor.ts';
import type { Day } from '#lib/kernel/time.ts';
import type { PersonFieldsInput } from './schema.ts';

const text = (form: FormData, name: string): string => String(form.get(name) ?? '').trim();
const orNull = (form: FormData, name: string): string | null => text(form, name) || null;

/** Unit, role and first day of a seat. What does not fit is left for the command to refuse. */
export function seatInput(form: FormData): { unit: string; role: Role; from: Day } {
	const role = text(form, 'role');
	return {
		unit: text(form, 'unit'),
		role: ROLES.find((known) => known === role) ?? 'resident',
		from: text(form, 'from')
	};
}

export function personInput(form: FormData): PersonFieldsInput {
	const gender = text(form, 'gender');
	return {
		name: text(form, 'name'),
		phone: text(form, 'phone').normalize('NFKC').replace(/\D/g, '') || null,
		gender: gender === 'female' || gender === 'male' ? gender : null,
		politics: orNull(form, 'politics'),
		joinedParty: orNull(form, 'joinedParty'),
		workUnit: orNull(form, 'workUnit'),
		skills: [
			...new Set(
				text(form, 'skills')
					.split(/[、，,;；\s]+/)
					.filter(Boolean)
			)
		],
		note: orNull(form, 'note')
	};
}
