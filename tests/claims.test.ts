/** The last places of a shift, over HTTP, against the built server. */
import { rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uuidv7 } from '#lib/kernel/id.ts';
import type { Outcome } from '#lib/kernel/outcome.ts';
import type { ViewAnswer } from '#lib/kernel/view.ts';
import { claimShift, leaveShift, setCapacity } from '#lib/posts/commands.ts';
import type { ShiftPageView } from '#lib/posts/schema.ts';
import { makeCrowd, type Crowd } from './support/crowd.ts';
import { endServer, startServer, type TestServer } from './support/e2e.ts';

const PEOPLE = 200;
const PLACES = 10;

let crowd: Crowd;
let server: TestServer;
beforeAll(async () => {
	crowd = await makeCrowd(PEOPLE, 2, PLACES);
	server = await startServer({ seed: 'none', dataDir: crowd.dataDir });
}, 60_000);
afterAll(async () => {
	await endServer(server);
	rmSync(crowd.dataDir, { recursive: true, force: true });
});

const agent = new Agent({ keepAlive: true, maxSockets: PEOPLE });

/** One command over one connection; `seq` is how far the server had come when it answered. */
function send(
	cookie: string,
	name: string,
	input: object
): Promise<{ outcome: Outcome; seq: number }> {
	const envelope = { id: uuidv7(), name, input, claimedAt: Date.now(), appVersion: 'test' };
	const body = JSON.stringify({ commands: [envelope] });
	return new Promise((resolve, reject) => {
		const asked = request(
			`${server.url}/api/commands`,
			{
				agent,
				method: 'POST',
				headers: { cookie, origin: server.url, 'content-type': 'application/json' }
			},
			(response) => {
				let text = '';
				response.setEncoding('utf8');
				response.on('data', (chunk: string) => (text += chunk));
				response.once('end', () => {
					const { answers, seq } = JSON.parse(text) as {
						answers: { outcome: Outcome }[];
						seq: number;
					};
					const [answer] = answers;
					if (answer) resolve({ outcome: answer.outcome, seq });
					else reject(new Error(text));
				});
			}
		);
		asked.once('error', reject);
		asked.end(body);
	});
}

async function page(shift: string): Promise<ShiftPageView> {
	const args = encodeURIComponent(JSON.stringify({ shift }));
	const response = await fetch(`${server.url}/api/views/posts.shift?args=${args}`, {
		headers: { cookie: crowd.leader }
	});
	return ((await response.json()) as ViewAnswer<ShiftPageView>).data;
}

const HELD = { kind: 'done', data: { place: 'held' } };

describe('200 people, 10 places, at once, over HTTP', () => {
	const claims: { person: string; claim: string; number: number }[] = [];

	it('[PO-6] 10 hold a place and 190 have the numbers 1 to 190, in order of arrival', async () => {
		const shift = crowd.shifts[0] ?? '';
		const answers = await Promise.all(
			crowd.people.map(async ({ id, cookie }) => {
				const claim = uuidv7();
				const { outcome } = await send(cookie, claimShift.name, { id: claim, shift });
				const data = outcome.kind === 'done' ? (outcome.data as { number?: number }) : {};
				claims.push({ person: id, claim, number: data.number ?? 0 });
				return outcome;
			})
		);
		expect(answers.filter((o) => JSON.stringify(o) === JSON.stringify(HELD))).toHaveLength(PLACES);
		const numbers = claims.map((c) => c.number).filter((n) => n > 0);
		expect(numbers.toSorted((a, b) => a - b)).toEqual(
			Array.from({ length: PEOPLE - PLACES }, (_, i) => i + 1)
		);
		const now = await page(shift);
		expect(now.held).toHaveLength(PLACES);
		expect(now.waiting?.map((who) => who.person)).toEqual(
			claims
				.filter((c) => c.number > 0)
				.toSorted((a, b) => a.number - b.number)
				.map((c) => c.person)
		);
	});

	it('[PO-7] all ten leave at once: the first ten on the waitlist have their places', async () => {
		const shift = crowd.shifts[0] ?? '';
		const cookieOf = new Map(crowd.people.map((who) => [who.id, who.cookie]));
		const leaving = claims.filter((c) => c.number === 0);
		await Promise.all(
			leaving.map((c) => send(cookieOf.get(c.person) ?? '', leaveShift.name, { claim: c.claim }))
		);
		const now = await page(shift);
		const next = claims.filter((c) => c.number > 0 && c.number <= PLACES).map((c) => c.person);
		expect(now.held.map((who) => who.person).toSorted()).toEqual(next.toSorted());
		expect(now.waiting).toHaveLength(PEOPLE - 2 * PLACES);
	});

	it('[PO-10] places that are added while people leave and claim are never given twice', async () => {
		const shift = crowd.shifts[1] ?? '';
		const work = crowd.people.flatMap(({ cookie }, i) => {
			const claim = uuidv7();
			const made = send(cookie, claimShift.name, { id: claim, shift });
			const more =
				i % 50 === 49
					? [send(crowd.leader, setCapacity.name, { shift, capacity: PLACES + Math.floor(i / 50) })]
					: [];
			return i % 3 === 0
				? [made.then(() => send(cookie, leaveShift.name, { claim })), ...more]
				: [made, ...more];
		});
		await Promise.all(work);
		const now = await page(shift);
		expect(now.held).toHaveLength(now.shift.capacity);
		expect(now.held.length + (now.waiting?.length ?? 0)).toBe(PEOPLE - Math.ceil(PEOPLE / 3));
		const people = [...now.held, ...(now.waiting ?? [])].map((who) => who.person);
		expect(new Set(people).size).toBe(people.length);
	});
});
