/** From a file to rows that somebody can look at, and from those to the roster. */
import writeXlsxFile, { type CellObject } from 'write-excel-file/node';
import { leads, type Actor } from '#lib/kernel/actor.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { allUnits, subtree } from '#lib/org/repo.server.ts';
import type { UnitView } from '#lib/org/schema.ts';
import type { Tx } from '#lib/platform/db/port.server.ts';
import { UnreadableFile, type SheetRow } from '#lib/platform/files/sheet.server.ts';
import { rememberedAliases } from './repo.server.ts';
import { maySeat, seatFits } from './rules.ts';
import { RosterReader, type Vocabulary } from './rules.import.ts';
import { ROW_BATCH, type ApplyRow, type ImportRow, type RowsApplied } from './schema.import.ts';

/** What this importer may name: the units they run, and the words mapped before. */
export async function vocabularyFor(q: Tx, actor: Actor): Promise<Vocabulary> {
	let units: UnitView[] = [];
	if (actor.kind === 'system') units = await allUnits(q);
	else {
		const roots = [...new Set(actor.memberships.map((m) => m.unit))].filter((unit) =>
			leads(actor, unit)
		);
		for (const root of roots) units.push(...(await subtree(q, root)));
	}
	const once = new Map(units.map((unit) => [unit.code, unit]));
	return {
		units: [...once.values()],
		...(await rememberedAliases(q)),
		seatProblem: (unit, role) =>
			!seatFits(unit, role) ? 'seat_does_not_fit' : maySeat(actor, unit, role) ? null : 'not_yours'
	};
}

/**
 * Reads all rows of a roster file. Lets the event loop run between batches.
 * @throws {UnreadableFile} no_header when no row names the columns, no_units in an empty county
 */
export async function readRoster(
	batches: AsyncIterable<readonly SheetRow[]> | Iterable<readonly SheetRow[]>,
	vocabulary: Vocabulary
): Promise<RosterReader> {
	if (vocabulary.units.length === 0) throw new UnreadableFile('no_units');
	const reader = new RosterReader(vocabulary);
	for await (const batch of batches) {
		for (const row of batch) if (!reader.take(row)) throw new UnreadableFile('no_header');
		await new Promise((resolve) => setImmediate(resolve));
	}
	if (!reader.columns) throw new UnreadableFile('no_header');
	return reader;
}

/** [RO-17] What goes in: rows without a problem. The others are handed back with their reason. */
export const isAcceptable = (row: ImportRow): boolean => row.problems.length === 0;

export interface ApplyBatch {
	/** Of the command: sent again after a break, it has one effect. */
	readonly command: string;
	readonly input: { import: string; rows: ApplyRow[] };
}

/** The commands that put the rows in, with every id made, so that they can be sent again as they are. */
export function batchesOf(rows: readonly ImportRow[], importId: string): ApplyBatch[] {
	const accepted = rows.filter(isAcceptable).flatMap((row): ApplyRow[] => {
		const { name, phone, gender, politics, joinedParty, workUnit, note, unit, role } = row;
		if (phone === null || unit === null || role === null) return [];
		const fields = { name, phone, gender, politics, joinedParty, workUnit, note };
		return [
			{
				row: row.number,
				person: uuidv7(),
				seat: uuidv7(),
				...fields,
				skills: [...row.skills],
				unit,
				role
			}
		];
	});
	return Array.from({ length: Math.ceil(accepted.length / ROW_BATCH) }, (_, i) => ({
		command: uuidv7(),
		input: { import: importId, rows: accepted.slice(i * ROW_BATCH, (i + 1) * ROW_BATCH) }
	}));
}

/** Sends the batches in order and adds up what they did. */
export async function applyBatches(
	batches: readonly ApplyBatch[],
	run: (batch: ApplyBatch) => Promise<RowsApplied>,
	progress: (share: number) => void = () => {}
): Promise<RowsApplied> {
	const total: RowsApplied = { added: 0, updated: 0, seats: 0, same: 0 };
	for (const [i, batch] of batches.entries()) {
		const applied = await run(batch);
		for (const key of ['added', 'updated', 'seats', 'same'] as const) total[key] += applied[key];
		progress((i + 1) / batches.length);
	}
	return total;
}

/** [RO-18] The rows left out as an xlsx: as they were in the file, and why, in the reader's words. */
export async function rejectedFile(
	header: readonly string[],
	rows: readonly ImportRow[],
	words: {
		readonly sheet: string;
		readonly reason: string;
		readonly why: (row: ImportRow) => string;
	}
): Promise<Buffer> {
	// Typed as text: what began with = stays text, and a phone keeps its digits.
	const text = (value: string): CellObject => ({ value, type: String });
	const data = rows.map((row) => [
		...header.map((_, at) => text(row.cells[at] ?? '')),
		text(words.why(row))
	]);
	const head = [...header, words.reason].map((value): CellObject => ({
		...text(value),
		fontWeight: 'bold'
	}));
	const columns = [...header.map(() => ({ width: 16 })), { width: 40 }];
	return writeXlsxFile([head, ...data], { sheet: words.sheet, columns }).toBuffer();
}
