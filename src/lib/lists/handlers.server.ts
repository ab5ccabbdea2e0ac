import { eq } from 'drizzle-orm';
import { done, refused } from '#lib/kernel/outcome.ts';
import { dayOf } from '#lib/kernel/time.ts';
import { recordTopic, subtreeTopics } from '#lib/kernel/view.ts';
import { sealDocument } from '#lib/collab/documents.server.ts';
import { findUnit } from '#lib/org/repo.server.ts';
import { handle } from '#lib/platform/handler.server.ts';
import { roomOf } from './collab.ts';
import { closeList, openList, publishVersion } from './commands.ts';
import {
	currentDraft,
	findList,
	latestVersion,
	openListOf,
	type ListRecord
} from './repo.server.ts';
import { hashOfRows } from './rules.hash.ts';
import { problemsOf, publishedRows } from './rules.ts';
import { MAX_ROWS } from './schema.ts';
import { list, listClosure, listVersion } from './tables.server.ts';
import { listTopic, unitListsTopic } from './views.ts';

const topicsOf = (found: { id: string; unit: string }) => [
	listTopic(found.id),
	unitListsTopic(found.unit),
	...subtreeTopics('lists', found.unit)
];

const inUnit = (found: ListRecord | null) =>
	found && { target: { unit: found.unit }, unit: found.unit, facts: found };

export const handlers = [
	handle(openList, {
		async facts(tx, { id, unit, kind }) {
			const found = await findUnit(tx, unit);
			if (!found || found.closedAt !== null) return null;
			const facts = {
				taken: (await findList(tx, id)) !== null,
				open: await openListOf(tx, unit, kind)
			};
			return { target: { unit }, unit, facts };
		},
		async execute(tx, { id, unit, kind, title }, { taken, open }, { actor, now, emit }) {
			if (taken) return refused('id_reused');
			if (open) return refused('already_open', { list: open.id, title: open.title });
			await tx.insert(list).values({ id, unit, kind, title, by: actor.id, at: now });
			emit({
				name: 'list.opened',
				topics: topicsOf({ id, unit }),
				payload: { list: id, unit, kind }
			});
			return done({ list: id });
		}
	}),

	handle(publishVersion, {
		async facts(tx, input) {
			const found = await findList(tx, input.list);
			if (!found) return null;
			const [known] = await tx
				.select({ id: listVersion.id })
				.from(listVersion)
				.where(eq(listVersion.id, input.id));
			return {
				target: { unit: found.unit },
				unit: found.unit,
				facts: { found, taken: known !== undefined }
			};
		},
		async execute(tx, input, { found, taken }, { actor, now, emit }) {
			if (taken) return refused('id_reused');
			if (found.closedAt !== null) return refused('closed', { at: found.closedAt });
			const draft = await currentDraft(tx, found.id);
			if (hashOfRows(draft) !== input.seen) return refused('changed');
			const rows = publishedRows(draft);
			if (rows.length === 0) return refused('empty');
			if (rows.length > MAX_ROWS) return refused('too_many', { max: MAX_ROWS });

			const problems = problemsOf(draft, dayOf(now));
			const wrong = problems.filter((problem) => problem.code !== 'alike');
			const [first] = wrong;
			if (first) {
				const { row, field, code } = first;
				return refused('row_wrong', { row: row + 1, field, code, count: wrong.length });
			}
			const [alike] = problems;
			if (alike?.code === 'alike' && !input.allowAlike) {
				return refused('rows_alike', {
					row: alike.row + 1,
					of: alike.of + 1,
					count: problems.length
				});
			}
			const last = await latestVersion(tx, found.id);
			const sha256 = hashOfRows(rows);
			if (last?.sha256 === sha256) return refused('same', { n: last.n });

			const n = (last?.n ?? 0) + 1;
			await tx.insert(listVersion).values({
				id: input.id,
				list: found.id,
				n,
				rows,
				rowCount: rows.length,
				sha256,
				note: input.note,
				by: actor.id,
				at: now
			});
			emit({
				name: 'list.published',
				topics: [...topicsOf(found), recordTopic('list_version', input.id)],
				payload: {
					list: found.id,
					unit: found.unit,
					kind: found.kind,
					version: input.id,
					n,
					rows: rows.length
				}
			});
			return done({ n, rows: rows.length, sha256 });
		}
	}),

	handle(closeList, {
		facts: async (tx, input) => inUnit(await findList(tx, input.list)),
		async execute(tx, _, found, { actor, now, emit }) {
			if (found.closedAt !== null) return refused('closed', { at: found.closedAt });
			await tx.insert(listClosure).values({ list: found.id, by: actor.id, at: now });
			await sealDocument(tx, roomOf(found.id), actor.id, now);
			emit({
				name: 'list.closed',
				topics: topicsOf(found),
				payload: { list: found.id, unit: found.unit, kind: found.kind }
			});
			return done({ list: found.id });
		}
	})
];
