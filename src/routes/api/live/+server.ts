import type { Change } from '#lib/platform/live.server.ts';
import type { RequestHandler } from './$types';

const COALESCE_MS = 40;
const HEARTBEAT_MS = 25_000;
/** A listener that has this much unread is dropped; it comes back and reads everything again. */
const MOST_WAITING = 64 * 1024;
/** A person's browsers listen once each; this many is a mistake or a flood. */
const MOST_PER_PERSON = 40;
const open = new Map<string, number>();

/**
 * What changed, as it changes: `{seq, topics}` and nothing else. `Last-Event-ID` (or `?since=`)
 * resumes; when too much happened meanwhile the topic is `*`: read everything again.
 */
export const GET: RequestHandler = ({ request, url, locals }) => {
	const { app, actor } = locals;
	if (!actor) return new Response('Sign in first', { status: 401 });
	const listening = open.get(actor.id) ?? 0;
	if (listening >= MOST_PER_PERSON) {
		return new Response('Too many at once', { status: 429, headers: { 'retry-after': '30' } });
	}
	open.set(actor.id, listening + 1);
	const own = `person:${actor.id}`;
	const since = Number(
		request.headers.get('last-event-id') ?? url.searchParams.get('since') ?? NaN
	);
	let stop = () => {};

	const stream = new ReadableStream<string>(
		{
			start(controller) {
				let pending: Change | undefined;
				let timer: NodeJS.Timeout | undefined;
				const send = () => {
					timer = undefined;
					if (!pending) return;
					if ((controller.desiredSize ?? 0) <= 0) return stop();
					const data = JSON.stringify(pending);
					controller.enqueue(`id: ${pending.seq}\ndata: ${data}\n\n`);
					pending = undefined;
				};
				const add = (change: Change) => {
					// Somebody else's personal topic, or the end of a session, says nothing to this listener.
					const topics = change.topics.filter((t) => !/^(person|session):/.test(t) || t === own);
					pending = {
						seq: change.seq,
						topics: pending ? [...new Set([...pending.topics, ...topics])] : topics
					};
					timer ??= setTimeout(send, COALESCE_MS);
				};
				const heartbeat = setInterval(() => {
					if ((controller.desiredSize ?? 0) <= 0) stop();
					else controller.enqueue(': still here\n\n');
				}, HEARTBEAT_MS);
				const unlisten = app.live.listen(add);
				const unrevoked = app.sessions.onRevoked(({ session, person }) => {
					if (session === undefined ? person === actor.id : session === actor.session) stop();
				});
				stop = () => {
					stop = () => {};
					const rest = (open.get(actor.id) ?? 1) - 1;
					if (rest > 0) open.set(actor.id, rest);
					else open.delete(actor.id);
					unlisten();
					unrevoked();
					clearInterval(heartbeat);
					clearTimeout(timer);
					try {
						controller.close();
					} catch {
						// The reader has gone already.
					}
				};
				controller.enqueue(
					`retry: 2000\nid: ${app.live.seq}\ndata: {"seq":${app.live.seq},"topics":[]}\n\n`
				);
				if (Number.isFinite(since)) {
					const missed = app.live.since(since);
					if (missed === null) add({ seq: app.live.seq, topics: ['*'] });
					else missed.forEach(add);
				}
				request.signal.addEventListener('abort', () => stop());
			},
			cancel() {
				stop();
			}
		},
		{ highWaterMark: MOST_WAITING, size: (chunk) => chunk.length }
	);
	return new Response(stream.pipeThrough(new TextEncoderStream()), {
		headers: {
			'content-type': 'text/event-stream',
			'cache-control': 'no-store',
			'x-accel-buffering': 'no'
		}
	});
};
