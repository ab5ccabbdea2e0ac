/** Rules OR-1 to OR-8 of the tree of units: README.md says them in words. */
import type { UnitKind, UnitLevel, UnitRow, UnitView } from './schema.ts';

const LEVEL_OF_LENGTH: Readonly<Record<number, UnitLevel>> = {
	6: 'county',
	9: 'town',
	12: 'community',
	15: 'grid',
	17: 'micro_grid'
};

/** Households a unit should have; outside of it is a finding, never an error (OR-3, OR-4). */
export const HOUSEHOLD_BANDS: Readonly<Partial<Record<UnitLevel, readonly [number, number]>>> = {
	grid: [300, 500],
	micro_grid: [50, 80]
};

/** [OR-1] The level that a code of this length has. */
export const levelOfCode = (code: string): UnitLevel | null => LEVEL_OF_LENGTH[code.length] ?? null;

export type CodeFault = 'wrong_level' | 'no_parent' | 'wrong_parent';

/**
 * [OR-1] [OR-2] Whether code, level and parent fit: the parent's code is a prefix, one level up;
 * only a special grid hangs on a town.
 */
export function codeFault(
	unit: Pick<UnitRow, 'code' | 'level' | 'parent' | 'kind'>
): CodeFault | null {
	if (levelOfCode(unit.code) !== unit.level) return 'wrong_level';
	if (unit.parent === null) return unit.level === 'county' ? null : 'no_parent';
	if (!unit.code.startsWith(unit.parent) || unit.parent === unit.code) return 'wrong_parent';
	const parentLevel = levelOfCode(unit.parent);
	const special = unit.level === 'grid' && unit.kind !== null && unit.kind !== 'land';
	const wanted: Record<UnitLevel, UnitLevel | null> = {
		county: null,
		town: 'county',
		community: 'town',
		grid: special ? 'town' : 'community',
		micro_grid: 'grid'
	};
	return parentLevel === wanted[unit.level] ? null : 'wrong_parent';
}

export interface BandFinding {
	readonly code: string;
	readonly name: string;
	readonly level: UnitLevel;
	readonly households: number;
	readonly low: number;
	readonly high: number;
}

/** [OR-3] [OR-4] Land units whose households lie outside the band; a closed unit is not asked. */
export function bandFindings(units: readonly UnitView[]): BandFinding[] {
	return units.flatMap((unit) => {
		const band = HOUSEHOLD_BANDS[unit.level];
		if (!band || unit.kind !== 'land' || unit.closedAt !== null || unit.households === null)
			return [];
		const [low, high] = band;
		if (unit.households >= low && unit.households <= high) return [];
		const { code, name, level, households } = unit;
		return [{ code, name, level, households, low, high }];
	});
}

export const COMPARED = ['name', 'parent', 'kind', 'households', 'boats'] as const;
export type ComparedField = (typeof COMPARED)[number];

export interface UnitChange {
	readonly before: UnitView;
	readonly after: UnitRow;
	readonly fields: readonly ComparedField[];
	/** It was closed and is in the file again. */
	readonly reopened: boolean;
}

export interface UnitPlan {
	readonly added: readonly UnitRow[];
	readonly changed: readonly UnitChange[];
	readonly same: number;
	/** In the tree, not in the file: to be closed (OR-6). */
	readonly gone: readonly UnitView[];
}

/** [OR-7] What a file would change. Applying it and asking again gives an empty plan. */
export function planUnits(current: readonly UnitView[], incoming: readonly UnitRow[]): UnitPlan {
	const byCode = new Map(current.map((unit) => [unit.code, unit]));
	const added: UnitRow[] = [];
	const changed: UnitChange[] = [];
	let same = 0;
	for (const after of incoming) {
		const before = byCode.get(after.code);
		if (!before) {
			added.push(after);
			continue;
		}
		byCode.delete(after.code);
		const fields = COMPARED.filter((field) => before[field] !== after[field]);
		const reopened = before.closedAt !== null;
		if (fields.length > 0 || reopened) changed.push({ before, after, fields, reopened });
		else same += 1;
	}
	const codes = new Set(incoming.map((unit) => unit.code));
	// What the file hangs something on is still there, even without a row of its own.
	const parents = new Set(incoming.map((unit) => unit.parent));
	const roots = incoming
		.filter((unit) => !unit.parent || !codes.has(unit.parent))
		.map((u) => u.code);
	const gone = [...byCode.values()].filter(
		(unit) =>
			unit.closedAt === null &&
			!parents.has(unit.code) &&
			roots.some((root) => unit.code.startsWith(root))
	);
	return { added, changed, same, gone };
}

/** [OR-8] Whether somebody must look at the plan first: it does more than add. */
export const needsConsent = (plan: UnitPlan): boolean =>
	plan.changed.length > 0 || plan.gone.length > 0;

export type UnitRowFault =
	| CodeFault
	| 'bad_code'
	| 'no_name'
	| 'bad_number'
	| 'unknown_level'
	| 'unknown_kind'
	| 'twice'
	| 'unknown_parent';

export interface UnitFileRow {
	readonly number: number;
	readonly cells: readonly string[];
}

export interface UnitFile {
	readonly units: readonly UnitRow[];
	readonly faults: readonly { row: number; code: string; fault: UnitRowFault }[];
}

const COLUMNS: Readonly<Record<keyof UnitRow, readonly string[]>> = {
	code: ['编码', '统一编码', '单位编码', '网格编码', 'code'],
	name: ['名称', '单位名称', '网格名称', 'name'],
	level: ['层级', '级别', 'level'],
	parent: ['上级编码', '父级编码', '上级', 'parent'],
	kind: ['类型', '网格类型', 'kind'],
	households: ['户数', '户', 'households'],
	boats: ['船只数', '船只', 'boats']
};
const LEVELS: Readonly<Record<string, UnitLevel>> = {
	县: 'county',
	区: 'county',
	县区: 'county',
	市: 'county',
	乡镇: 'town',
	街道: 'town',
	乡镇街道: 'town',
	镇: 'town',
	乡: 'town',
	社区: 'community',
	村: 'community',
	村社: 'community',
	网格: 'grid',
	微网格: 'micro_grid'
};
const KINDS: Readonly<Record<string, UnitKind>> = {
	陆上: 'land',
	陆地: 'land',
	综合: 'land',
	渔区: 'fishing',
	捕捞: 'fishing',
	养殖: 'farming',
	运输: 'transport'
};

const clean = (text: string | undefined) => (text ?? '').normalize('NFKC').trim();

/** The row that names at least code and name; it says which column is which. */
export function findUnitHeader(
	cells: readonly string[]
): Partial<Record<keyof UnitRow, number>> | null {
	const found: Partial<Record<keyof UnitRow, number>> = {};
	for (const [field, names] of Object.entries(COLUMNS) as [keyof UnitRow, readonly string[]][]) {
		const at = cells.findIndex((cell) => names.includes(clean(cell)));
		if (at >= 0) found[field] = at;
	}
	return found.code !== undefined && found.name !== undefined && found.level !== undefined
		? found
		: null;
}

/** Rows of a file as units, parents first, and what is wrong with the others. `null`: no header. */
export function readUnitFile(rows: readonly UnitFileRow[]): UnitFile | null {
	const start = rows.slice(0, 20).findIndex((row) => findUnitHeader(row.cells));
	const header = findUnitHeader(rows[start]?.cells ?? []);
	if (!header) return null;
	const units = new Map<string, UnitRow>();
	const at = new Map<string, number>();
	const faults: { row: number; code: string; fault: UnitRowFault }[] = [];
	for (const { number, cells } of rows.slice(start + 1)) {
		const cell = (field: keyof UnitRow) => clean(cells[header[field] ?? -1]);
		if (cells.every((text) => clean(text) === '')) continue;
		const code = cell('code');
		const fault = (kind: UnitRowFault) => void faults.push({ row: number, code, fault: kind });
		const level = LEVELS[cell('level')];
		const kind = cell('kind') === '' ? null : KINDS[cell('kind')];
		const households = wholeNumber(cell('households'));
		const boats = wholeNumber(cell('boats'));
		if (!levelOfCode(code) || /\D/.test(code)) fault('bad_code');
		else if (cell('name') === '' || cell('name').length > 60) fault('no_name');
		else if (!level) fault('unknown_level');
		else if (kind === undefined) fault('unknown_kind');
		else if (households === undefined || boats === undefined) fault('bad_number');
		else if (units.has(code)) fault('twice');
		else {
			const parent = cell('parent') || null;
			const row: UnitRow = { code, name: cell('name'), level, parent, kind, households, boats };
			const wrong = codeFault(row);
			if (wrong) fault(wrong);
			else {
				units.set(code, row);
				at.set(code, number);
			}
		}
	}
	const parentsFirst = [...units.values()].sort(
		(a, b) => a.code.length - b.code.length || a.code.localeCompare(b.code)
	);
	return { units: parentsFirst, faults };
}

function wholeNumber(text: string): number | null | undefined {
	if (text === '') return null;
	const value = Number(text.replace(/[,户只艘]/g, ''));
	return Number.isInteger(value) && value >= 0 && value <= 100_000 ? value : undefined;
}
