import { and, eq, gte, inArray, isNull, lt, type Column } from 'drizzle-orm';
import { ancestorCodes } from '#lib/kernel/view.ts';
import { scopeOf, sees } from '#lib/kernel/actor.ts';
import type { Tx } from '#lib/platform/db/port.server.ts';
import { reads } from '#lib/platform/handler.server.ts';
import type { UnitView } from './schema.ts';
import { unit, unitClosure } from './tables.server.ts';
import { unitPage, unitTree } from './views.ts';

const unitColumns = {
	code: unit.code,
	name: unit.name,
	level: unit.level,
	parent: unit.parent,
	kind: unit.kind,
	households: unit.households,
	boats: unit.boats,
	closedAt: unitClosure.at
};

const units = (q: Tx) =>
	q.select(unitColumns).from(unit).leftJoin(unitClosure, eq(unitClosure.unit, unit.code));

/** The unit with this code, closed or not; `null` when there is none. */
export async function findUnit(q: Tx, code: string): Promise<UnitView | null> {
	const [row] = await units(q).where(eq(unit.code, code));
	return row ?? null;
}

/**
 * Condition: the column's code is `code` or lies below it. A range of the index, since codes are
 * digits and `:` is the character after `9`.
 */
export const within = (column: Column, code: string) =>
	and(gte(column, code), lt(column, `${code}:`));

/** Codes of the unit and of everything below it, closed ones too, in order. */
export async function descendants(q: Tx, code: string): Promise<string[]> {
	const rows = await q
		.select({ code: unit.code })
		.from(unit)
		.where(within(unit.code, code))
		.orderBy(unit.code);
	return rows.map((row) => row.code);
}

/** Names by code, for views that show a unit beside something else. */
export async function unitNames(q: Tx, codes: readonly string[]): Promise<Map<string, string>> {
	if (codes.length === 0) return new Map();
	const rows = await q
		.select({ code: unit.code, name: unit.name })
		.from(unit)
		.where(inArray(unit.code, [...new Set(codes)]));
	return new Map(rows.map((row) => [row.code, row.name]));
}

/** The units whose codes are given, closed ones too. */
export async function findUnits(q: Tx, codes: readonly string[]): Promise<Map<string, UnitView>> {
	if (codes.length === 0) return new Map();
	const rows = await units(q).where(inArray(unit.code, [...new Set(codes)]));
	return new Map(rows.map((row) => [row.code, row]));
}

/** The unit and everything below it, whole, closed ones too, in the order of their codes. */
export async function subtree(q: Tx, code: string): Promise<UnitView[]> {
	return units(q).where(within(unit.code, code)).orderBy(unit.code);
}

/** Every unit of the county, for the command line and jobs: no rights are asked. */
export async function allUnits(q: Tx): Promise<UnitView[]> {
	return units(q).orderBy(unit.code);
}

/** The county itself; `null` while there are no units. */
export async function rootUnit(q: Tx): Promise<UnitView | null> {
	const [row] = await units(q).where(isNull(unit.parent)).orderBy(unit.code).limit(1);
	return row ?? null;
}

export const readers = [
	reads(unitTree, async (q, _, { actor }) => {
		if (!actor) return null;
		const roots = scopeOf(actor);
		const found: UnitView[] = [];
		for (const root of roots) found.push(...(await subtree(q, root)));
		return { roots, units: found };
	}),
	reads(unitPage, async (q, { code }, { actor }) => {
		if (!actor || !sees(actor, code)) return null;
		const found = await findUnit(q, code);
		if (!found) return null;
		const children = await units(q).where(eq(unit.parent, code)).orderBy(unit.code);
		const grandchildren =
			children.length === 0
				? []
				: await q
						.select({ parent: unit.parent })
						.from(unit)
						.where(
							inArray(
								unit.parent,
								children.map((c) => c.code)
							)
						);
		const above = ancestorCodes(code).filter((c) => c !== code && sees(actor, c));
		const names = await unitNames(q, above);
		return {
			unit: found,
			path: above.flatMap((c) => {
				const name = names.get(c);
				return name ? [{ code: c, name }] : [];
			}),
			children: children.map((child) => ({
				...child,
				childCount: grandchildren.filter((g) => g.parent === child.code).length
			}))
		};
	})
];
