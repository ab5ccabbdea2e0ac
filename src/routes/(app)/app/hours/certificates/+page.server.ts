import { askCertificate } from '#lib/certificates/commands.ts';
import { askOf } from '#lib/certificates/schema.form.ts';
import { formAction } from '#lib/platform/form-action.server.ts';

export const actions = { ask: formAction(askCertificate, askOf) };
