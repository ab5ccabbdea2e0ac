import { enterHours, withdrawHours } from '#lib/hours/commands.ts';
import { enterOf } from '#lib/hours/schema.form.ts';
import { formAction } from '#lib/platform/form-action.server.ts';

export const actions = {
	enter: formAction(enterHours, enterOf),
	withdraw: formAction(withdrawHours)
};
