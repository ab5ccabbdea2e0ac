import * as v from 'valibot';
import { hash } from '@node-rs/argon2';
import { describe, expect, it } from 'vitest';
import { hashPassword, needsRehash, PasswordsBusy, verifyPassword } from './password.server.ts';
import { PasswordHashSchema } from './schema.ts';

describe('passwords', () => {
	it('[AU-3] are kept as Argon2id with the stated parameters, salted', async () => {
		const [a, b] = await Promise.all([
			hashPassword('海边的风很大呀呀'),
			hashPassword('海边的风很大呀呀')
		]);
		expect(a).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
		expect(v.is(PasswordHashSchema, a)).toBe(true);
		expect(a).not.toBe(b);
		expect(await verifyPassword(a, '海边的风很大呀呀')).toBe(true);
		expect(await verifyPassword(a, '海边的风很大呀')).toBe(false);
	});

	it('read the same however the letters were put together', async () => {
		const stored = await hashPassword('café crème');
		expect(await verifyPassword(stored, 'cafe\u0301 cre\u0300me')).toBe(true);
	});

	it('[AU-7] take as long for somebody who has none, and answer no', async () => {
		const stored = await hashPassword('kq7!vz2m');
		await verifyPassword(null, 'x');
		const took = async (against: string | null) => {
			const start = performance.now();
			expect(await verifyPassword(against, 'wrong')).toBe(false);
			return performance.now() - start;
		};
		const known: number[] = [];
		const unknown: number[] = [];
		for (let i = 0; i < 9; i++) {
			known.push(await took(stored));
			unknown.push(await took(null));
		}
		const median = (times: number[]) => times.sort((a, b) => a - b)[4] ?? 0;
		// An answer without work would be a hundred times as fast; a busy machine blurs the rest.
		expect(median(unknown) / median(known)).toBeGreaterThan(0.2);
		expect(median(unknown) / median(known)).toBeLessThan(5);
		expect(await verifyPassword(null, 'nobody has this password')).toBe(false);
	});

	it('are hashed again when the parameters have changed', async () => {
		expect(needsRehash(await hashPassword('kq7!vz2m'))).toBe(false);
		expect(needsRehash(await hash('kq7!vz2m', { memoryCost: 8192, timeCost: 1 }))).toBe(true);
	});

	it('wait in a bounded line: a rush is told to come back, and the rest is served', async () => {
		const all = await Promise.allSettled(
			Array.from({ length: 90 }, () => hashPassword('kq7!vz2m'))
		);
		const busy = all.filter((one) => one.status === 'rejected');
		expect(busy).toHaveLength(90 - 64);
		expect(busy.every((one) => one.reason instanceof PasswordsBusy)).toBe(true);
		expect(await verifyPassword(await hashPassword('kq7!vz2m'), 'kq7!vz2m')).toBe(true);
	});
});
