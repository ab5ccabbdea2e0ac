import { createHash } from 'node:crypto';
import { desc, eq, sql } from 'drizzle-orm';
import * as v from 'valibot';
import type { Actor } from '#lib/kernel/actor.ts';
import type { Envelope } from '#lib/kernel/command.ts';
import { refused, retry, unsupported, type Outcome } from '#lib/kernel/outcome.ts';
import { prepared, StoreUnavailable, type Db, type Tx } from './db/port.server.ts';
import type { AnyHandler, Context, NewEvent, Reactor, RecordedEvent } from './handler.server.ts';
import type { Live } from './live.server.ts';
import type { Log } from './log.server.ts';
import { commandLog, event, type StoredOutcome } from './tables.server.ts';

/** The door a command came through; kept in the audit log. */
export type Via = 'api' | 'form' | 'cli' | 'job' | 'seed' | 'test';

export interface RunnerOptions {
	readonly db: Db;
	readonly handlers: readonly AnyHandler[];
	readonly reactors: readonly Reactor[];
	readonly live: Live;
	readonly log: Log;
	readonly now?: () => number;
}

/** @param at when it happened: a seed tells of days gone by. No other door can say. */
export type RunCommand = (
	envelope: Envelope,
	actor: Actor | null,
	via: Via,
	at?: number
) => Promise<Outcome>;

/** The only way to write. See docs/architecture.md §3 for the six steps. */
export function createRunner(options: RunnerOptions): RunCommand {
	const { db, live, log, now = Date.now } = options;
	const handlers = new Map(options.handlers.map((h) => [h.command.name as string, h]));
	const reactors = Map.groupBy(options.reactors, (reactor) => reactor.on);
	const chain = new HashChain();

	return async function runCommand(envelope, actor, via, at) {
		const handler = handlers.get(envelope.name);
		if (!handler) return unsupported;
		if (!actor && !handler.command.anonymous) return retry('signed_out');
		const parsed = v.safeParse(handler.command.input, envelope.input);
		if (!parsed.success) return refused('invalid_input', whereItIsWrong(parsed.issues));

		const input: unknown = parsed.output;
		const who = actor?.id ?? 'anonymous';
		const inputHash = sha256(canonical([envelope.name, input]));
		const receivedAt = via === 'seed' && at !== undefined ? at : now();

		try {
			const result = await db.write(async (tx, unit) => {
				const [known] = await loggedById(tx).execute({ id: envelope.id });
				if (known) {
					const same = known.actor === who && known.inputHash === inputHash;
					return { outcome: same ? known.outcome : refused('id_reused'), events: [] };
				}
				if (envelope.after !== undefined) {
					const [parent] = await loggedById(tx).execute({ id: envelope.after });
					// Not seen yet: this one came first. The phone sends both again, in order.
					if (!parent) return { outcome: retry('busy', 2), events: [] };
					if (parent.outcome.kind === 'refused') {
						return store(tx, refused('parent_refused'), null);
					}
				}

				const emitted: NewEvent[] = [];
				const context: Context = {
					actor: actor ?? { kind: 'person', id: 'anonymous', name: '', memberships: [] },
					now: receivedAt,
					claimedAt: envelope.claimedAt,
					command: envelope.id,
					emit: (e) => void emitted.push(e)
				};
				const found = await handler.facts(tx, input, context);
				if (!found || !handler.command.may(context.actor, found.target)) {
					unit.undo();
					return store(tx, refused('not_available'), null);
				}
				const outcome = await handler.execute(tx, input, found.facts, context);
				if (outcome.kind === 'refused') {
					unit.undo();
					return store(tx, outcome, found.unit ?? null);
				}
				const events = await record(tx, emitted, context);
				return store(tx, outcome, found.unit ?? null, events);
			});
			if (result.events.length > 0) live.publish(result.events);
			return result.outcome;
		} catch (error) {
			chain.forget();
			if (error instanceof StoreUnavailable) {
				log.warn(
					{ command: envelope.name, id: envelope.id, why: error.message },
					'store unavailable'
				);
				return retry('storage', 5);
			}
			// The input is private: the log gets the command's name and id only.
			log.error({ command: envelope.name, id: envelope.id, error }, 'command failed');
			return retry('failed', 10);
		}

		async function store(
			tx: Tx,
			outcome: StoredOutcome,
			unit: string | null,
			events: readonly RecordedEvent[] = []
		) {
			const redact = handler?.command.redact;
			const row = {
				id: envelope.id,
				name: envelope.name,
				actor: who,
				via,
				unit,
				inputHash,
				input: redact ? redact(input) : input,
				outcome,
				claimedAt: envelope.claimedAt,
				receivedAt,
				appVersion: envelope.appVersion,
				prevHash: await chain.last(tx)
			};
			const hash = hashOfRow(row);
			await insertLog(tx).execute({ ...row, hash });
			chain.append(hash);
			return { outcome: outcome as Outcome, events };
		}

		/** Appends the events, then runs their reactors, which may emit more. */
		async function record(tx: Tx, emitted: NewEvent[], context: Context) {
			const recorded: RecordedEvent[] = [];
			for (let next = emitted.shift(); next; next = emitted.shift()) {
				const entry = {
					name: next.name,
					topics: next.topics,
					payload: next.payload ?? {},
					command: envelope.id,
					at: receivedAt
				};
				const [row] = await insertEvent(tx).execute(entry);
				if (row) recorded.push({ seq: row.seq, ...entry });
				for (const reactor of reactors.get(next.name) ?? []) {
					await reactor.react(tx, { ...entry, carry: next.carry }, context);
				}
			}
			return recorded;
		}
	};
}

const p = sql.placeholder;

const loggedById = prepared((tx) =>
	tx
		.select({
			actor: commandLog.actor,
			inputHash: commandLog.inputHash,
			outcome: commandLog.outcome
		})
		.from(commandLog)
		.where(eq(commandLog.id, p('id')))
		.prepare()
);

const insertLog = prepared((tx) =>
	tx
		.insert(commandLog)
		.values({
			id: p('id'),
			name: p('name'),
			actor: p('actor'),
			via: p('via'),
			unit: p('unit'),
			inputHash: p('inputHash'),
			input: p('input'),
			outcome: p('outcome'),
			claimedAt: p('claimedAt'),
			receivedAt: p('receivedAt'),
			appVersion: p('appVersion'),
			prevHash: p('prevHash'),
			hash: p('hash')
		})
		.prepare()
);

const insertEvent = prepared((tx) =>
	tx
		.insert(event)
		.values({
			name: p('name'),
			topics: p('topics'),
			payload: p('payload'),
			command: p('command'),
			at: p('at')
		})
		.returning({ seq: event.seq })
		.prepare()
);

/** The hash of the newest log row, kept in memory while the writer is ours alone. */
class HashChain {
	#last: string | undefined;

	async last(tx: Tx): Promise<string> {
		if (this.#last === undefined) {
			const [row] = await tx
				.select({ hash: commandLog.hash })
				.from(commandLog)
				.orderBy(desc(commandLog.seq))
				.limit(1);
			this.#last = row?.hash ?? '';
		}
		return this.#last;
	}

	append(hash: string): void {
		this.#last = hash;
	}

	/** A write was taken back: the next command reads the chain's end again. */
	forget(): void {
		this.#last = undefined;
	}
}

export interface LogRow {
	id: string;
	name: string;
	actor: string;
	via: string;
	unit: string | null;
	inputHash: string;
	input: unknown;
	outcome: StoredOutcome;
	claimedAt: number;
	receivedAt: number;
	appVersion: string;
	prevHash: string;
}

/** SHA-256 over the row and the hash before it: a changed or missing row breaks the chain. */
export const hashOfRow = (row: LogRow): string =>
	sha256(
		canonical([
			row.prevHash,
			row.id,
			row.name,
			row.actor,
			row.via,
			row.unit,
			row.inputHash,
			row.input,
			row.outcome,
			row.claimedAt,
			row.receivedAt,
			row.appVersion
		])
	);

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64url');

/** JSON with sorted keys, so that the same input has the same hash however it was written. */
function canonical(value: unknown): string {
	return JSON.stringify(value, (_, part: unknown) =>
		part && typeof part === 'object' && !Array.isArray(part)
			? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
			: part
	);
}

/** The first wrong field, as `shift.startsAt`, and the rule it broke; never the value. */
function whereItIsWrong(issues: readonly v.BaseIssue<unknown>[]) {
	const [issue] = issues;
	return {
		field: issue ? (v.getDotPath(issue) ?? '') : '',
		rule: issue?.type ?? '',
		count: issues.length
	};
}
