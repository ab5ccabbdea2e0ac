import { afterEach, expect, it, vi } from 'vitest';
import { done } from '#lib/kernel/outcome.ts';
import { PERSON_HEADER, postCommands } from './transport.ts';

afterEach(() => vi.unstubAllGlobals());

const answering = (make: () => Response | Promise<Response>) => {
	const fetch = vi.fn(async (_url: string, _init: RequestInit) => make());
	vi.stubGlobal('fetch', fetch);
	return fetch;
};
const envelope = { id: 'x', name: 'a.b', input: {}, claimedAt: 1, appVersion: 'v' };

it('says for whom it speaks, and keeps nothing in the browser’s cache', async () => {
	const answers = [{ id: 'x', outcome: done(null) }];
	const fetch = answering(() => Response.json({ answers }));
	expect(await postCommands('p1', [envelope])).toEqual({ kind: 'answers', answers });
	const [url, init] = fetch.mock.calls[0] ?? [];
	expect(url).toBe('/api/commands');
	expect(init).toMatchObject({
		method: 'POST',
		cache: 'no-store',
		headers: { [PERSON_HEADER]: 'p1' }
	});
});

it.each([
	[401, 'signed_out'],
	[413, 'too_large'],
	[426, 'old_app'],
	[429, 'busy'],
	[503, 'busy'],
	[400, 'failed'],
	[403, 'failed'],
	[500, 'failed']
])('%i is “%s”', async (status, kind) => {
	answering(() => new Response('', { status, headers: { 'retry-after': '7' } }));
	expect((await postCommands('p1', [envelope])).kind).toBe(kind);
});

it('reads Retry-After as seconds or as a date', async () => {
	answering(() => new Response('', { status: 503, headers: { 'retry-after': '7' } }));
	expect(await postCommands('p1', [])).toEqual({ kind: 'busy', after: 7 });
	const date = new Date(Date.now() + 20_000).toUTCString();
	answering(() => new Response('', { status: 429, headers: { 'retry-after': date } }));
	const sent = await postCommands('p1', []);
	expect(sent.kind === 'busy' && sent.after).toBeGreaterThan(15);
});

it.each([
	['no network', () => Promise.reject(new TypeError('Failed to fetch'))],
	['a cut answer', () => new Response('{"answers":[{"id":"x"')],
	['the sign-in page of a wireless network', () => new Response('<html>')]
])('%s says nothing of the commands', async (_, make) => {
	answering(make);
	expect(await postCommands('p1', [envelope])).toEqual({ kind: 'lost' });
});
