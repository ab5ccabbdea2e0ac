import type * as v from 'valibot';
import type { PersonActor } from './actor.ts';
import type { AnySchema, Typed } from './command.ts';

/** A named server read. What it shows changes only when one of its topics does. */
export interface ViewDefinition<
	Name extends string = string,
	Schema extends AnySchema = AnySchema,
	Data = unknown
> {
	readonly name: Name;
	readonly args: Schema;
	/** Topics whose events change the view. `actor` is null for a public view read signed out. */
	readonly topics: (args: v.InferOutput<Schema>, actor: PersonActor | null) => readonly string[];
	readonly data: Typed<Data>;
	/** Readable without signing in. */
	readonly public?: boolean;
	/** The answer depends on the minute too (what is open now). */
	readonly clock?: boolean;
	/** Never kept on the device: other people's personal data. */
	readonly keep?: false;
}

export function defineView<const Name extends string, Schema extends AnySchema, Data>(
	definition: ViewDefinition<Name, Schema, Data>
): ViewDefinition<Name, Schema, Data> {
	return definition;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a registry holds views of every argument; variance leaves no other bound
export type AnyView = ViewDefinition<string, any, any>;
export type ArgsOf<V extends AnyView> = v.InferOutput<V['args']>;
export type ViewDataOf<V extends AnyView> = V['data'] extends Typed<infer D> ? D : never;

/** What the door answers: the data, the event seq it reflects, and the server's clock. */
export interface ViewAnswer<Data> {
	readonly data: Data;
	readonly seq: number;
	readonly at: number;
}

/** `posts@330922100001`: everything about posts in that subtree. Events name every ancestor. */
export const subtreeTopic = (kind: string, unit: string): string => `${kind}@${unit}`;

const CODE_LENGTHS = [6, 9, 12, 15, 17];

/** Codes of the units above `unit` (and `unit` itself), from the county down. */
export const ancestorCodes = (unit: string): string[] =>
	CODE_LENGTHS.filter((n) => n < unit.length)
		.map((n) => unit.slice(0, n))
		.concat(unit);

/** The topics an event in `unit` touches: the subtree topics of the unit and all above it. */
export const subtreeTopics = (kind: string, unit: string): string[] =>
	ancestorCodes(unit).map((code) => subtreeTopic(kind, code));

/** What belongs to one person: own claims, hours, notices, rights. */
export const personTopic = (person: string): string => `person:${person}`;
export const recordTopic = (kind: string, id: string): string => `${kind}:${id}`;
