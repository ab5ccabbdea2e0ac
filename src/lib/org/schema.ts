import * as v from 'valibot';
import { IdSchema } from '#lib/kernel/id.ts';

export const UNIT_LEVELS = ['county', 'town', 'community', 'grid', 'micro_grid'] as const;
export type UnitLevel = (typeof UNIT_LEVELS)[number];

/** `land` is 陆上; the others are special 专属 grids that hang on a town. */
export const UNIT_KINDS = ['land', 'fishing', 'farming', 'transport'] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

/** 6 digits county, 9 town, 12 community, 15 grid, 17 micro-grid (OR-1). */
export const UnitCodeSchema = v.pipe(
	v.string(),
	v.regex(/^\d{6}(\d{3}(\d{3}(\d{3}(\d{2})?)?)?)?$/, 'code')
);

export const UnitSchema = v.object({
	code: UnitCodeSchema,
	name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)),
	level: v.picklist(UNIT_LEVELS),
	parent: v.nullable(UnitCodeSchema),
	/** Null above the grid. */
	kind: v.nullable(v.picklist(UNIT_KINDS)),
	households: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000))),
	boats: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000)))
});
export type UnitRow = v.InferOutput<typeof UnitSchema>;

/** What every screen needs of a unit. */
export interface UnitView extends UnitRow {
	closedAt: number | null;
}

/** A unit among its kin: what the tree browser and the unit's page show. */
export interface UnitPageView {
	unit: UnitView;
	/** From the county down to the parent. */
	path: readonly { code: string; name: string }[];
	children: readonly (UnitView & { childCount: number })[];
}

/** Most units that one command may change. */
export const UNIT_BATCH = 500;

/** A part of an imported file: units to add or change, parents first, and units to close. */
export const ApplyUnitsInput = v.object({
	/** One import is several commands; this id is the same in all of them. */
	import: IdSchema,
	units: v.pipe(v.array(UnitSchema), v.maxLength(UNIT_BATCH)),
	close: v.pipe(v.array(UnitCodeSchema), v.maxLength(UNIT_BATCH))
});

export interface UnitsApplied {
	added: number;
	changed: number;
	same: number;
	closed: number;
}

/** Every unit the reader may see, in the order of their codes. */
export interface UnitTreeView {
	/** Where the reader's subtrees begin. */
	roots: readonly string[];
	units: readonly UnitView[];
}
