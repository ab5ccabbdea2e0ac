import * as v from 'valibot';
import { ROLES } from '#lib/kernel/actor.ts';
import { typed } from '#lib/kernel/command.ts';
import { IdSchema } from '#lib/kernel/id.ts';
import { defineView, recordTopic, subtreeTopic } from '#lib/kernel/view.ts';
import { UnitCodeSchema } from '#lib/org/schema.ts';
import type { FindingsView, PeopleView, PersonView, StaffingView } from './schema.views.ts';

const around = (code: string) => [subtreeTopic('roster', code), subtreeTopic('units', code)];

/** Who sits where in a unit, which seats are vacant, and how many others there are: 1+3+N. */
export const staffing = defineView({
	name: 'roster.staffing',
	args: v.object({ code: UnitCodeSchema }),
	topics: ({ code }) => around(code),
	data: typed<StaffingView>(),
	clock: true
});

/** What is to be looked at in a subtree: household bands and vacant leaders' seats (OR-3 to OR-5). */
export const findings = defineView({
	name: 'roster.findings',
	args: v.object({ code: UnitCodeSchema }),
	topics: ({ code }) => around(code),
	data: typed<FindingsView>(),
	clock: true
});

/** People of a subtree, by name, initials or the phone's last four digits. */
export const people = defineView({
	name: 'roster.people',
	args: v.object({
		unit: UnitCodeSchema,
		search: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(40)), ''),
		role: v.optional(v.nullable(v.picklist(ROLES)), null),
		page: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)), 1)
	}),
	topics: ({ unit }) => around(unit),
	data: typed<PeopleView>(),
	clock: true,
	keep: false
});

/** One person's entry, as far as the reader may see it. */
export const personPage = defineView({
	name: 'roster.person',
	args: v.object({ person: IdSchema }),
	topics: ({ person }) => [recordTopic('roster-person', person)],
	data: typed<PersonView>(),
	clock: true,
	keep: false
});
