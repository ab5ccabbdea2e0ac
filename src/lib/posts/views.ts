import * as v from 'valibot';
import { LEADERS, type PersonActor } from '#lib/kernel/actor.ts';
import { typed } from '#lib/kernel/command.ts';
import { IdSchema } from '#lib/kernel/id.ts';
import {
	ancestorCodes,
	defineView,
	personTopic,
	recordTopic,
	subtreeTopic,
	subtreeTopics
} from '#lib/kernel/view.ts';
import type {
	AskableView,
	ManagedPostsView,
	MyShiftsView,
	OffersView,
	OpenShiftsView,
	PostPageView,
	ShiftPageView
} from './schema.ts';

/** `offers@330922100001`: what is offered to exactly that unit's people. */
const offerTopic = (audience: string) => `offers@${audience}`;

/** What an event about a post or one of its shifts touches. */
export const postTopics = (post: {
	readonly id: string;
	readonly unit: string;
	readonly audience: string;
}): string[] => [
	recordTopic('post', post.id),
	offerTopic(post.audience),
	...subtreeTopics('posts', post.unit)
];

const ledUnits = (actor: PersonActor | null) =>
	actor?.memberships.filter((m) => LEADERS.includes(m.role)).map((m) => m.unit) ?? [];

/** Audiences that a person is part of: own units and all above them. */
export const audiencesOf = (actor: PersonActor): string[] => [
	...new Set(actor.memberships.flatMap((m) => ancestorCodes(m.unit)))
];

/** Shifts to come that the person may claim, or that run in the units the person leads. */
export const openShiftsView = defineView({
	name: 'posts.open',
	args: v.object({}),
	topics: (_, actor) =>
		actor
			? [
					personTopic(actor.id),
					...audiencesOf(actor).map(offerTopic),
					...ledUnits(actor).map((unit) => subtreeTopic('posts', unit))
				]
			: [],
	data: typed<OpenShiftsView>(),
	clock: true
});

/** One post with what it asks and its shifts. */
export const postPage = defineView({
	name: 'posts.post',
	args: v.object({ post: IdSchema }),
	topics: ({ post }) => [recordTopic('post', post)],
	data: typed<PostPageView>(),
	clock: true
});

/** One shift, its post, and who comes. */
export const shiftPage = defineView({
	name: 'posts.shift',
	args: v.object({ shift: IdSchema }),
	topics: ({ shift }) => [recordTopic('shift', shift)],
	data: typed<ShiftPageView>(),
	// Offers end when the shift begins.
	clock: true
});

/** Own claims, to come and just over, with the number on each waitlist. */
export const myShifts = defineView({
	name: 'posts.mine',
	args: v.object({}),
	// Numbers on a waitlist change when others leave.
	topics: (_, actor) =>
		actor ? [personTopic(actor.id), ...audiencesOf(actor).map(offerTopic)] : [],
	data: typed<MyShiftsView>(),
	clock: true
});

/** Posts of the units that the person leads. */
export const managedPosts = defineView({
	name: 'posts.managed',
	args: v.object({}),
	topics: (_, actor) => ledUnits(actor).map((unit) => subtreeTopic('posts', unit)),
	data: typed<ManagedPostsView>(),
	clock: true
});

/** Places on offer: own, to the reader, to everybody of the reader's audiences (PO-12). */
export const offersView = defineView({
	name: 'posts.offers',
	args: v.object({}),
	topics: (_, actor) =>
		actor ? [personTopic(actor.id), ...audiencesOf(actor).map(offerTopic)] : [],
	data: typed<OffersView>(),
	clock: true
});

/** Whom the holder of a place may ask by name. */
export const askableView = defineView({
	name: 'posts.askable',
	args: v.object({ shift: IdSchema }),
	topics: ({ shift }) => [recordTopic('shift', shift)],
	data: typed<AskableView>()
});
