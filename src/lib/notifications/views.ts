import * as v from 'valibot';
import { typed } from '#lib/kernel/command.ts';
import { defineView, personTopic } from '#lib/kernel/view.ts';
import type { MyNoticesView } from './schema.ts';

/** What the person was told, and how much of it is unread. */
export const myNotices = defineView({
	name: 'notifications.mine',
	args: v.object({}),
	topics: (_, actor) => (actor ? [personTopic(actor.id)] : []),
	data: typed<MyNoticesView>()
});
