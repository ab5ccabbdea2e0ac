/**
 * What the table of rights is made from: one sample of every command and of every view, in a place
 * with people and texts of its own. A new command or view needs an entry, or `rights.test.ts` fails.
 */
import * as Y from 'yjs';
import type { PersonActor } from '#lib/kernel/actor.ts';
import type { AnyCommand, DataOf, InputOf } from '#lib/kernel/command.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import type { AnyView, ArgsOf } from '#lib/kernel/view.ts';
import { append } from '#lib/collab/store.server.ts';
import { scan } from '#lib/collab/update.server.ts';
import type { World } from '../world.ts';

/** A grid, those who run it, and a word that stands in every text that is written there. */
export interface Place {
	readonly world: World;
	readonly grid: string;
	readonly community: string;
	readonly leader: PersonActor;
	readonly secretary: PersonActor;
	/** Of another community or above, for what needs a second person. */
	readonly second: PersonActor;
	readonly member: PersonActor;
	readonly marker: string;
}

export interface CommandSample {
	readonly command: AnyCommand;
	/** Somebody who may. Null: nobody who signs in may, only the system. */
	readonly by: PersonActor | null;
	readonly input: object;
	/** The same about something that is not there. Absent: the input names nothing. */
	readonly missing?: object;
	/** Why no person is turned away: it concerns only the one who asks. */
	readonly own?: string;
}

export interface ViewSample {
	readonly view: AnyView;
	readonly by: PersonActor;
	readonly args: object;
	readonly missing?: object;
	/** Shows each reader what is the reader's own: nobody is turned away. */
	readonly own?: true;
	/** Those of the community may read it, the sibling grid too. */
	readonly around?: 'community';
}

export interface Samples {
	readonly commands: readonly CommandSample[];
	readonly views: readonly ViewSample[];
}

export type Fill = (place: Place) => Promise<Samples>;

/** A command's sample with the command's own types. */
export const does = <C extends AnyCommand>(
	command: C,
	by: PersonActor | null,
	input: InputOf<C>,
	more: { missing?: InputOf<C>; own?: string } = {}
): CommandSample => ({ command, by, input: input as object, ...(more as object) });

export const shows = <V extends AnyView>(
	view: V,
	by: PersonActor,
	args: ArgsOf<V>,
	more: { missing?: ArgsOf<V>; own?: true; around?: 'community' } = {}
): ViewSample => ({ view, by, args: args as object, ...(more as object) });

export const nothing = (): string => uuidv7();

/** Runs a command that must be done: the sample's ground. */
export async function must<C extends AnyCommand>(
	{ world }: Place,
	by: PersonActor,
	command: C,
	input: InputOf<C>
): Promise<DataOf<C>> {
	const outcome = await world.run(by, command, input);
	if (outcome.kind !== 'done') {
		throw new Error(`${command.name} was to be done: ${JSON.stringify(outcome)}`);
	}
	return outcome.data as DataOf<C>;
}

/** Types into a document as its room would. */
export async function type(
	{ world, member }: Place,
	room: string,
	change: (doc: Y.Doc) => void
): Promise<void> {
	const doc = new Y.Doc();
	const updates: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => void updates.push(new Uint8Array(update)));
	doc.transact(() => change(doc));
	const entries = updates.map((bytes) => ({ person: member.id, update: scan(bytes) }));
	await world.app.db.write((tx) => append(tx, room, 1, entries, [], world.now));
}
