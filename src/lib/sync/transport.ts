import type { Envelope } from '#lib/kernel/command.ts';
import type { Outcome } from '#lib/kernel/outcome.ts';
import type { Sent } from './outbox-core.ts';

/** Says for whom a request is made: the server answers 401 when the cookie is somebody else's. */
export const PERSON_HEADER = 'x-geli-person';

const WITHIN_MS = 30_000;

/** `fetch` that gives up: a half-open connection must not hold a lane for ever. */
export async function fetchWithin(
	url: string,
	init: RequestInit,
	ms: number = WITHIN_MS
): Promise<Response> {
	const cut = new AbortController();
	const timer = setTimeout(() => cut.abort(), ms);
	try {
		return await fetch(url, { ...init, signal: cut.signal, cache: 'no-store' });
	} finally {
		clearTimeout(timer);
	}
}

/** Seconds from `Retry-After`: a number, or a date. */
function retryAfter(response: Response, now: number): number | undefined {
	const value = response.headers.get('retry-after');
	if (!value) return undefined;
	const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - now) / 1000;
	return Number.isFinite(seconds) ? Math.min(Math.max(0, seconds), 3600) : undefined;
}

const isAnswers = (body: unknown): body is { answers: { id: string; outcome: Outcome }[] } =>
	typeof body === 'object' &&
	body !== null &&
	Array.isArray((body as { answers?: unknown }).answers);

/** One request with commands to the server, and what became of it. Never throws. */
export async function postCommands(person: string, envelopes: readonly Envelope[]): Promise<Sent> {
	let response: Response;
	try {
		response = await fetchWithin('/api/commands', {
			method: 'POST',
			headers: { 'content-type': 'application/json', [PERSON_HEADER]: person },
			body: JSON.stringify({ commands: envelopes })
		});
	} catch {
		return { kind: 'lost' };
	}
	const after = retryAfter(response, Date.now());
	switch (response.status) {
		case 200: {
			const body = (await response.json().catch(() => null)) as unknown;
			// A cut answer, or a gate of a public wireless network: it says nothing of the commands.
			return isAnswers(body) ? { kind: 'answers', answers: body.answers } : { kind: 'lost' };
		}
		case 401:
			return { kind: 'signed_out' };
		case 413:
			return { kind: 'too_large' };
		case 426:
			return { kind: 'old_app' };
		case 408:
		case 429:
		case 502:
		case 503:
		case 504:
			return { kind: 'busy', after };
		default:
			return { kind: 'failed', after };
	}
}
