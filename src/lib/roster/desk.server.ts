/**
 * Files that somebody is looking at before they go in. Nothing here is in the database: what is
 * not confirmed within half an hour is forgotten, and a restart forgets it too.
 */
import { holds, type PersonActor } from '#lib/kernel/actor.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { MINUTE } from '#lib/kernel/time.ts';
import { allUnits } from '#lib/org/repo.server.ts';
import {
	findUnitHeader,
	planUnits,
	readUnitFile,
	type UnitFile,
	type UnitPlan
} from '#lib/org/rules.ts';
import type { Db } from '#lib/platform/db/port.server.ts';
import { readSheet, UnreadableFile, type SheetRow } from '#lib/platform/files/sheet.server.ts';
import {
	batchesOf,
	isAcceptable,
	readRoster,
	vocabularyFor,
	type ApplyBatch
} from './import.server.ts';
import { peopleByPhones } from './repo.server.ts';
import { HEADER_WITHIN, type RosterReader } from './rules.import.ts';
import type { ImportRow } from './schema.import.ts';
import type { DeskFilter, DeskRow, RosterPreview, UnitsPreview } from './schema.desk.ts';

const KEPT = 30 * MINUTE;
const MOST_OPEN = 8;
/** Of all open files together: about 150 MB. */
const MOST_ROWS = 200_000;
const PAGE = 50;
const MOST_LISTED = 200;
/** What a phone or a browser may send; the command line takes more. */
export const UPLOAD_BYTES = 20 * 1024 * 1024;

interface Open {
	readonly id: string;
	readonly owner: string;
	readonly name: string;
	at: number;
}

export interface OpenRoster extends Open {
	readonly kind: 'roster';
	readonly raw: readonly SheetRow[];
	reader: RosterReader;
	/** Rows that the person left out. */
	readonly skipped: Set<number>;
	/** Made once, so that confirming again after a break repeats the same commands. */
	batches?: readonly ApplyBatch[];
}

export interface OpenUnits extends Open {
	readonly kind: 'units';
	readonly file: UnitFile;
	readonly plan: UnitPlan;
}

export type OpenImport = OpenRoster | OpenUnits;

export class ImportDesk {
	readonly #db: Db;
	readonly #now: () => number;
	readonly #open = new Map<string, OpenImport>();

	constructor(db: Db, now: () => number) {
		this.#db = db;
		this.#now = now;
	}

	/**
	 * Reads a file and keeps what was understood. A table with codes is a table of units.
	 * @throws {UnreadableFile}
	 */
	async take(
		file: string,
		name: string,
		actor: PersonActor,
		progress: (share: number) => void
	): Promise<OpenImport> {
		const raw: SheetRow[] = [];
		for await (const batch of readSheet(file, { limits: { fileBytes: UPLOAD_BYTES }, progress })) {
			raw.push(...batch);
		}
		const about = { id: uuidv7(), owner: actor.id, name, at: this.#now() };
		const isUnits = raw.slice(0, HEADER_WITHIN).some((row) => findUnitHeader(row.cells));
		const taken: OpenImport = isUnits
			? { ...about, kind: 'units', ...(await this.#units(raw, actor)) }
			: { ...about, kind: 'roster', raw, reader: await this.#read(raw, actor), skipped: new Set() };
		// One at a time for each: whoever chooses another file has done with the one before.
		for (const { id, owner } of this.#open.values()) if (owner === actor.id) this.#open.delete(id);
		this.#open.set(taken.id, taken);
		this.#forget();
		return taken;
	}

	/** The import of this id if it is this person's and still here. */
	find(id: string, actor: PersonActor): OpenImport | null {
		this.#forget();
		const found = this.#open.get(id);
		if (!found || found.owner !== actor.id) return null;
		found.at = this.#now();
		return found;
	}

	close(id: string): void {
		this.#open.delete(id);
	}

	/** Understands the rows anew: a word has been mapped, or seats have changed. */
	async reread(open: OpenRoster, actor: PersonActor): Promise<void> {
		open.reader = await this.#read(open.raw, actor);
		delete open.batches;
	}

	/** Leaves rows out of the import, or takes them in again. */
	choose(open: OpenRoster, rows: readonly number[], out: boolean): void {
		for (const row of rows) {
			if (out) open.skipped.add(row);
			else open.skipped.delete(row);
		}
		delete open.batches;
	}

	batches(open: OpenRoster): readonly ApplyBatch[] {
		const rows = open.reader.rows.filter((row) => !open.skipped.has(row.number));
		return (open.batches ??= batchesOf(rows, open.id));
	}

	rejected(open: OpenRoster): ImportRow[] {
		return open.reader.rows.filter((row) => !isAcceptable(row) || open.skipped.has(row.number));
	}

	async preview(open: OpenRoster, filter: DeskFilter, page: number): Promise<RosterPreview> {
		const { rows, counts, header } = open.reader;
		const groups: Record<DeskFilter, readonly ImportRow[]> = {
			problems: rows.filter((row) => !isAcceptable(row)),
			duplicates: rows.filter((row) => row.duplicateOf !== null && isAcceptable(row)),
			changed: rows.filter((row) => row.notes.length > 0 && isAcceptable(row)),
			all: rows
		};
		const listed = groups[filter].slice((page - 1) * PAGE, page * PAGE);
		const phones = listed.flatMap((row) => row.phone ?? []);
		const known = await this.#db.read((q) => peopleByPhones(q, phones));
		const byNumber = new Map(rows.map((row) => [row.number, row]));
		const show = (row: ImportRow): DeskRow => ({
			number: row.number,
			name: row.name,
			phone: row.phone,
			unit: row.unit,
			role: row.role,
			workUnit: row.workUnit,
			skills: row.skills,
			notes: row.notes,
			problems: row.problems,
			skipped: open.skipped.has(row.number),
			known: known.some((p) => p.name === row.name && p.phone === row.phone)
		});
		return {
			id: open.id,
			kind: 'roster',
			name: open.name,
			counts,
			header,
			totals: {
				problems: groups.problems.length,
				duplicates: groups.duplicates.length,
				changed: groups.changed.length,
				all: rows.length
			},
			accepted: rows.filter((row) => isAcceptable(row) && !open.skipped.has(row.number)).length,
			unknown: unknownWords(rows),
			filter,
			page,
			pages: Math.max(1, Math.ceil(groups[filter].length / PAGE)),
			rows: listed.map((row) => {
				const first = row.duplicateOf === null ? undefined : byNumber.get(row.duplicateOf);
				return first ? { ...show(row), twin: show(first) } : show(row);
			})
		};
	}

	unitsPreview({ id, name, file, plan }: OpenUnits): UnitsPreview {
		return {
			id,
			kind: 'units',
			name,
			units: file.units.length,
			added: plan.added.length,
			same: plan.same,
			faults: file.faults.slice(0, MOST_LISTED),
			changed: plan.changed.slice(0, MOST_LISTED).map(({ before, after, fields, reopened }) => ({
				code: after.code,
				name: before.name,
				reopened,
				fields: fields.map((field) => ({ field, before: before[field], after: after[field] }))
			})),
			gone: plan.gone
				.slice(0, MOST_LISTED)
				.map(({ code, name: unitName }) => ({ code, name: unitName })),
			changedTotal: plan.changed.length,
			goneTotal: plan.gone.length
		};
	}

	async #read(raw: readonly SheetRow[], actor: PersonActor): Promise<RosterReader> {
		const vocabulary = await this.#db.read((q) => vocabularyFor(q, actor));
		return readRoster(inBatches(raw), vocabulary);
	}

	async #units(
		raw: readonly SheetRow[],
		actor: PersonActor
	): Promise<{ file: UnitFile; plan: UnitPlan }> {
		const file = readUnitFile(raw);
		if (!file) throw new UnreadableFile('no_header');
		// Only what they run: other units' names are nobody's business here.
		const own = (await this.#db.read(allUnits)).filter((unit) =>
			holds(actor, ['county_admin', 'town_admin'], unit.code)
		);
		return { file, plan: planUnits(own, file.units) };
	}

	#forget(): void {
		const now = this.#now();
		const byAge = [...this.#open.values()].sort((a, b) => b.at - a.at);
		let rows = 0;
		for (const [i, open] of byAge.entries()) {
			rows += open.kind === 'roster' ? open.raw.length : open.file.units.length;
			const crowded = i > 0 && (i >= MOST_OPEN || rows > MOST_ROWS);
			if (now - open.at > KEPT || crowded) this.#open.delete(open.id);
		}
	}
}

function* inBatches(rows: readonly SheetRow[]): Generator<readonly SheetRow[]> {
	for (let at = 0; at < rows.length; at += 500) yield rows.slice(at, at + 500);
}

/** Words that no unit or role is called, the most frequent first: each is mapped once. */
function unknownWords(rows: readonly ImportRow[]): RosterPreview['unknown'] {
	const found = new Map<string, { kind: 'unit' | 'role'; word: string; rows: number }>();
	for (const { code, text } of rows.flatMap((row) => row.problems)) {
		const kind = code === 'unknown_role' ? 'role' : /_unit$/.test(code) ? 'unit' : null;
		if (!kind || !text) continue;
		const entry = found.get(`${kind}:${text}`) ?? { kind, word: text, rows: 0 };
		entry.rows += 1;
		found.set(`${kind}:${text}`, entry);
	}
	return [...found.values()].sort((a, b) => b.rows - a.rows).slice(0, MOST_LISTED);
}
