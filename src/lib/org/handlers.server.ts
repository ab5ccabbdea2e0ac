import { eq, inArray } from 'drizzle-orm';
import { done, refused } from '#lib/kernel/outcome.ts';
import { subtreeTopics } from '#lib/kernel/view.ts';
import type { Tx } from '#lib/platform/db/port.server.ts';
import { handle, type Context } from '#lib/platform/handler.server.ts';
import { applyUnits } from './commands.ts';
import { findUnits } from './repo.server.ts';
import { codeFault, COMPARED } from './rules.ts';
import type { UnitRow, UnitView } from './schema.ts';
import { unit, unitClosure } from './tables.server.ts';

export const handlers = [
	handle(applyUnits, {
		async facts(tx, input) {
			const codes = [...input.units.map((row) => row.code), ...input.close];
			const parents = input.units.flatMap((row) => (row.parent ? [row.parent] : []));
			const known = await findUnits(tx, [...codes, ...parents]);
			const top = [...codes].sort((a, b) => a.length - b.length)[0];
			return { target: { units: codes }, facts: { known }, ...(top ? { unit: top } : {}) };
		},

		async execute(tx, input, { known }, context) {
			const now = new Map(known);
			const touched: string[] = [];
			let added = 0;
			let changed = 0;
			for (const row of input.units) {
				if (codeFault(row)) return refused('wrong_code', { code: row.code, name: row.name });
				if (row.parent && !now.has(row.parent)) {
					return refused('unknown_parent', { code: row.code, name: row.name, parent: row.parent });
				}
				const before = now.get(row.code);
				if (!before) {
					await tx.insert(unit).values({ ...row, createdAt: context.now });
					added += 1;
				} else if (await change(tx, before, row)) changed += 1;
				else continue;
				touched.push(row.code);
				now.set(row.code, { ...row, closedAt: null });
			}
			const closed = await closeUnits(
				tx,
				input.close.flatMap((code) => now.get(code) ?? []),
				context
			);
			touched.push(...closed);
			if (touched.length > 0) {
				context.emit({
					name: 'units.changed',
					topics: [...new Set(touched.flatMap((code) => subtreeTopics('units', code)))],
					payload: { import: input.import, added, changed, closed: closed.length }
				});
			}
			const same = input.units.length - added - changed;
			return done({ added, changed, same, closed: closed.length });
		}
	})
];

/** Writes what differs and opens a closed unit again; false when nothing does. */
async function change(tx: Tx, before: UnitView, after: UnitRow): Promise<boolean> {
	const differs = COMPARED.some((field) => before[field] !== after[field]);
	if (differs) {
		const { name, parent, kind, households, boats } = after;
		await tx
			.update(unit)
			.set({ name, parent, kind, households, boats })
			.where(eq(unit.code, after.code));
	}
	if (before.closedAt !== null) {
		await tx.delete(unitClosure).where(inArray(unitClosure.unit, [after.code]));
	}
	return differs || before.closedAt !== null;
}

/** [OR-6] Closes what is still open. Who held a seat there loses it with the unit: see roster. */
async function closeUnits(tx: Tx, units: readonly UnitView[], context: Context): Promise<string[]> {
	const open = units.filter((row) => row.closedAt === null);
	for (const { code } of open) {
		await tx.insert(unitClosure).values({ unit: code, by: context.actor.id, at: context.now });
		context.emit({
			name: 'unit.closed',
			topics: subtreeTopics('units', code),
			payload: { unit: code }
		});
	}
	return open.map((row) => row.code);
}
