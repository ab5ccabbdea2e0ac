import * as v from 'valibot';
import { typed } from '#lib/kernel/command.ts';
import { defineView, subtreeTopic } from '#lib/kernel/view.ts';
import { UnitCodeSchema, type UnitPageView } from './schema.ts';

/** A unit, the way to it, and what lies below. */
export const unitPage = defineView({
	name: 'org.unit',
	args: v.object({ code: UnitCodeSchema }),
	topics: ({ code }) => [subtreeTopic('units', code)],
	data: typed<UnitPageView>()
});
