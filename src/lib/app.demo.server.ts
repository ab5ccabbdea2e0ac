/** The demo county as the first-run page sees it: started once, watched while it loads. */
import type { Role } from '#lib/kernel/actor.ts';
import { hasAccount } from '#lib/auth/repo.server.ts';
import { rootUnit, unitNames } from '#lib/org/repo.server.ts';
import { findPerson, membersOf } from '#lib/roster/repo.server.ts';
import type { App } from './app.server.ts';

/** Everybody's in the demo, and written on the page that offers it. */
export const DEMO_PASSWORD = 'geli-demo-2026';

export interface DemoSignIn {
	readonly role: Role;
	readonly name: string;
	readonly unitName: string;
	readonly phone: string;
}

export type DemoState =
	| { readonly kind: 'none' }
	/** `step` counts what is loaded; the page has a word for each. */
	| { readonly kind: 'running'; readonly step: number }
	| { readonly kind: 'ready'; readonly signIns: readonly DemoSignIn[]; readonly password: string }
	| { readonly kind: 'failed' };

/** In the order in which one would look at it. */
const SHOWN: readonly Role[] = [
	'volunteer',
	'in_service_member',
	'party_member',
	'grid_leader',
	'community_secretary',
	'town_admin',
	'county_admin',
	'full_time',
	'part_time',
	'grid_guide',
	'micro_grid_leader',
	'party_group_leader',
	'resident',
	'partner_unit',
	'department'
];

let state: DemoState = { kind: 'none' };
export const demoState = (): DemoState => state;

/** Begins to load the demo county; what `geli seed demo` does and says. */
export function startDemo(app: App): void {
	if (state.kind === 'running') return;
	state = { kind: 'running', step: 0 };
	void app
		.operate(['seed', 'demo'], () => {
			// One line for each part that is in.
			if (state.kind === 'running') state = { kind: 'running', step: state.step + 1 };
		})
		.then(async (exit) => {
			if (exit !== 0) throw new Error(`seed demo ended with ${exit}`);
			state = { kind: 'ready', signIns: await signInsOf(app), password: DEMO_PASSWORD };
		})
		.catch((error: unknown) => {
			app.log.error({ error }, 'the demo county was not loaded');
			state = { kind: 'failed' };
		});
}

/** One person of each role who has a password. */
export function signInsOf(app: Pick<App, 'db'>, now: number = Date.now()): Promise<DemoSignIn[]> {
	return app.db.read(async (q) => {
		const root = await rootUnit(q);
		if (!root) return [];
		const found: DemoSignIn[] = [];
		for (const role of SHOWN) {
			for (const seat of await membersOf(q, root.code, { now, deep: true, roles: [role] })) {
				if (found.some((one) => one.name === seat.name)) continue;
				if (!(await hasAccount(q, seat.person))) continue;
				const phone = (await findPerson(q, seat.person))?.phone;
				if (!phone) continue;
				const unitName = (await unitNames(q, [seat.unit])).get(seat.unit) ?? '';
				found.push({ role, name: seat.name, unitName, phone });
				break;
			}
		}
		return found;
	});
}
