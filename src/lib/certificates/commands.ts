import { belongs, isSelf, leads, type Actor } from '#lib/kernel/actor.ts';
import { defineCommand, typed } from '#lib/kernel/command.ts';
import { mayIssue } from './rules.ts';
import { AskInput, DropInput, IssueInput, RevokeInput } from './schema.ts';

interface Whose {
	readonly unit: string;
	readonly person: string;
}

/**
 * Asks for a certificate, for oneself or, as a leader, on a person's word (CE-1, CE-2). Never
 * queued: an identity number must not lie on a phone.
 */
export const askCertificate = defineCommand({
	name: 'certificates.ask',
	input: AskInput,
	offline: 'online',
	lane: 'certificates',
	may: (actor: Actor, { unit, person }: Whose) =>
		isSelf(actor, person) ? belongs(actor, unit) : leads(actor, unit),
	done: typed<{ noticeUntil: number }>(),
	refusals: ['period', 'no_hours', 'open'],
	redact: ({ idNumber, ...rest }) => ({ ...rest, idNumber: idNumber && { kind: idNumber.kind } })
});

/** Issues it under a number, and erases the identity number (CE-3 to CE-6, CE-9). */
export const issueCertificate = defineCommand({
	name: 'certificates.issue',
	input: IssueInput,
	offline: 'online',
	lane: 'certificates',
	may: mayIssue,
	done: typed<{ number: string }>(),
	refusals: ['own', 'decided', 'on_notice', 'no_hours']
});

/** The person gives the request up, or who runs the unit declines it, before it is issued. */
export const dropCertificate = defineCommand({
	name: 'certificates.drop',
	input: DropInput,
	offline: 'online',
	lane: 'certificates',
	may: (actor: Actor, { unit, person }: Whose) => isSelf(actor, person) || leads(actor, unit),
	done: typed<null>(),
	refusals: ['decided']
});

/** Makes an issued certificate void, with the reason; the number stays and says so (CE-8). */
export const revokeCertificate = defineCommand({
	name: 'certificates.revoke',
	input: RevokeInput,
	offline: 'online',
	lane: 'certificates',
	may: (actor: Actor, { unit }: Whose) => leads(actor, unit),
	done: typed<null>(),
	refusals: ['own', 'not_issued']
});
