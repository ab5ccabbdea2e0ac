/** Imports from the command line. The pages import through the same parts. */
import { systemActor } from '#lib/kernel/actor.ts';
import type { AnyCommand, InputOf, DataOf } from '#lib/kernel/command.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { applyUnits } from '#lib/org/commands.ts';
import { allUnits } from '#lib/org/repo.server.ts';
import {
	bandFindings,
	needsConsent,
	planUnits,
	readUnitFile,
	type UnitPlan
} from '#lib/org/rules.ts';
import { UNIT_BATCH, type UnitRow, type UnitsApplied, type UnitView } from '#lib/org/schema.ts';
import { readSheet, UnreadableFile, type SheetRow } from '#lib/platform/files/sheet.server.ts';
import { applyRows } from '#lib/roster/commands.ts';
import {
	applyBatches,
	batchesOf,
	isAcceptable,
	readRoster,
	vocabularyFor
} from '#lib/roster/import.server.ts';
import words from '#lib/roster/messages.en.ts';
import type { RowsApplied } from '#lib/roster/schema.import.ts';
import type { App } from './app.server.ts';
import type { Operation } from './operations.server.ts';

/**
 * Runs a command as the application itself.
 * @throws when it is not done: the command line has nobody to show a refusal to
 */
export async function runAsSystem<C extends AnyCommand>(
	app: App,
	command: C,
	input: InputOf<C>,
	{ id = uuidv7(), via = 'cli', at }: { id?: string; via?: 'cli' | 'seed'; at?: number } = {}
): Promise<DataOf<C>> {
	const envelope = { id, name: command.name, input, claimedAt: Date.now(), appVersion: via };
	const outcome = await app.runCommand(envelope, systemActor(via), via, at);
	if (outcome.kind === 'done') return outcome.data as DataOf<C>;
	const why =
		outcome.kind === 'refused' ? `${outcome.code} ${JSON.stringify(outcome.params)}` : outcome.kind;
	throw new Error(`${command.name} was not done: ${why}`);
}

export async function readRows(file: string): Promise<SheetRow[]> {
	const rows: SheetRow[] = [];
	for await (const batch of readSheet(file)) rows.push(...batch);
	return rows;
}

/** Applies a plan in batches, parents first. Run again after a crash it goes on where it was. */
export async function applyPlan(
	plan: UnitPlan,
	run: (input: InputOf<typeof applyUnits>) => Promise<UnitsApplied>
): Promise<UnitsApplied> {
	const id = uuidv7();
	const total: UnitsApplied = { added: 0, changed: 0, same: 0, closed: 0 };
	const send = async (units: UnitRow[], close: string[]) => {
		const applied = await run({ import: id, units, close });
		for (const key of ['added', 'changed', 'same', 'closed'] as const) total[key] += applied[key];
	};
	const units = [...plan.added, ...plan.changed.map((change) => change.after)].sort(
		(a, b) => a.code.length - b.code.length || a.code.localeCompare(b.code)
	);
	for (let at = 0; at < units.length; at += UNIT_BATCH)
		await send(units.slice(at, at + UNIT_BATCH), []);
	const gone = plan.gone.map((unit) => unit.code);
	for (let at = 0; at < gone.length; at += UNIT_BATCH)
		await send([], gone.slice(at, at + UNIT_BATCH));
	return total;
}

const orProblem = <T>(work: Promise<T>): Promise<T | UnreadableFile> =>
	work.catch((error: unknown) => {
		if (error instanceof UnreadableFile) return error;
		throw error;
	});

function sayProblem(problem: UnreadableFile, write: (text: string) => void): number {
	write(`${words.files[problem.code](problem.params)}\n`);
	return 1;
}

export const importUnits: Operation = {
	name: 'import units',
	takes: 'FILE',
	options: ['--dry-run', '--json', '--yes'],
	says: 'read a table of units; what it would rename or close is shown first',
	async run({ app, words: [name = ''], options, file, write }) {
		const rows = await orProblem(readRows(file(name)));
		if (rows instanceof UnreadableFile) return sayProblem(rows, write);
		const read = readUnitFile(rows);
		if (!read) {
			write('Not imported: no row names the columns 编码, 名称 and 层级.\n');
			return 1;
		}
		const plan = planUnits(await app.db.read(allUnits), read.units);
		const summary = summaryOf(read.units, plan, read.faults.length);
		if (options.has('--json')) write(`${JSON.stringify(summary, null, 2)}\n`);
		else {
			for (const fault of read.faults)
				write(`Row ${fault.row} ${fault.code}: left out, ${fault.fault}\n`);
			write(differences(plan));
		}
		const waits = needsConsent(plan) && !options.has('--yes');
		if (options.has('--dry-run')) return 0;
		if (waits) {
			if (!options.has('--json')) write('Nothing was written. Look it through, then add --yes.\n');
			return 1;
		}
		const applied = await applyPlan(plan, (input) => runAsSystem(app, applyUnits, input));
		if (!options.has('--json')) {
			write(
				`${applied.added} added, ${applied.changed} changed, ${applied.closed} closed, ${plan.same} as they were.\n`
			);
			write(
				`${summary.gridsOutside300to500Households} grids and ${summary.microGridsOutside50to80Households} micro-grids lie outside their household band.\n`
			);
		}
		return 0;
	}
};

/** Reads a roster file against the units of the county, all of them. */
async function readRosterFile(app: App, file: string) {
	const vocabulary = await app.db.read((q) => vocabularyFor(q, systemActor('cli')));
	return readRoster(readSheet(file), vocabulary);
}

/** Puts every row without a problem into the roster, as the application itself. */
export async function importRosterFile(
	app: App,
	file: string,
	via: 'cli' | 'seed',
	at?: number
): Promise<RowsApplied> {
	const { rows } = await readRosterFile(app, file);
	return applyBatches(batchesOf(rows, uuidv7()), ({ command, input }) =>
		runAsSystem(app, applyRows, input, { id: command, via, ...(at === undefined ? {} : { at }) })
	);
}

export const importRoster: Operation = {
	name: 'import roster',
	takes: 'FILE',
	options: ['--dry-run', '--json'],
	says: 'read a roster (xlsx or csv); --dry-run only counts what was understood',
	async run({ app, words: [name = ''], options, file, write }) {
		const read = await orProblem(readRosterFile(app, file(name)));
		if (read instanceof UnreadableFile) return sayProblem(read, write);
		if (options.has('--json')) write(`${JSON.stringify(read.counts, null, 2)}\n`);
		else {
			for (const row of read.rows.filter((r) => !isAcceptable(r))) {
				write(
					`Row ${row.number} left out: ${row.problems.map((p) => words.problems[p.code]({ text: p.text ?? '' })).join(' ')}\n`
				);
			}
			for (const [key, count] of Object.entries(read.counts)) write(`${key} ${count}\n`);
		}
		if (options.has('--dry-run')) return 0;
		const applied = await applyBatches(batchesOf(read.rows, uuidv7()), ({ command, input }) =>
			runAsSystem(app, applyRows, input, { id: command })
		);
		if (!options.has('--json')) {
			write(
				`${applied.added} people added, ${applied.updated} completed, ${applied.seats} seats taken, ${applied.same} rows as they were.\n`
			);
		}
		return 0;
	}
};

function summaryOf(units: readonly UnitRow[], plan: UnitPlan, faults: number) {
	const level = (name: UnitRow['level'], special = false) =>
		units.filter(
			(u) =>
				u.level === name && (special ? u.kind !== 'land' : u.kind === 'land' || u.kind === null)
		).length;
	const found = bandFindings(units.map((unit): UnitView => ({ ...unit, closedAt: null })));
	return {
		county: units.find((u) => u.level === 'county')?.code ?? null,
		units: units.length,
		towns: level('town'),
		communities: level('community'),
		landGrids: level('grid'),
		microGrids: level('micro_grid'),
		specialGrids: level('grid', true),
		gridsOutside300to500Households: found.filter((f) => f.level === 'grid').length,
		microGridsOutside50to80Households: found.filter((f) => f.level === 'micro_grid').length,
		added: plan.added.length,
		changed: plan.changed.length,
		same: plan.same,
		gone: plan.gone.length,
		faults
	};
}

function differences(plan: UnitPlan): string {
	const changed = plan.changed.flatMap(({ before, after, fields, reopened }) => [
		...fields.map((f) => `~ ${after.code} ${f}: ${before[f] ?? '-'} → ${after[f] ?? '-'}\n`),
		...(reopened ? [`~ ${after.code} ${after.name}: opened again\n`] : [])
	]);
	const gone = plan.gone.map((unit) => `- ${unit.code} ${unit.name}: to be closed\n`);
	return `${[...changed, ...gone].join('')}${plan.added.length} new, ${plan.changed.length} changed, ${plan.same} the same, ${plan.gone.length} no longer in the file.\n`;
}
