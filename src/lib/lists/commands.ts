import { defineCommand, typed } from '#lib/kernel/command.ts';
import { keeps } from './rules.ts';
import { CloseListInput, OpenListInput, PublishVersionInput } from './schema.ts';

const lane = 'lists';

interface InUnit {
	readonly unit: string;
}

/** Opens a list to be drafted together. */
export const openList = defineCommand({
	name: 'lists.openList',
	input: OpenListInput,
	offline: 'queue',
	lane,
	may: (actor, { unit }: InUnit) => keeps(actor, unit),
	done: typed<{ list: string }>(),
	refusals: ['already_open']
});

/** Makes the rows before the publisher's eyes the list's next version. */
export const publishVersion = defineCommand({
	name: 'lists.publishVersion',
	input: PublishVersionInput,
	offline: 'online',
	lane,
	may: (actor, { unit }: InUnit) => keeps(actor, unit),
	done: typed<{ n: number; rows: number; sha256: string }>(),
	refusals: ['closed', 'empty', 'changed', 'row_wrong', 'rows_alike', 'same', 'too_many']
});

/** Ends a list: its draft can no longer be changed, its versions stay. */
export const closeList = defineCommand({
	name: 'lists.closeList',
	input: CloseListInput,
	offline: 'online',
	lane,
	may: (actor, { unit }: InUnit) => keeps(actor, unit),
	done: typed<{ list: string }>(),
	refusals: ['closed']
});
