import type { PersonActor } from '#lib/kernel/actor.ts';
import type { AnyCommand, DataOf, InputOf } from '#lib/kernel/command.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import type { Outcome } from '#lib/kernel/outcome.ts';
import { applyPlan } from '#lib/app.import.server.ts';
import type { App } from '#lib/app.server.ts';
import { applyUnits } from '#lib/org/commands.ts';
import { applyRows } from '#lib/roster/commands.ts';
import { applyBatches } from '#lib/roster/import.server.ts';
import { lines } from '../../lines.ts';
import type { RequestHandler } from './$types';

class NotDone extends Error {
	readonly command: string;
	readonly outcome: Outcome;
	constructor(command: string, outcome: Outcome) {
		super(outcome.kind);
		this.command = command;
		this.outcome = outcome;
	}
}

/** Puts the confirmed rows in, in batches, under the person's own rights. */
export const POST: RequestHandler = ({ params, locals, request, url }) => {
	const { app, actor } = locals;
	if (request.headers.get('origin') !== url.origin) return new Response(null, { status: 403 });
	const open = actor && app.imports.find(params.id, actor);
	if (!open) return new Response(null, { status: 404 });
	return lines(async (send) => {
		try {
			if (open.kind === 'units') {
				const units = await applyPlan(open.plan, (input) =>
					run(app, actor, applyUnits, input, uuidv7())
				);
				app.imports.close(open.id);
				return { units };
			}
			const applied = await applyBatches(
				app.imports.batches(open),
				({ command, input }) => run(app, actor, applyRows, input, command),
				(share) => send({ share })
			);
			return { applied };
		} catch (error) {
			if (!(error instanceof NotDone)) throw error;
			const { command, outcome } = error;
			return outcome.kind === 'refused'
				? { refused: outcome.code, command, params: outcome.params }
				: { refused: 'unknown', command, params: {} };
		}
	});
};

async function run<C extends AnyCommand>(
	app: App,
	actor: PersonActor,
	command: C,
	input: InputOf<C>,
	id: string
): Promise<DataOf<C>> {
	const envelope = { id, name: command.name, input, claimedAt: Date.now(), appVersion: 'server' };
	const outcome = await app.runCommand(envelope, actor, 'form');
	if (outcome.kind !== 'done') throw new NotDone(command.name, outcome);
	return outcome.data as DataOf<C>;
}
