/**
 * The offline pack: what a phone fetches after sign-in, so that it opens without network on what
 * is its person's own: my shifts, my grids' posts, my meetings and lists, my hours.
 */
import type { PersonActor } from '#lib/kernel/actor.ts';
import type { AnyView, ArgsOf } from '#lib/kernel/view.ts';

export interface PackItem {
	readonly view: AnyView;
	/** The arguments to fetch it with: one set, or an array of them (one per unit of mine …). */
	readonly args: (actor: PersonActor) => unknown;
}

/** Checks the arguments against the view: `item(myShifts, () => ({}))`. */
export const item = <V extends AnyView>(
	view: V,
	args: (actor: PersonActor) => ArgsOf<V> | readonly ArgsOf<V>[]
): PackItem => ({ view, args });

export const pack: readonly PackItem[] = [];
