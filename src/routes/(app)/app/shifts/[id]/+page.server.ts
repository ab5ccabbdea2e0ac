import { checkIn, checkOut } from '#lib/hours/commands.ts';
import { formAction } from '#lib/platform/form-action.server.ts';
import { cancelShift, claimShift, leaveShift, setCapacity } from '#lib/posts/commands.ts';
import { cancelOf, capacityOf } from '#lib/posts/schema.form.ts';

export const actions = {
	claim: formAction(claimShift),
	leave: formAction(leaveShift),
	checkIn: formAction(checkIn),
	checkOut: formAction(checkOut),
	capacity: formAction(setCapacity, capacityOf),
	cancel: formAction(cancelShift, cancelOf)
};
