/** Posts, shifts and who came: two months that were, the days around today, and what is to come. */
import { uuidv7 } from '#lib/kernel/id.ts';
import { DAY, dayOf, HOUR, MINUTE, startOfDay, type Day } from '#lib/kernel/time.ts';
import {
	checkIn,
	checkOut,
	confirmHours,
	enterHours,
	tickAttendance
} from '#lib/hours/commands.ts';
import { claimShift, openPost, openShifts } from '#lib/posts/commands.ts';
import { MOST_SHIFTS } from '#lib/posts/schema.ts';
import type { App } from '../app.server.ts';
import { beganAt, Story } from './acting.server.ts';
import { NEIGHBOURS, POSTS, type DemoPost } from './texts.ts';

export const TOWN = '330922100';
export const COMMUNITY = '330922100001';

const DAYS_BACK = 62;
const DAYS_AHEAD = 12;

const SERVE = ['volunteer', 'in_service_member', 'party_member'] as const;

interface Shift {
	readonly id: string;
	readonly day: Day;
	readonly startsAt: number;
	readonly endsAt: number;
}

interface OpenPost extends DemoPost {
	readonly id: string;
	readonly unit: string;
	/** Who runs it, ticks and confirms. */
	readonly leader: string;
	readonly shifts: readonly Shift[];
}

/** Two months of service in a few communities of one town; today's and the coming shifts. */
export async function loadService(app: App, now = Date.now()): Promise<void> {
	const story = new Story(app, now);
	const told: { post: OpenPost; shift: Shift; people: readonly string[] }[] = [];
	for (const { code, every } of [{ code: '001', every: 1 }, ...NEIGHBOURS]) {
		const community = `${TOWN}${code}`;
		const people = await servers(story, community);
		for (const post of POSTS) {
			if (every > 1 && (post.fresh || post.ticked)) continue;
			const opened = await open(story, community, post, every);
			for (const shift of opened?.shifts ?? []) {
				if (opened) told.push({ post: opened, shift, people });
			}
		}
	}
	// As it happened, so that notices and the log stand in the order of days.
	told.sort((a, b) => a.shift.startsAt - b.shift.startsAt);
	for (const { post, shift, people } of told) await live(story, post, shift, people);
	await enterLate(story);
}

/** Those who serve, the first grid's first: whoever signs in to the demo from there has done a lot. */
async function servers(story: Story, community: string): Promise<string[]> {
	const first = await story.people(`${community}001`, SERVE, true);
	const all = await story.people(community, SERVE, true);
	const lead = await story.people(community, ['grid_leader', 'community_secretary'], true);
	return [...new Set([...first, ...all])].filter((person) => !lead.includes(person));
}

/** The volunteer and the member whom the demo offers as sign-ins. */
async function signers(story: Story): Promise<string[]> {
	const grid = `${COMMUNITY}001`;
	const [volunteer] = await story.people(grid, ['volunteer'], true);
	const [member] = await story.people(grid, ['in_service_member'], true);
	return [volunteer, member].filter((person) => person !== undefined);
}

async function open(
	story: Story,
	community: string,
	post: DemoPost,
	every: number
): Promise<OpenPost | null> {
	const { now } = story;
	const unit = community + post.grid;
	const [leader] = await story.people(
		unit,
		post.grid === '' ? ['community_secretary'] : ['grid_leader']
	);
	if (!leader) return null;
	const id = uuidv7();
	const { grid: _g, from, to, capacity, on, ticked: _t, fresh: _f, ...texts } = post;
	const place = community === COMMUNITY ? post.place : post.place.replace('东海', '本');
	const at = post.fresh ? now - DAY : beganAt(now) + HOUR;
	await story.does(
		leader,
		openPost,
		{ id, unit, audience: null, ...texts, skills: [...texts.skills], place, contact: '网格站' },
		at
	);
	const shifts: Shift[] = [];
	for (let n = post.fresh ? 0 : -DAYS_BACK; n <= DAYS_AHEAD; n++) {
		const day = dayOf(now + n * DAY);
		const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
		if (!on(weekday, Number(day.slice(8))) || (n < 0 && n % every !== 0)) continue;
		const startsAt = startOfDay(day, from);
		// What is new was opened yesterday; the rest before any of its shifts.
		if (startsAt > at) shifts.push({ id: uuidv7(), day, startsAt, endsAt: startOfDay(day, to) });
	}
	for (let i = 0; i < shifts.length; i += MOST_SHIFTS) {
		const part = shifts.slice(i, i + MOST_SHIFTS);
		await story.does(
			leader,
			openShifts,
			{
				post: id,
				capacity,
				shifts: part.map(({ id: shift, startsAt, endsAt }) => ({ id: shift, startsAt, endsAt }))
			},
			at + MINUTE
		);
	}
	return { ...post, id, unit, leader, shifts };
}

/** One shift from its claims to its confirmed hours, as far as time has come. */
async function live(
	story: Story,
	post: OpenPost,
	shift: Shift,
	people: readonly string[]
): Promise<void> {
	const { now } = story;
	const tomorrow = dayOf(now + DAY);
	const full = shift.day === tomorrow && post.title === '助老送餐';
	const wanted = full
		? post.capacity + 2
		: Math.max(1, Math.round(post.capacity * (0.4 + 0.5 * story.chance())));
	// Of those to come only the near ones have people already, and one place stays free.
	const soon = shift.startsAt < now + 4 * DAY;
	const count =
		full || shift.startsAt < now ? wanted : soon ? Math.min(wanted, post.capacity - 1) : 0;
	const claimedAt = Math.min(shift.startsAt - 20 * HOUR, now - HOUR);
	const came: string[] = [];
	// Whoever signs in to the demo has something to do.
	const today = shift.day === dayOf(now) || shift.day === tomorrow;
	const first = today && post.unit === `${COMMUNITY}001` ? await signers(story) : [];
	const others = people.filter((person) => !first.includes(person));
	for (const person of [...first, ...story.pick(others, Math.max(0, count - first.length))]) {
		if (await claim(story, person, shift, claimedAt)) came.push(person);
	}
	const held = came.slice(0, post.capacity);
	if (post.ticked) return tick(story, post, shift, held);

	const entries: string[] = [];
	for (const person of held) {
		const inAt = shift.startsAt - (2 + Math.floor(story.chance() * 10)) * MINUTE;
		if (inAt > now) continue;
		await story.does(person, checkIn, { id: uuidv7(), shift: shift.id }, inAt);
		const outAt = shift.endsAt + Math.floor(story.chance() * 5) * MINUTE;
		if (outAt > now) continue;
		const entry = uuidv7();
		await story.does(person, checkOut, { id: entry, shift: shift.id }, outAt);
		entries.push(entry);
	}
	// Who confirms looks at it the next morning; what is newer still waits.
	const confirmedAt = startOfDay(dayOf(shift.endsAt + DAY), '09:00');
	if (entries.length > 0 && confirmedAt < now) {
		await story.does(post.leader, confirmHours, { entries }, confirmedAt);
	}
}

/** False when the person is somewhere else at that hour: as in life, somebody else is asked. */
async function claim(story: Story, person: string, shift: Shift, at: number): Promise<boolean> {
	const outcome = await story.app.runCommand(
		{
			id: uuidv7(),
			name: claimShift.name,
			input: { id: uuidv7(), shift: shift.id },
			claimedAt: at,
			appVersion: 'demo'
		},
		await story.actor(person),
		'seed',
		at
	);
	return outcome.kind === 'done';
}

async function tick(
	story: Story,
	post: OpenPost,
	shift: Shift,
	held: readonly string[]
): Promise<void> {
	const at = shift.endsAt + 10 * MINUTE;
	if (at > story.now || held.length === 0) return;
	const minutes = Math.round((shift.endsAt - shift.startsAt) / MINUTE);
	const present = held.map((person) => ({ entry: uuidv7(), person, minutes }));
	await story.does(post.leader, tickAttendance, { shift: shift.id, present }, at);
}

/** Two who forgot to check in and wrote it down the next day: grade C, waiting. */
async function enterLate(story: Story): Promise<void> {
	const grid = `${COMMUNITY}001`;
	const yesterday = dayOf(story.now - DAY);
	const people = await story.people(grid, ['volunteer', 'in_service_member']);
	for (const person of people.slice(0, 2)) {
		const input = {
			id: uuidv7(),
			person: null,
			unit: grid,
			shift: null,
			startsAt: startOfDay(yesterday, '15:00'),
			endsAt: startOfDay(yesterday, '16:30'),
			note: '帮三单元搬旧家具，网格长在场'
		};
		await story.does(person, enterHours, input, story.now - HOUR);
	}
}
