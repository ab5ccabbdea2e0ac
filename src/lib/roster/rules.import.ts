/** How a roster file is understood: rules RO-10 to RO-18 of README.md. Pure: no file, no database. */
import { ROLES, type Role } from '#lib/kernel/actor.ts';
import { dayOf, startOfDay, type Day } from '#lib/kernel/time.ts';
import type { UnitView } from '#lib/org/schema.ts';
import { MOST_SKILLS } from './schema.ts';
import type { ImportCounts, ImportNote, ImportProblem, ImportRow } from './schema.import.ts';
import {
	COLUMN_WORDS,
	FIELDS,
	ROLE_WORDS,
	squash,
	TOTALS,
	unitKey,
	type Field
} from './rules.words.ts';

/** A row as the file has it. */
export interface RawRow {
	readonly number: number;
	readonly cells: readonly string[];
	readonly formulas?: readonly number[];
}

export type Columns = Partial<Record<Field, number>>;

/** A header is looked for in the first rows only: titles and "filled in by" stand above it. */
export const HEADER_WITHIN = 30;

/** [RO-10] The row that names the column of names and one of phone, unit, role. */
export function findColumns(cells: readonly string[]): Columns | null {
	const words = cells.map(squash);
	const columns: Columns = {};
	for (const field of FIELDS) {
		const exact = words.findIndex((word) => COLUMN_WORDS[field].includes(word));
		// 手机号(必填), 姓名*: the word and a remark.
		const loose = words.findIndex((word) =>
			COLUMN_WORDS[field].some((w) => new RegExp(`^${w}[(*:（]`).test(word))
		);
		const at = exact >= 0 ? exact : loose;
		if (at >= 0 && !Object.values(columns).includes(at)) columns[field] = at;
	}
	const enough =
		columns.phone !== undefined || columns.unit !== undefined || columns.role !== undefined;
	return columns.name !== undefined && enough ? columns : null;
}

export type PhoneReading =
	| { readonly state: 'ok' | 'cleaned'; readonly phone: string }
	| { readonly state: 'bad' | 'missing'; readonly phone: null };

/** [RO-11] NFKC, digits only, country code off, 11 digits of a mobile number. */
export function readPhone(text: string): PhoneReading {
	const written = text.trim();
	if (written === '') return { state: 'missing', phone: null };
	const digits = written
		.normalize('NFKC')
		.replace(/\.0+$/, '')
		.replace(/\D/g, '')
		.replace(/^(?:00)?86(?=1\d{10}$)/, '');
	if (!/^1[3-9]\d{9}$/.test(digits)) return { state: 'bad', phone: null };
	return { state: digits === written ? 'ok' : 'cleaned', phone: digits };
}

/** [RO-12] 2024-12-01, 2024/12/1, 2024.12, 2024年12月1日, 20241201, 202412, or Excel's serial. */
export function readDay(text: string): Day | null {
	const word = squash(text);
	const parts =
		/^(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})?日?)?(?:[T ].*)?$/.exec(word) ??
		/^(\d{4})(\d{2})(\d{2})?$/.exec(word);
	if (parts) {
		const [, year = '', month = '', date = '1'] = parts;
		return realDay(`${year}-${month.padStart(2, '0')}-${(date || '1').padStart(2, '0')}`);
	}
	const serial = Number(word);
	if (!/^\d{4,5}(\.\d+)?$/.test(word) || serial < 3_000 || serial > 60_000) return null;
	return dayOf(startOfDay('1899-12-30') + Math.floor(serial) * 86_400_000);
}

function realDay(day: string): Day | null {
	const time = startOfDay(day);
	return !Number.isNaN(time) && dayOf(time) === day && day >= '1900' && day < '2100' ? day : null;
}

/** [RO-13] Whatever stands between 、 , ; / or spaces is one skill; 无 is none. */
export const readSkills = (text: string): string[] =>
	[
		...new Set(
			text
				.normalize('NFKC')
				.split(/[、,;/|\n]+|\s{1,}/)
				.map((skill) => skill.trim())
				.filter((skill) => skill !== '' && skill !== '无' && skill.length <= 20)
		)
	].slice(0, MOST_SKILLS);

export interface UnitMatch {
	readonly code: string;
	readonly alias: boolean;
}

/** [RO-14] Finds units by what a file calls them. Mapped aliases come first, then the name itself. */
export function createUnitFinder(
	units: readonly UnitView[],
	mapped: ReadonlyMap<string, string>
): (text: string) => UnitMatch | 'unknown' | 'ambiguous' {
	const open = units.filter((unit) => unit.closedAt === null);
	const codes = new Set(open.map((unit) => unit.code));
	const byName = group(open, (unit) => squash(unit.name));
	const byKey = group(open, (unit) => unitKey(unit.name));
	const known = new Map<string, UnitMatch | 'unknown' | 'ambiguous'>();

	function find(text: string): UnitMatch | 'unknown' | 'ambiguous' {
		const word = squash(text);
		const own = mapped.get(word);
		if (own && codes.has(own)) return { code: own, alias: true };
		if (codes.has(word)) return { code: word, alias: false };
		const key = unitKey(text);
		const tries = [
			[byName.get(word), false],
			[byKey.get(key), true],
			// 第一网格 in the roster of one community: the only unit that ends so.
			[key.length >= 3 ? open.filter((unit) => unitKey(unit.name).endsWith(key)) : [], true]
		] as const;
		for (const [found, alias] of tries) {
			const [only, second] = found ?? [];
			if (only) return second ? 'ambiguous' : { code: only.code, alias };
		}
		return 'unknown';
	}
	return (text) => {
		let match = known.get(text);
		if (match === undefined) known.set(text, (match = find(text)));
		return match;
	};
}

const ROLE_OF_WORD = new Map(
	ROLES.flatMap((role) => ROLE_WORDS[role].map((word) => [squash(word), role] as const))
);

/** [RO-15] The role that a word means; `alias` when it is not the glossary's own term. */
export function readRole(
	text: string,
	mapped: ReadonlyMap<string, Role>
): { role: Role; alias: boolean } | null {
	const word = squash(text);
	const own = mapped.get(word) ?? ROLE_OF_WORD.get(word);
	return own ? { role: own, alias: ROLE_WORDS[own][0] !== word } : null;
}

export interface Vocabulary {
	/** Only units the importer may fill: others answer like unknown ones. */
	readonly units: readonly UnitView[];
	/** Squashed word → code, remembered from earlier imports. */
	readonly unitAliases: ReadonlyMap<string, string>;
	readonly roleAliases: ReadonlyMap<string, Role>;
	/** [RO-5] Whether the importer may give this seat, and the seat fits the unit. */
	readonly seatProblem: (unit: string, role: Role) => 'seat_does_not_fit' | 'not_yours' | null;
}

/** Reads rows one by one; duplicates are later rows with the name and valid phone of an earlier one. */
export class RosterReader {
	columns: Columns | null = null;
	/** The header as written, for the file of rejected rows. */
	header: readonly string[] = [];
	readonly rows: ImportRow[] = [];
	readonly counts: ImportCounts = {
		rows: 0,
		duplicateRows: 0,
		phonesNormalised: 0,
		badPhones: 0,
		missingPhones: 0,
		gridAliases: 0,
		unknownGrids: 0,
		roleAliases: 0,
		missingNames: 0,
		formulaCells: 0,
		peopleWithNameAndPhone: 0
	};
	#seen = 0;
	readonly #people = new Map<string, number>();
	readonly #words: Vocabulary;
	readonly #findUnit: ReturnType<typeof createUnitFinder>;

	constructor(words: Vocabulary) {
		this.#words = words;
		this.#findUnit = createUnitFinder(words.units, words.unitAliases);
	}

	/** True while it still makes sense to go on: a header was found or may yet come. */
	take(raw: RawRow): boolean {
		if (!this.columns) {
			this.columns = findColumns(raw.cells);
			if (this.columns) this.header = raw.cells;
			return this.columns !== null || ++this.#seen < HEADER_WITHIN;
		}
		const row = this.#read(raw, this.columns);
		if (row) this.rows.push(row);
		return true;
	}

	#read(raw: RawRow, columns: Columns): ImportRow | null {
		const counts = this.counts;
		const notes: ImportNote[] = [];
		const problems: ImportProblem[] = [];
		const formula = (at: number) =>
			raw.formulas?.includes(at) === true || /^\s*=/.test(raw.cells[at] ?? '');
		const cell = (field: Field): string => {
			const at = columns[field];
			if (at === undefined) return '';
			const text = raw.cells[at] ?? '';
			// The text of a formula is no value; a computed one is.
			return /^\s*=/.test(text) ? '' : text;
		};
		if (raw.cells.every((text) => text.trim() === '')) return null;
		const name = cell('name').normalize('NFKC').replace(/\s+/g, ' ').trim();
		const phone = readPhone(cell('phone'));
		if (TOTALS.test(squash(name)) && phone.state !== 'ok' && cell('unit').trim() === '')
			return null;
		if (squash(name) === squash(this.header[columns.name ?? 0] ?? '')) return null;

		counts.rows += 1;
		for (let at = 0; at < raw.cells.length; at++) {
			if (!formula(at)) continue;
			counts.formulaCells += 1;
			notes.push({ code: 'formula', column: this.header[at] ?? '' });
		}
		if (name === '' || name.length > 40) {
			counts.missingNames += 1;
			problems.push({ code: 'no_name' });
		}
		if (phone.state === 'cleaned') {
			counts.phonesNormalised += 1;
			notes.push({ code: 'phone', from: cell('phone').trim(), to: phone.phone });
		} else if (phone.state === 'bad') {
			counts.badPhones += 1;
			problems.push({ code: 'bad_phone', text: cell('phone').trim() });
		} else if (phone.state === 'missing') {
			counts.missingPhones += 1;
			problems.push({ code: 'no_phone' });
		}
		const unit = this.#unit(cell('unit').trim(), notes, problems);
		const role = this.#role(cell('role').trim(), notes, problems);
		if (unit && role) {
			const wrong = this.#words.seatProblem(unit, role);
			if (wrong) problems.push({ code: wrong });
		}
		let duplicateOf: number | null = null;
		if (name !== '' && phone.phone) {
			const key = `${name}\u0000${phone.phone}`;
			const first = this.#people.get(key);
			if (first === undefined) {
				this.#people.set(key, raw.number);
				counts.peopleWithNameAndPhone += 1;
			} else {
				duplicateOf = first;
				counts.duplicateRows += 1;
			}
		}
		return {
			number: raw.number,
			cells: raw.cells,
			name,
			phone: phone.phone,
			gender: genderOf(cell('gender')),
			politics: shortOrNull(cell('politics'), 20),
			joinedParty: this.#day(cell('joined'), notes),
			workUnit: shortOrNull(cell('work'), 60),
			skills: readSkills(cell('skills')),
			note: shortOrNull(cell('note'), 200),
			unit,
			role,
			duplicateOf,
			notes,
			problems
		};
	}

	#unit(text: string, notes: ImportNote[], problems: ImportProblem[]): string | null {
		const match = text === '' ? null : this.#findUnit(text);
		if (match && typeof match === 'object') {
			if (match.alias) {
				this.counts.gridAliases += 1;
				notes.push({ code: 'unit', from: text, to: match.code });
			}
			return match.code;
		}
		this.counts.unknownGrids += 1;
		problems.push(
			match === 'ambiguous' ? { code: 'ambiguous_unit', text } : { code: 'unknown_unit', text }
		);
		return null;
	}

	#role(text: string, notes: ImportNote[], problems: ImportProblem[]): Role | null {
		const match = readRole(text, this.#words.roleAliases);
		if (!match) {
			problems.push({ code: 'unknown_role', text });
			return null;
		}
		if (match.alias) {
			this.counts.roleAliases += 1;
			notes.push({ code: 'role', from: text, to: match.role });
		}
		return match.role;
	}

	#day(text: string, notes: ImportNote[]): Day | null {
		const written = text.trim();
		if (written === '') return null;
		const day = readDay(written);
		if (!day) notes.push({ code: 'day_dropped', from: written });
		else if (day !== written) notes.push({ code: 'day', from: written, to: day });
		return day;
	}
}

const genderOf = (text: string) => {
	const word = squash(text);
	return /^(女|女性|f|female)$/i.test(word)
		? 'female'
		: /^(男|男性|m|male)$/i.test(word)
			? 'male'
			: null;
};

const shortOrNull = (text: string, most: number): string | null =>
	text.trim().slice(0, most) || null;

function group<T>(list: readonly T[], key: (item: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const item of list) {
		const at = groups.get(key(item));
		if (at) at.push(item);
		else groups.set(key(item), [item]);
	}
	return groups;
}
