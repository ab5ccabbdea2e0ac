import { dayOf } from '#lib/kernel/time.ts';
import type { Reactor } from '#lib/platform/handler.server.ts';
import { initialsOf } from './names.server.ts';
import { membership, person } from './tables.server.ts';

/** First run: the person who runs the county, and the seat. */
export const founding: readonly Reactor[] = [
	{
		on: 'county.founded',
		async react(tx, event, context) {
			const { unit, person: id } = event.payload as { unit: string; person: string };
			const { name, phone } = event.carry as { name: string; phone: string };
			await tx.insert(person).values({
				id,
				name,
				initials: initialsOf(name),
				phone,
				skills: [],
				createdAt: context.now
			});
			await tx.insert(membership).values({
				// One seat per command: its id serves.
				id: context.command,
				person: id,
				unit,
				role: 'county_admin',
				from: dayOf(context.now),
				to: null,
				by: id,
				at: context.now
			});
		}
	}
];
