import * as v from 'valibot';
import type { Actor } from './actor.ts';
import { IdSchema } from './id.ts';
import { TimeSchema } from './time.ts';

export type AnySchema = v.GenericSchema<unknown, unknown>;

/** Carries a type without a value: what a command answers, what a view shows. */
export interface Typed<T> {
	readonly _type?: T;
}
export const typed = <T>(): Typed<T> => ({});

/**
 * One definition for both sides. On the server `may` guards the write; in the browser it greys the
 * button. `Target` is what the decision needs: on the server it is (part of) the handler's facts,
 * in the browser (part of) the view that is shown.
 */
export interface CommandDefinition<
	Name extends string = string,
	Schema extends AnySchema = AnySchema,
	Target = never,
	Data = unknown,
	Code extends string = string
> {
	/** Permanent: a phone may replay it weeks later. New meaning, new name. */
	readonly name: Name;
	readonly input: Schema;
	/** `queue`: waits in the outbox without network. `online`: refused there with a plain word. */
	readonly offline: 'queue' | 'online';
	/** Commands of a lane keep their order; lanes do not wait for one another. */
	readonly lane: string;
	readonly may: (actor: Actor, target: Target) => boolean;
	readonly done: Typed<Data>;
	readonly refusals: readonly Code[];
	/** What the audit log keeps of the input when not all of it: passwords, phones, long texts. */
	// A method, so that a definition of any input fits into a registry.
	redact?(input: v.InferOutput<Schema>): unknown;
	/** The person need not be signed in (accepting an invitation, first run). Still through `may`. */
	readonly anonymous?: boolean;
}

export function defineCommand<
	const Name extends string,
	Schema extends AnySchema,
	Target,
	Data,
	const Code extends string
>(
	definition: CommandDefinition<Name, Schema, Target, Data, Code>
): CommandDefinition<Name, Schema, Target, Data, Code> {
	return definition;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a registry holds commands of every target; variance leaves no other bound
export type AnyCommand = CommandDefinition<string, AnySchema, any, any, string>;
export type InputOf<C extends AnyCommand> = v.InferOutput<C['input']>;
export type TargetOf<C extends AnyCommand> = Parameters<C['may']>[1];
export type DataOf<C extends AnyCommand> = C['done'] extends Typed<infer D> ? D : never;
export type CodeOf<C extends AnyCommand> = C['refusals'][number];

/** What travels: the command's own id makes it safe to send twice. */
export const EnvelopeSchema = v.object({
	id: IdSchema,
	name: v.pipe(v.string(), v.maxLength(80)),
	input: v.unknown(),
	/** The caller's clock when the person acted: recorded, never trusted for order or rights. */
	claimedAt: TimeSchema,
	/** Id of a command that must have been done before this one. */
	after: v.optional(IdSchema),
	appVersion: v.pipe(v.string(), v.maxLength(64))
});
export type Envelope = v.InferOutput<typeof EnvelopeSchema>;
