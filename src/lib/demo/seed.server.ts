/** The demo county: 嵊泗's public places and invented people, put in as its clerks would. */
import path from 'node:path';
import { ROLES, type Role } from '#lib/kernel/actor.ts';
import { setPassword } from '#lib/auth/commands.ts';
import { hashPassword } from '#lib/auth/password.server.ts';
import { hasAccount } from '#lib/auth/repo.server.ts';
import { applyUnits } from '#lib/org/commands.ts';
import { allUnits } from '#lib/org/repo.server.ts';
import { planUnits, readUnitFile } from '#lib/org/rules.ts';
import { membersOf, noPeople, peopleByPhone } from '#lib/roster/repo.server.ts';
import { DEMO_PASSWORD, signInsOf } from '../app.demo.server.ts';
import { applyPlan, importRosterFile, readRows, runAsSystem } from '../app.import.server.ts';
import type { App } from '../app.server.ts';
import type { Call, Operation } from '../operations.server.ts';
import { beganAt } from './acting.server.ts';
import { demoParts } from './parts.server.ts';

const COUNTY = '330922';
/** Where the demo's story is told; each role that has a seat there signs in from there. */
const GRID = '330922100001001';
/** 周海 runs the demo county. Who has this phone and a password closes the loading. */
const ADMIN_PHONE = '19900003001';

type State = 'empty' | 'begun' | 'ready' | 'other';

const stateOf = (app: App): Promise<State> =>
	app.db.read(async (q) => {
		if (await noPeople(q)) {
			const units = await allUnits(q);
			return units.every((unit) => unit.code.startsWith(COUNTY)) ? 'empty' : 'other';
		}
		const [admin] = await peopleByPhone(q, ADMIN_PHONE);
		if (!admin) return 'other';
		return (await hasAccount(q, admin.id)) ? 'ready' : 'begun';
	});

async function load(app: App, write: (text: string) => void): Promise<void> {
	const file = (name: string) => path.join(app.config.root, 'src', 'lib', 'demo', name);
	const read = readUnitFile(await readRows(file('units.csv')));
	const at = beganAt(Date.now());
	const plan = planUnits(await app.db.read(allUnits), read?.units ?? []);
	const units = await applyPlan(plan, (input) =>
		runAsSystem(app, applyUnits, input, { via: 'seed', at })
	);
	write(`${units.added} units\n`);
	const people = await importRosterFile(app, file('roster.csv'), 'seed', at);
	write(`${people.added} people\n`);
	for (const part of demoParts) {
		await part.load(app);
		write(`${part.says}\n`);
	}
	for (const person of await signers(app)) {
		const password = await hashPassword(DEMO_PASSWORD);
		await runAsSystem(app, setPassword, { person, password }, { via: 'seed' });
	}
}

/** One person of each role, near the demo's grid where there is one; the administrator comes last. */
async function signers(app: App): Promise<string[]> {
	const now = Date.now();
	const chosen = new Map<Role, string>();
	const around = [GRID, GRID.slice(0, 12), GRID.slice(0, 9), COUNTY];
	for (const unit of around) {
		const deep = unit === COUNTY || unit === GRID;
		for (const seat of await app.db.read((q) => membersOf(q, unit, { now, deep }))) {
			if (!chosen.has(seat.role)) chosen.set(seat.role, seat.person);
		}
	}
	return [...ROLES].reverse().flatMap((role) => chosen.get(role) ?? []);
}

async function seed({ app, write }: Call): Promise<number> {
	const state = await stateOf(app);
	if (state === 'other') {
		write(
			'Nothing was added: this database has people or places of its own. Set DATA_DIR to an empty folder for the demo county.\n'
		);
		return 1;
	}
	if (state !== 'ready') await load(app, write);
	const signIns = await signInsOf(app);
	write(`\nSign in as (password ${DEMO_PASSWORD}):\n`);
	for (const { role, name, phone, unitName } of signIns) {
		write(`  ${phone}  ${name}  ${role}  ${unitName}\n`);
	}
	return 0;
}

export const seedDemo: Operation = {
	name: 'seed demo',
	says: 'load the demo county into an empty database and print sign-ins',
	run: seed
};

/** `npm run demo`; src/server.ts serves afterwards when asked to. */
export const demo: Operation = {
	name: 'demo',
	options: ['--serve'],
	says: 'the same; with --serve it then serves',
	run: seed
};
