import type { Reactor } from '#lib/platform/handler.server.ts';
import { rootUnit } from './repo.server.ts';
import { unit } from './tables.server.ts';

/** First run: the county's own unit, unless the tree has been imported already. */
export const founding: readonly Reactor[] = [
	{
		on: 'county.founded',
		async react(tx, event, context) {
			if (await rootUnit(tx)) return;
			const { unit: code } = event.payload as { unit: string };
			const { countyName } = event.carry as { countyName: string };
			await tx.insert(unit).values({
				code,
				name: countyName,
				level: 'county',
				parent: null,
				kind: null,
				households: null,
				boats: null,
				createdAt: context.now
			});
		}
	}
];
