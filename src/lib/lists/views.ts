import * as v from 'valibot';
import { scopeOf } from '#lib/kernel/actor.ts';
import { typed } from '#lib/kernel/command.ts';
import { IdSchema } from '#lib/kernel/id.ts';
import { ancestorCodes, defineView, recordTopic, subtreeTopic } from '#lib/kernel/view.ts';
import type { ListDraftView, ListView, MyListsView, VersionView } from './schema.ts';

export const listTopic = (id: string): string => recordTopic('list', id);
/** The lists of one unit alone, not of those below it. */
export const unitListsTopic = (unit: string): string => recordTopic('lists', unit);

/** Lists of my units, of those below them, and of those they lie in. */
export const myLists = defineView({
	name: 'lists.mine',
	args: v.object({}),
	topics: (_, actor) =>
		actor
			? scopeOf(actor).flatMap((unit) => [
					subtreeTopic('lists', unit),
					...ancestorCodes(unit).map(unitListsTopic)
				])
			: [],
	data: typed<MyListsView>()
});

/** One list: its newest version and the earlier ones. */
export const listPage = defineView({
	name: 'lists.list',
	args: v.object({ list: IdSchema }),
	topics: ({ list }) => [listTopic(list)],
	data: typed<ListView>()
});

/** One published version, whole. It never changes. */
export const versionPage = defineView({
	name: 'lists.version',
	args: v.object({ version: IdSchema }),
	topics: ({ version }) => [recordTopic('list_version', version)],
	data: typed<VersionView>()
});

/** The draft as the server has it now; typing makes no events, so it is as new as the minute. */
export const listDraftPage = defineView({
	name: 'lists.draft',
	args: v.object({ list: IdSchema }),
	topics: ({ list }) => [listTopic(list)],
	data: typed<ListDraftView>(),
	clock: true
});
