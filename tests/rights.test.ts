/**
 * Who may do and see what: every command and every view against people who have no business with
 * it. Own leader, sibling grid, other community, signed out. What a new one needs: an entry in
 * tests/support/samples.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonActor } from '#lib/kernel/actor.ts';
import { commands, views } from '#lib/app.ts';
import { people } from './support/samples/people.ts';
import type { CommandSample, Place, Samples, ViewSample } from './support/samples/place.ts';
import { talk } from './support/samples/talk.ts';
import { work } from './support/samples/work.ts';
import {
	COMMUNITY,
	GRID,
	openWorld,
	OTHER_COMMUNITY,
	OTHER_GRID,
	type World
} from './support/world.ts';

let world: World;
let here: Samples;
let there: Samples;

const HERE = '甲处的话';
const THERE = '乙处的话';

beforeAll(async () => {
	world = await openWorld();
	const p = world.people;
	const first: Place = {
		world,
		grid: GRID,
		community: COMMUNITY,
		leader: p.leader,
		secretary: p.secretary,
		second: p.townAdmin,
		member: p.volunteer,
		marker: HERE
	};
	const other: Place = {
		world,
		grid: OTHER_GRID,
		community: OTHER_COMMUNITY,
		leader: p.strangerLeader,
		secretary: p.otherSecretary,
		second: p.townAdmin,
		member: p.stranger,
		marker: THERE
	};
	here = await fill(first);
	there = await fill(other);
});
afterAll(() => world.close());

async function fill(place: Place): Promise<Samples> {
	const all: Samples[] = [];
	for (const part of [people, work, talk]) all.push(await part(place));
	return { commands: all.flatMap((s) => s.commands), views: all.flatMap((s) => s.views) };
}

const outsiders = (): readonly PersonActor[] => {
	const { stranger, strangerLeader, otherSecretary, leader2, volunteer2 } = world.people;
	return [stranger, strangerLeader, otherSecretary, leader2, volunteer2];
};
const commandSample = (name: string): CommandSample => {
	const found = here.commands.find((s) => s.command.name === name);
	if (!found) throw new Error(`Give ${name} an entry in tests/support/samples.`);
	return found;
};
const viewSample = (name: string, from = here): ViewSample => {
	const found = from.views.find((s) => s.view.name === name);
	if (!found) throw new Error(`Give ${name} an entry in tests/support/samples.`);
	return found;
};
const run = (actor: PersonActor | null, { command }: CommandSample, input: object) =>
	world.run(actor, command, input);
const read = (actor: PersonActor | null, { view }: ViewSample, args: object) =>
	world.view(actor, view, args) as Promise<unknown>;

const NOT_AVAILABLE = { kind: 'refused', code: 'not_available', params: {} };

describe.each(commands.map((command) => [command.name, command] as const))(
	'%s',
	(name, command) => {
		it('does nothing for those who have not signed in', async () => {
			const sample = commandSample(name);
			const outcome = await run(null, sample, sample.input);
			expect(outcome).toEqual(
				command.anonymous ? NOT_AVAILABLE : { kind: 'retry', reason: 'signed_out' }
			);
		});

		it('is not there for people of another grid or community, as if the thing were missing', async () => {
			const sample = commandSample(name);
			if (sample.own !== undefined) return;
			for (const outsider of outsiders()) {
				expect(await run(outsider, sample, sample.input), outsider.name).toEqual(NOT_AVAILABLE);
			}
			if (sample.missing && sample.by) {
				expect(await run(sample.by, sample, sample.missing)).toEqual(NOT_AVAILABLE);
				expect(await run(outsiders()[0] ?? null, sample, sample.missing)).toEqual(NOT_AVAILABLE);
			}
		});

		it('is not for people of the same grid who run nothing, when it is for those who do', async () => {
			const sample = commandSample(name);
			const { leader, secretary, townAdmin, member2 } = world.people;
			if (!sample.by || ![leader, secretary, townAdmin].includes(sample.by) || sample.own) return;
			expect(await run(member2, sample, sample.input)).toEqual(NOT_AVAILABLE);
		});
	}
);

describe.each(views.map((view) => [view.name, view] as const))('%s', (name, view) => {
	it('shows nothing to those who have not signed in, unless it is public', async () => {
		const sample = viewSample(name);
		const shown = await read(null, sample, sample.args);
		if (view.public) expect(JSON.stringify(shown)).not.toContain(HERE);
		else expect(shown).toBeNull();
	});

	it('is not there for people of another grid or community, as if the thing were missing', async () => {
		const sample = viewSample(name);
		expect(await read(sample.by, sample, sample.args)).not.toBeNull();
		if (sample.missing) expect(await read(sample.by, sample, sample.missing)).toBeNull();
		if (sample.own || view.public) return;
		const [leader2, volunteer2] = [world.people.leader2, world.people.volunteer2];
		for (const outsider of outsiders()) {
			if (sample.around && [leader2, volunteer2].includes(outsider)) continue;
			expect(await read(outsider, sample, sample.args), outsider.name).toBeNull();
		}
	});

	it('never says a word of another subtree', async () => {
		const { stranger, strangerLeader, otherSecretary } = world.people;
		const { volunteer, member, guide, leader, leader2, secretary } = world.people;
		const namesOf = (actors: readonly PersonActor[]) => actors.map((actor) => actor.name);
		const away = [stranger, strangerLeader, otherSecretary];
		const home = [volunteer, member, guide, leader, leader2, secretary];
		const [mine, theirs] = [viewSample(name), viewSample(name, there)];
		const scan = async (
			readers: readonly PersonActor[],
			marker: string,
			others: readonly PersonActor[]
		) => {
			for (const reader of readers) {
				for (const { args } of [mine, theirs]) {
					const text = JSON.stringify(await read(reader, mine, args)) ?? '';
					for (const word of view.public ? [marker] : [marker, ...namesOf(others)]) {
						expect(text.includes(word), `${reader.name} reads "${word}" in ${text}`).toBe(false);
					}
				}
			}
		};
		await scan(away, HERE, home);
		await scan(home, THERE, away);
	});
});

describe('the samples', () => {
	it('are really allowed to the people they name', async () => {
		for (const sample of [...here.commands, ...there.commands]) {
			if (!sample.by) continue;
			const outcome = await run(sample.by, sample, sample.input);
			expect(outcome, sample.command.name).not.toMatchObject({ code: 'not_available' });
			expect(outcome, sample.command.name).not.toMatchObject({ code: 'invalid_input' });
			expect(['done', 'refused'], sample.command.name).toContain(outcome.kind);
		}
	});

	it('are of every command and view', () => {
		for (const command of commands) commandSample(command.name);
		for (const view of views) viewSample(view.name);
	});
});
