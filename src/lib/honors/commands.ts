import { holds, SECRETARIES } from '#lib/kernel/actor.ts';
import { defineCommand, typed } from '#lib/kernel/command.ts';
import {
	CheckBoardInput,
	DraftBoardInput,
	GrantConsentInput,
	PublishBoardInput,
	WithdrawBoardInput,
	WithdrawConsentInput
} from './schema.ts';

/** The person agrees to be named on red lists; again with another form of the name changes that. */
export const grantConsent = defineCommand({
	name: 'honors.grantConsent',
	input: GrantConsentInput,
	offline: 'queue',
	lane: 'consent',
	may: (actor) => actor.kind === 'person',
	done: typed<Record<string, never>>(),
	refusals: ['old_text']
});

/** Takes the consent back: at once, on every page, without a reason. Never refused. */
export const withdrawConsent = defineCommand({
	name: 'honors.withdrawConsent',
	input: WithdrawConsentInput,
	offline: 'queue',
	lane: 'consent',
	may: (actor) => actor.kind === 'person',
	done: typed<Record<string, never>>(),
	refusals: []
});

/** Computes a board of a unit and month by a rule and keeps it for a second person to check. */
export const draftBoard = defineCommand({
	name: 'honors.draftBoard',
	input: DraftBoardInput,
	offline: 'online',
	lane: 'honors',
	may: (actor, target: { unit: string }) => holds(actor, SECRETARIES, target.unit),
	done: typed<{ board: string }>(),
	refusals: ['month_ahead', 'nobody']
});

/** The second person's word on a draft: approved, or returned with a reason. */
export const checkBoard = defineCommand({
	name: 'honors.checkBoard',
	input: CheckBoardInput,
	offline: 'online',
	lane: 'honors',
	may: (actor, target: { unit: string }) => holds(actor, SECRETARIES, target.unit),
	done: typed<Record<string, never>>(),
	refusals: ['own_draft', 'not_waiting']
});

/** Puts a checked board on the unit's public page for 30 days, with its rule. */
export const publishBoard = defineCommand({
	name: 'honors.publishBoard',
	input: PublishBoardInput,
	offline: 'online',
	lane: 'honors',
	may: (actor, target: { unit: string }) => holds(actor, SECRETARIES, target.unit),
	done: typed<{ expiresAt: number }>(),
	refusals: ['not_checked', 'nobody', 'already_published']
});

/** Takes a published board down; the reason is shown in its place, as long as it would have been. */
export const withdrawBoard = defineCommand({
	name: 'honors.withdrawBoard',
	input: WithdrawBoardInput,
	offline: 'online',
	lane: 'honors',
	may: (actor, target: { unit: string }) => holds(actor, SECRETARIES, target.unit),
	done: typed<Record<string, never>>(),
	refusals: ['not_published']
});
