/** Every command at the door: signed out, malformed, repeated, forbidden, refused and replayed. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PersonActor } from '#lib/kernel/actor.ts';
import type { AnyCommand, InputOf } from '#lib/kernel/command.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { honorsIn, RULE } from '../../../tests/support/honors.ts';
import { COMMUNITY, openWorld, OTHER_GRID, type World } from '../../../tests/support/world.ts';
import {
	checkBoard,
	draftBoard,
	grantConsent,
	publishBoard,
	withdrawBoard,
	withdrawConsent
} from './commands.ts';
import { CONSENT_TEXT } from './schema.ts';

let world: World;
let secretary: PersonActor;
let checker: PersonActor;
type Honors = ReturnType<typeof honorsIn>;
let served: Honors['served'];
let agree: Honors['agree'];
let draft: Honors['draft'];
let approve: Honors['approve'];
let publish: Honors['publish'];
let published: Honors['published'];
let publicPage: Honors['publicPage'];

beforeEach(async () => {
	world = await openWorld();
	({ secretary, checker, served, agree, draft, approve, publish, published, publicPage } =
		honorsIn(world));
});
afterEach(() => world.close());

describe('every command at the door', () => {
	/** A right input for each command, made when it is needed. */
	const cases: readonly {
		command: AnyCommand;
		by: () => PersonActor;
		/** Who may not; a consent is everybody's own. */
		not?: () => PersonActor;
		input: () => Promise<unknown>;
		malformed: unknown;
		/** Makes the first try be refused, for the replay. */
		refusedInput?: () => Promise<unknown>;
	}[] = [
		{
			command: grantConsent,
			by: () => world.people.member,
			input: async () => ({
				id: uuidv7(),
				purpose: 'red_board',
				text: CONSENT_TEXT,
				shownAs: 'full'
			}),
			malformed: { id: uuidv7(), purpose: 'black_board', text: CONSENT_TEXT, shownAs: 'full' },
			refusedInput: async () => ({
				id: uuidv7(),
				purpose: 'red_board',
				text: 'older',
				shownAs: 'full'
			})
		},
		{
			command: withdrawConsent,
			by: () => world.people.member,
			input: async () => ({ id: uuidv7(), purpose: 'red_board' }),
			malformed: { id: 'x', purpose: 'red_board' }
		},
		{
			command: draftBoard,
			by: () => secretary,
			not: () => world.people.leader,
			input: async () => ({
				id: uuidv7(),
				unit: COMMUNITY,
				month: '2026-11',
				subject: 'volunteer',
				rule: RULE
			}),
			malformed: { id: uuidv7(), unit: COMMUNITY, month: '2026-13', subject: 'person', rule: {} },
			refusedInput: async () => ({
				id: uuidv7(),
				unit: COMMUNITY,
				month: '2026-12',
				subject: 'volunteer',
				rule: RULE
			})
		},
		{
			command: checkBoard,
			by: () => checker,
			not: () => world.people.leader,
			input: async () => ({ id: uuidv7(), board: (await draft()).id, verdict: 'approved' }),
			malformed: { id: uuidv7(), board: uuidv7(), verdict: 'returned' },
			refusedInput: async () => {
				const { id } = await draft();
				await approve(id);
				return { id: uuidv7(), board: id, verdict: 'approved' };
			}
		},
		{
			command: publishBoard,
			by: () => secretary,
			not: () => world.people.leader,
			input: async () => {
				const { id } = await draft();
				await approve(id);
				return { board: id };
			},
			malformed: { board: 7 },
			refusedInput: async () => ({ board: (await draft()).id })
		},
		{
			command: withdrawBoard,
			by: () => secretary,
			not: () => world.people.leader,
			input: async () => ({ board: await published(), reason: '算错了一次' }),
			malformed: { board: uuidv7(), reason: '' },
			refusedInput: async () => ({ board: (await draft()).id, reason: '算错了一次' })
		}
	];

	beforeEach(async () => {
		await agree(world.people.member);
		await served(world.people.member, 300);
	});

	const run = (who: PersonActor | null, command: AnyCommand, input: unknown, id?: string) =>
		world.run(who, command, input as InputOf<AnyCommand>, id ? { id } : {});

	describe.each(cases)('$command.name', ({ command, by, not, input, malformed, refusedInput }) => {
		it('signed out: asks to sign in', async () => {
			expect(await run(null, command, await input())).toEqual({
				kind: 'retry',
				reason: 'signed_out'
			});
		});

		it('malformed: says which field', async () => {
			expect(await run(by(), command, malformed)).toMatchObject({
				kind: 'refused',
				code: 'invalid_input'
			});
		});

		it('repeated: the same answer, one effect', async () => {
			const given = await input();
			const id = uuidv7();
			const first = await run(by(), command, given, id);
			expect(first.kind).toBe('done');
			const seq = world.app.live.seq;
			expect(await run(by(), command, given, id)).toEqual(first);
			expect(world.app.live.seq).toBe(seq);
			expect(await run(world.people.admin, command, given, id)).toMatchObject({
				code: 'id_reused'
			});
		});

		if (not) {
			it('forbidden: answers as if it were not there', async () => {
				const given = await input();
				for (const who of [not(), world.people.member, world.people.otherSecretary]) {
					expect(await run(who, command, given)).toMatchObject({ code: 'not_available' });
				}
			});
		}

		if (refusedInput) {
			it('a refusal is replayed', async () => {
				const given = await refusedInput();
				const id = uuidv7();
				const first = await run(by(), command, given, id);
				expect(first.kind).toBe('refused');
				expect(await run(by(), command, given, id)).toEqual(first);
			});
		}
	});

	it('a unit or board that is not there answers like a forbidden one', async () => {
		const missing = uuidv7();
		expect(await approve(missing)).toMatchObject({ code: 'not_available' });
		expect(await publish(missing)).toMatchObject({ code: 'not_available' });
		const nowhere = await draft('volunteer', RULE, OTHER_GRID);
		expect(nowhere.outcome).toMatchObject({ code: 'not_available' });
		expect(await publicPage('330922999')).toBeNull();
	});
});
