import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modelServer, type ServerMutant } from './model-server.ts';
import { openRealServer, type RealServer } from './real-server.ts';
import { simulate, type Mutant } from './simulator.ts';

const SCHEDULES = Number(process.env['GELI_SCHEDULES'] ?? 2_000);

describe('the outbox against a model of the server', () => {
	it(`holds in ${SCHEDULES} schedules`, { timeout: 120_000 }, async () => {
		let commands = 0;
		let requests = 0;
		for (let seed = 1; seed <= SCHEDULES; seed++) {
			const report = await simulate(seed, modelServer(seed));
			expect(report.violations, `seed ${seed}`).toEqual([]);
			commands += report.commands;
			requests += report.requests;
		}
		// The weather was worth the name.
		expect(commands).toBeGreaterThan(SCHEDULES * 5);
		expect(requests).toBeGreaterThan(commands);
	});
});

describe('the outbox against the real runner on a real database', () => {
	let server: RealServer;
	beforeAll(async () => {
		server = await openRealServer();
	});
	afterAll(() => server.close());

	it('holds in 100 schedules', { timeout: 120_000 }, async () => {
		for (let seed = 1; seed <= 100; seed++) {
			server.reset();
			const { violations } = await simulate(seed, server);
			expect(violations, `seed ${seed}`).toEqual([]);
		}
	});
});

describe('what is broken on purpose is noticed', () => {
	/** Of so many schedules at least one must fail; how many do is a measure of the weather. */
	const TRIES = 40;
	async function failures(server: ServerMutant, phone: Mutant): Promise<number> {
		let failed = 0;
		for (let seed = 1; seed <= TRIES; seed++) {
			const { violations } = await simulate(seed, modelServer(seed, server), phone);
			if (violations.length > 0) failed += 1;
		}
		return failed;
	}

	it('a server without the log', async () => {
		expect(await failures('no_log', 'none')).toBeGreaterThan(TRIES / 2);
	});
	it('a server that writes the log outside the transaction', async () => {
		expect(await failures('log_outside', 'none')).toBeGreaterThan(TRIES / 2);
	});
	it('a phone that drops on 4xx', async () => {
		expect(await failures('none', 'drop_on_4xx')).toBeGreaterThan(TRIES / 4);
	});
	it('two tabs without the lock', async () => {
		expect(await failures('none', 'no_lock')).toBeGreaterThan(TRIES / 2);
	});
	it('answers taken by their place instead of their id', async () => {
		expect(await failures('none', 'answers_by_place')).toBeGreaterThan(TRIES / 4);
	});
});
