import { belongs, isSelf, leads, type Actor } from '#lib/kernel/actor.ts';
import { defineCommand, typed } from '#lib/kernel/command.ts';
import {
	AnswerInput,
	AppealInput,
	ConfirmInput,
	EnterHoursInput,
	PresenceInput,
	RejectInput,
	ReverseInput,
	TickInput,
	WithdrawInput
} from './schema.ts';

const mayAttend = (actor: Actor, { audience }: { readonly audience: string }) =>
	actor.kind === 'person' && belongs(actor, audience);
const runs = (actor: Actor, { unit }: { readonly unit: string }) => leads(actor, unit);

/** Says that one has come to a shift in which one holds a place (HO-2, HO-3). */
export const checkIn = defineCommand({
	name: 'hours.checkIn',
	input: PresenceInput,
	offline: 'queue',
	lane: 'hours',
	may: mayAttend,
	done: typed<{ at: number }>(),
	refusals: ['no_place', 'cancelled', 'early', 'late', 'already']
});

/** Says that one leaves; makes the entry of grade A that a second person confirms (HO-4). */
export const checkOut = defineCommand({
	name: 'hours.checkOut',
	input: PresenceInput,
	offline: 'queue',
	lane: 'hours',
	may: mayAttend,
	done: typed<{ at: number; minutes: number }>(),
	refusals: ['no_place', 'cancelled', 'early', 'late', 'already', 'not_in', 'too_short']
});

/** The leader ticks off who came: hours of grade B, confirmed by that (HO-5). */
export const tickAttendance = defineCommand({
	name: 'hours.tickAttendance',
	input: TickInput,
	offline: 'queue',
	lane: 'hours',
	may: runs,
	done: typed<{ confirmed: number; already: number; waiting: number }>(),
	refusals: ['own', 'no_place', 'cancelled', 'early', 'late', 'over_plan']
});

/** Enters hours afterwards, for oneself, or as a leader for somebody of the unit (HO-6, HO-7). */
export const enterHours = defineCommand({
	name: 'hours.enterHours',
	input: EnterHoursInput,
	offline: 'queue',
	lane: 'hours',
	may: (actor: Actor, { unit, person }: { readonly unit: string; readonly person: string }) =>
		isSelf(actor, person) ? belongs(actor, unit) : leads(actor, unit),
	done: typed<{ minutes: number }>(),
	refusals: ['bad_times', 'over_plan', 'over_day', 'already']
});

/** A second person who runs the unit says that the hours were served (HO-9, HO-10). */
export const confirmHours = defineCommand({
	name: 'hours.confirm',
	input: ConfirmInput,
	offline: 'online',
	lane: 'hours',
	may: (actor: Actor, { units }: { readonly units: readonly string[] }) =>
		units.every((unit) => leads(actor, unit)),
	done: typed<{ confirmed: number; already: number }>(),
	refusals: ['own', 'entered', 'decided', 'look_first']
});

/** A second person says that they were not, and why. */
export const rejectHours = defineCommand({
	name: 'hours.reject',
	input: RejectInput,
	offline: 'online',
	lane: 'hours',
	may: runs,
	done: typed<null>(),
	refusals: ['own', 'entered', 'decided']
});

/** Takes back own hours that nobody has decided on yet. */
export const withdrawHours = defineCommand({
	name: 'hours.withdraw',
	input: WithdrawInput,
	offline: 'online',
	lane: 'hours',
	may: (actor: Actor, { person }: { readonly person: string }) => isSelf(actor, person),
	done: typed<null>(),
	refusals: ['decided']
});

/** Takes confirmed hours back by an entry against them, and enters what is right (HO-11). */
export const reverseHours = defineCommand({
	name: 'hours.reverse',
	input: ReverseInput,
	offline: 'online',
	lane: 'hours',
	may: (actor: Actor, { unit, person }: { readonly unit: string; readonly person: string }) =>
		isSelf(actor, person) || leads(actor, unit),
	done: typed<{ reversal: string }>(),
	refusals: ['own', 'not_confirmed', 'over_day']
});

/** Objects to a rejection, or to hours being taken back (HO-14). */
export const appealHours = defineCommand({
	name: 'hours.appeal',
	input: AppealInput,
	offline: 'queue',
	lane: 'hours',
	may: (actor: Actor, { person }: { readonly person: string }) => isSelf(actor, person),
	done: typed<{ dueAt: number }>(),
	refusals: ['not_decided', 'appealed', 'appeal_late']
});

/** Somebody other than who decided answers; granted, the hours stand after all (HO-14). */
export const answerAppeal = defineCommand({
	name: 'hours.answerAppeal',
	input: AnswerInput,
	offline: 'online',
	lane: 'hours',
	may: runs,
	done: typed<null>(),
	refusals: ['own', 'entered', 'decider', 'decided', 'over_day', 'already']
});
