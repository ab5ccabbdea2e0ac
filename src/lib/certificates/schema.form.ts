const text = (form: FormData, name: string): string => {
	const value = form.get(name);
	return typeof value === 'string' ? value.replace(/\r\n/g, '\n').trim() : '';
};

const hex = (bytes: Uint8Array) =>
	Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** The input of `askCertificate`, checked by it. An empty `person` is oneself. */
export function askOf(form: FormData) {
	const number = text(form, 'idNumber').replace(/\s/g, '').toUpperCase();
	return {
		id: text(form, 'id'),
		person: text(form, 'person') || null,
		unit: text(form, 'unit'),
		from: text(form, 'from'),
		to: text(form, 'to'),
		purpose: text(form, 'purpose'),
		volunteerNumber: text(form, 'volunteerNumber'),
		idNumber: number
			? {
					kind: text(form, 'idKind') === 'other' ? 'other' : 'resident',
					number,
					salt: hex(crypto.getRandomValues(new Uint8Array(16)))
				}
			: null
	};
}

/** The input of `issueCertificate`. */
export const issueOf = (form: FormData) => ({
	certificate: text(form, 'certificate'),
	contact: text(form, 'contact'),
	notes: text(form, 'notes')
});

/** The input of `dropCertificate` and of `revokeCertificate`. */
export const endOf = (form: FormData) => ({
	certificate: text(form, 'certificate'),
	reason: text(form, 'reason')
});
