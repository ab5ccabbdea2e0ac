import * as v from 'valibot';
import { typed } from '#lib/kernel/command.ts';
import { scopeOf } from '#lib/kernel/actor.ts';
import { defineView, subtreeTopic } from '#lib/kernel/view.ts';
import { UnitCodeSchema, type UnitPageView, type UnitTreeView } from './schema.ts';

/** A unit, the way to it, and what lies below. */
export const unitPage = defineView({
	name: 'org.unit',
	args: v.object({ code: UnitCodeSchema }),
	topics: ({ code }) => [subtreeTopic('units', code)],
	data: typed<UnitPageView>()
});

/** All units in the reader's subtrees, for the tree browser and for pickers. */
export const unitTree = defineView({
	name: 'org.tree',
	args: v.object({}),
	topics: (_, actor) => (actor ? scopeOf(actor).map((code) => subtreeTopic('units', code)) : []),
	data: typed<UnitTreeView>()
});
