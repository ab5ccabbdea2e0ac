import { and, desc, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import { scopeOf } from '#lib/kernel/actor.ts';
import { ancestorCodes } from '#lib/kernel/view.ts';
import { documentState } from '#lib/collab/documents.server.ts';
import { unitNames, within } from '#lib/org/repo.server.ts';
import type { Tx } from '#lib/platform/db/port.server.ts';
import { reads as readsView } from '#lib/platform/handler.server.ts';
import { peopleNames } from '#lib/roster/repo.server.ts';
import { draftRowsOfState, roomOf } from './collab.ts';
import { hashOfRows } from './rules.hash.ts';
import { reads } from './rules.ts';
import type { DraftRow, ListCard, ListKind, VersionHead } from './schema.ts';
import { list, listClosure, listVersion } from './tables.server.ts';
import { listDraftPage, listPage, myLists, versionPage } from './views.ts';

const SHOWN = 60;

export type ListRecord = typeof list.$inferSelect & { closedAt: number | null };

/** The list with this id and when it was closed; `null` when there is none. */
export async function findList(q: Tx, id: string): Promise<ListRecord | null> {
	const [row] = await q
		.select({ list, closedAt: listClosure.at })
		.from(list)
		.leftJoin(listClosure, eq(listClosure.list, list.id))
		.where(eq(list.id, id));
	return row ? { ...row.list, closedAt: row.closedAt } : null;
}

/** The open list of this kind in the unit itself; `null` when there is none (LI-1). */
export async function openListOf(q: Tx, unit: string, kind: ListKind): Promise<ListRecord | null> {
	const [row] = await q
		.select({ list })
		.from(list)
		.leftJoin(listClosure, eq(listClosure.list, list.id))
		.where(and(eq(list.unit, unit), eq(list.kind, kind), isNull(listClosure.at)));
	return row ? { ...row.list, closedAt: null } : null;
}

/** The newest version; `null` before the first. */
export async function latestVersion(q: Tx, id: string) {
	const [row] = await q
		.select()
		.from(listVersion)
		.where(eq(listVersion.list, id))
		.orderBy(desc(listVersion.n))
		.limit(1);
	return row ?? null;
}

/** The draft as committed now. What anybody has seen is in it: rooms store before they relay. */
export async function currentDraft(q: Tx, id: string): Promise<DraftRow[]> {
	return draftRowsOfState(await documentState(q, roomOf(id)));
}

async function cards(q: Tx, rows: readonly ListRecord[]): Promise<ListCard[]> {
	if (rows.length === 0) return [];
	const names = await unitNames(
		q,
		rows.map((row) => row.unit)
	);
	const ids = rows.map((row) => row.id);
	const newest = q
		.select({ list: listVersion.list, n: sql<number>`max(${listVersion.n})`.as('newest') })
		.from(listVersion)
		.where(inArray(listVersion.list, ids))
		.groupBy(listVersion.list)
		.as('newest');
	const versions = await q
		.select({
			list: listVersion.list,
			n: listVersion.n,
			at: listVersion.at,
			rows: listVersion.rowCount
		})
		.from(listVersion)
		.innerJoin(newest, and(eq(newest.list, listVersion.list), eq(newest.n, listVersion.n)));
	const byList = new Map(versions.map(({ list: id, ...version }) => [id, version]));
	return rows.map((row) => ({
		id: row.id,
		kind: row.kind,
		unit: row.unit,
		unitName: names.get(row.unit) ?? '',
		title: row.title,
		version: byList.get(row.id) ?? null,
		closedAt: row.closedAt
	}));
}

const head = (
	row: Omit<typeof listVersion.$inferSelect, 'rows'>,
	names: ReadonlyMap<string, string>
): VersionHead => ({
	id: row.id,
	n: row.n,
	rows: row.rowCount,
	note: row.note,
	sha256: row.sha256,
	by: names.get(row.by) ?? '',
	at: row.at
});

export const readers = [
	readsView(myLists, async (q, _, { actor }) => {
		if (!actor) return null;
		const scope = scopeOf(actor);
		const above = scope.flatMap((unit) => ancestorCodes(unit));
		const rows = await q
			.select({ list, closedAt: listClosure.at })
			.from(list)
			.leftJoin(listClosure, eq(listClosure.list, list.id))
			.where(
				or(
					...scope.map((unit) => within(list.unit, unit)),
					above.length > 0 ? inArray(list.unit, above) : undefined
				)
			)
			.orderBy(desc(list.at), desc(list.id))
			.limit(SHOWN);
		if (scope.length === 0) return { open: [], closed: [] };
		const all = await cards(
			q,
			rows.map((row) => ({ ...row.list, closedAt: row.closedAt }))
		);
		return {
			open: all.filter((card) => card.closedAt === null),
			closed: all.filter((card) => card.closedAt !== null)
		};
	}),

	readsView(listPage, async (q, { list: id }, { actor }) => {
		const found = await findList(q, id);
		if (!actor || !found || !reads(actor, found.unit)) return null;
		const [card] = await cards(q, [found]);
		if (!card) return null;
		const versions = await q
			.select({
				id: listVersion.id,
				list: listVersion.list,
				n: listVersion.n,
				rowCount: listVersion.rowCount,
				sha256: listVersion.sha256,
				note: listVersion.note,
				by: listVersion.by,
				at: listVersion.at
			})
			.from(listVersion)
			.where(eq(listVersion.list, id))
			.orderBy(desc(listVersion.n));
		const names = await peopleNames(
			q,
			versions.map((row) => row.by)
		);
		const newest = await latestVersion(q, id);
		return {
			...card,
			current: newest?.rows ?? [],
			versions: versions.map((row) => head(row, names))
		};
	}),

	readsView(versionPage, async (q, { version: id }, { actor }) => {
		const [row] = await q.select().from(listVersion).where(eq(listVersion.id, id));
		const found = row ? await findList(q, row.list) : null;
		if (!actor || !row || !found || !reads(actor, found.unit)) return null;
		const names = await peopleNames(q, [row.by]);
		return { ...head(row, names), list: found.id, title: found.title, items: row.rows };
	}),

	readsView(listDraftPage, async (q, { list: id }, { actor }) => {
		const found = await findList(q, id);
		if (!actor || !found || !reads(actor, found.unit)) return null;
		const rows = await currentDraft(q, id);
		return { rows, hash: hashOfRows(rows) };
	})
];
