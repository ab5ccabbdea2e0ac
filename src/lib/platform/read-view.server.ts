import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { PersonActor } from '#lib/kernel/actor.ts';
import { MINUTE } from '#lib/kernel/time.ts';
import type { AnyView, ViewAnswer } from '#lib/kernel/view.ts';
import type { Db } from './db/port.server.ts';
import type { AnyReader } from './handler.server.ts';
import type { Live } from './live.server.ts';

export type ViewResult =
	| { kind: 'ok'; answer: ViewAnswer<unknown>; etag: string }
	| { kind: 'unchanged'; etag: string }
	| { kind: 'unknown' | 'invalid' | 'signed_out' | 'not_available' };

export type ReadView = (
	name: string,
	args: unknown,
	actor: PersonActor | null,
	/** The tag of the copy the reader has; the view is not read when nothing changed since. */
	known?: string | null
) => Promise<ViewResult>;

export interface ViewReaderOptions {
	readonly db: Db;
	readonly readers: readonly AnyReader[];
	readonly live: Live;
	readonly now?: () => number;
}

const digests = new WeakMap<object, string>();

/** Stands for the seats: one that ends with the day changes no topic, but what may be read. */
function digestOf(seats: PersonActor['memberships']): string {
	let digest = digests.get(seats);
	if (digest === undefined) {
		const text = seats.map(({ unit, role }) => `${unit} ${role}`).sort();
		digest = createHash('sha256').update(text.join()).digest('base64url').slice(0, 8);
		digests.set(seats, digest);
	}
	return digest;
}

/** The only way to read for a screen: under the reader's own rights, with a tag per state. */
export function createViewReader({
	db,
	readers,
	live,
	now = Date.now
}: ViewReaderOptions): ReadView {
	const byName = new Map(readers.map((reader) => [reader.view.name as string, reader]));

	return async (name, args, actor, known) => {
		const reader = byName.get(name);
		if (!reader) return { kind: 'unknown' };
		const view = reader.view as AnyView;
		if (!actor && !view.public) return { kind: 'signed_out' };
		const parsed = v.safeParse(view.args, args);
		if (!parsed.success) return { kind: 'invalid' };

		const at = now();
		// Taken before the read: a commit in between makes the tag too old, never too new.
		const seq = live.seq;
		const topics = view.topics(parsed.output, actor);
		const who = actor ? `${actor.id.slice(-12)}.${digestOf(actor.memberships)}` : '';
		const minute = view.clock ? Math.floor(at / MINUTE) : 0;
		const etag = `W/"${live.newest([...topics, ...(actor ? [`person:${actor.id}`] : [])])}-${minute}-${who}"`;
		if (known === etag) return { kind: 'unchanged', etag };

		const data = await db.read((q) => reader.read(q, parsed.output, { actor, now: at }));
		if (data === null) return { kind: 'not_available' };
		return { kind: 'ok', answer: { data, seq, at }, etag };
	};
}
