import { checkIn, checkOut } from '#lib/hours/commands.ts';
import { formAction } from '#lib/platform/form-action.server.ts';
import {
	acceptPlace,
	cancelShift,
	claimShift,
	endOffer,
	leaveShift,
	offerPlace,
	setCapacity
} from '#lib/posts/commands.ts';
import { cancelOf, capacityOf, placeOf } from '#lib/posts/schema.form.ts';

export const actions = {
	claim: formAction(claimShift),
	leave: formAction(leaveShift),
	offer: formAction(offerPlace, placeOf),
	accept: formAction(acceptPlace),
	endOffer: formAction(endOffer),
	checkIn: formAction(checkIn),
	checkOut: formAction(checkOut),
	capacity: formAction(setCapacity, capacityOf),
	cancel: formAction(cancelShift, cancelOf)
};
