import { holds } from '#lib/kernel/actor.ts';
import { defineCommand, typed } from '#lib/kernel/command.ts';
import { ApplyUnitsInput, type UnitsApplied } from './schema.ts';

/** Puts a part of an imported file into the tree; done again it changes nothing (OR-7). */
export const applyUnits = defineCommand({
	name: 'org.applyUnits',
	input: ApplyUnitsInput,
	offline: 'online',
	lane: 'org',
	/** Those who run the county or the town, for what lies in it. */
	may: (actor, target: { readonly units: readonly string[] }) =>
		target.units.every((code) => holds(actor, ['county_admin', 'town_admin'], code)),
	done: typed<UnitsApplied>(),
	refusals: ['wrong_code', 'unknown_parent']
});
