import {
	dropCertificate,
	issueCertificate,
	revokeCertificate
} from '#lib/certificates/commands.ts';
import { endOf, issueOf } from '#lib/certificates/schema.form.ts';
import { formAction } from '#lib/platform/form-action.server.ts';

export const actions = {
	issue: formAction(issueCertificate, issueOf),
	drop: formAction(dropCertificate, endOf),
	revoke: formAction(revokeCertificate, endOf)
};
