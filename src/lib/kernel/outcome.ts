/** The answers a command can get. `done` and `refused` are final and stored; `retry` never is. */

export type RefusalParams = Readonly<Record<string, string | number | boolean | null>>;

export interface Done<Data = unknown> {
	readonly kind: 'done';
	readonly data: Data;
}

export interface Refused<Code extends string = string> {
	readonly kind: 'refused';
	/** Key of the sentence that people read: `messages.refusals[code]`. */
	readonly code: Code;
	readonly params: RefusalParams;
}

/** `signed_out`: ask for sign-in as the same person. `busy`, `storage`, `network`: try again later. */
export type RetryReason = 'busy' | 'storage' | 'signed_out' | 'network' | 'failed' | 'rate';

export interface Retry {
	readonly kind: 'retry';
	readonly reason: RetryReason;
	/** Seconds the server asks to wait. */
	readonly after?: number;
}

/** The server does not know this command's name: the app is too old or too new. Never stored. */
export interface Unsupported {
	readonly kind: 'unsupported';
}

export type Outcome<Data = unknown, Code extends string = string> =
	Done<Data> | Refused<Code> | Retry | Unsupported;

/** Refusals that any command can get, whoever wrote it. Their words are in `lib/ui/messages`. */
export const COMMON_REFUSALS = [
	'invalid_input',
	'not_available',
	'id_reused',
	'parent_refused'
] as const;
export type CommonRefusal = (typeof COMMON_REFUSALS)[number];

export const done = <Data>(data: Data): Done<Data> => ({ kind: 'done', data });

export const refused = <Code extends string>(
	code: Code,
	params: RefusalParams = {}
): Refused<Code> => ({ kind: 'refused', code, params });

export const retry = (reason: RetryReason, after?: number): Retry =>
	after === undefined ? { kind: 'retry', reason } : { kind: 'retry', reason, after };

export const unsupported: Unsupported = { kind: 'unsupported' };
