import { appealHours, enterHours, withdrawHours } from '#lib/hours/commands.ts';
import { appealOf, enterOf } from '#lib/hours/schema.form.ts';
import { formAction } from '#lib/platform/form-action.server.ts';

export const actions = {
	enter: formAction(enterHours, enterOf),
	appeal: formAction(appealHours, appealOf),
	withdraw: formAction(withdrawHours)
};
