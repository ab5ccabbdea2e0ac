import type { Envelope } from '#lib/kernel/command.ts';
import { done, refused, retry, unsupported, type Outcome } from '#lib/kernel/outcome.ts';
import type { Sent } from '#lib/sync/outbox-core.ts';
import { fateOf, randomFrom, type SimServer } from './simulator.ts';

export type ServerMutant = 'none' | 'no_log' | 'log_outside';

/** What docs/architecture.md §3 says of a server, in forty lines; and ways to get it wrong. */
export function modelServer(seed: number, mutant: ServerMutant = 'none'): SimServer {
	const random = randomFrom(seed ^ 0x5f3759df);
	const log = new Map<string, Outcome>();
	const order: string[] = [];
	const effects: string[] = [];
	const crashes = new Map<string, number>();
	let deployed = false;

	function run({ id, name, after }: Envelope): Outcome {
		const fate = fateOf(name);
		if (fate === 'unknown' || (fate === 'new' && !deployed)) return unsupported;
		const known = log.get(id);
		if (known && mutant !== 'no_log') return known;
		if (after !== undefined) {
			const parent = log.get(after);
			if (!parent) return retry('busy', 2);
			if (parent.kind === 'refused') return decide(id, refused('parent_refused'));
		}
		if (fate === 'crash') return retry('failed', 1);
		if (fate === 'crash_thrice') {
			const count = (crashes.get(id) ?? 0) + 1;
			crashes.set(id, count);
			if (count <= 3) return retry('failed', 1);
		}
		if (fate === 'refuse') return decide(id, refused('full', { number: order.length }));
		effects.push(id);
		// The process dies between two transactions.
		if (mutant === 'log_outside' && random() < 0.2) return retry('failed', 1);
		return decide(id, done({ number: order.length }));
	}

	function decide(id: string, outcome: Outcome): Outcome {
		if (!log.has(id)) order.push(id);
		log.set(id, outcome);
		return outcome;
	}

	return {
		async handle(batch): Promise<Sent> {
			const answers: { id: string; outcome: Outcome }[] = [];
			let waits = false;
			for (const envelope of batch) {
				const outcome: Outcome = waits ? retry('busy') : run(envelope);
				waits ||= outcome.kind === 'retry' || outcome.kind === 'unsupported';
				answers.push({ id: envelope.id, outcome });
			}
			// Answers need not come in the order of the questions.
			return { kind: 'answers', answers: random() < 0.5 ? answers : answers.reverse() };
		},
		deploy: () => void (deployed = true),
		log: async (ids) =>
			order.filter((id) => ids.has(id)).map((id) => ({ id, outcome: log.get(id) as Outcome })),
		effects: async (ids) => effects.filter((id) => ids.has(id))
	};
}
