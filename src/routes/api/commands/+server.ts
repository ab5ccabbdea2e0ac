import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import { commands } from '#lib/app.ts';
import { EnvelopeSchema } from '#lib/kernel/command.ts';
import { retry, type Outcome } from '#lib/kernel/outcome.ts';
import type { RequestHandler } from './$types';

const MOST = 50;
const BatchSchema = v.object({
	commands: v.pipe(v.array(EnvelopeSchema), v.minLength(1), v.maxLength(MOST))
});
/** Those that leave a row in the log without anybody having signed in. */
const anonymous = new Set(commands.filter((c) => c.anonymous).map((c) => c.name));
const laneOf = new Map(commands.map((command) => [command.name, command.lane]));

/**
 * Takes up to 50 commands in the order in which they were given. After one that must be tried
 * again, those behind it in its lane wait too: order within a lane holds. A name that is not known
 * may be of any lane, so all behind it wait.
 */
export const POST: RequestHandler = async ({ request, locals, url, getClientAddress }) => {
	if (request.headers.get('origin') !== url.origin)
		return json({ error: 'origin' }, { status: 403 });
	if (!request.headers.get('content-type')?.startsWith('application/json')) {
		return json({ error: 'content_type' }, { status: 415 });
	}
	const body: unknown = await request.json().catch(() => null);
	const batch = v.safeParse(BatchSchema, body);
	if (!batch.success) return json({ error: 'malformed' }, { status: 400 });

	const caller = locals.actor?.id ?? `address:${getClientAddress()}`;
	const counts = ({ name }: { name: string }) => locals.actor !== null || anonymous.has(name);
	const counted = batch.output.commands.filter(counts).length;
	const wait = counted > 0 ? await locals.app.commandLimits.take(caller, counted) : 0;
	const answers: { id: string; outcome: Outcome }[] = [];
	const waiting = new Set<string>();
	let unknown = false;
	for (const envelope of batch.output.commands) {
		const lane = laneOf.get(envelope.name) ?? '';
		const outcome =
			wait && counts(envelope)
				? retry('rate', wait)
				: unknown || waiting.has(lane)
					? retry('busy')
					: await locals.app.runCommand(envelope, locals.actor, 'api');
		if (outcome.kind === 'retry') waiting.add(lane);
		if (outcome.kind === 'unsupported') unknown = true;
		answers.push({ id: envelope.id, outcome });
	}
	return json({ answers, seq: locals.app.live.seq }, { headers: { 'cache-control': 'no-store' } });
};
