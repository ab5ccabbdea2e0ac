import { openDB } from 'idb';
import { beforeEach, expect, it, vi } from 'vitest';
import { PersonDb, StoreError } from './person-db.ts';

vi.mock('idb', () => ({ openDB: vi.fn() }));
const opened = vi.mocked(openDB);
const connection = () => ({ close: vi.fn() }) as unknown as Awaited<ReturnType<typeof openDB>>;

beforeEach(() => {
	opened.mockReset();
	opened.mockImplementation(async () => connection());
});

it('opens once, under the person’s own name', async () => {
	const db = new PersonDb('p1');
	await db.run(async () => 1);
	await db.run(async () => 2);
	expect(opened).toHaveBeenCalledTimes(1);
	expect(opened.mock.calls[0]?.[0]).toBe('geli-p1');
});

it('a connection that the browser dropped is opened again, once', async () => {
	const db = new PersonDb('p1');
	let tries = 0;
	const work = async () => {
		if (++tries === 1) throw new DOMException('closing', 'InvalidStateError');
		return 'kept';
	};
	expect(await db.run(work)).toBe('kept');
	expect(opened).toHaveBeenCalledTimes(2);

	tries = 0;
	const never = async () => {
		tries += 1;
		throw new DOMException('closing', 'InvalidStateError');
	};
	await expect(db.run(never)).rejects.toThrow(StoreError);
	expect(tries).toBe(2);
});

it('says in one word why nothing was kept', async () => {
	const db = new PersonDb('p1');
	const full = db.run(() => Promise.reject(new DOMException('', 'QuotaExceededError')));
	await expect(full).rejects.toMatchObject({ problem: 'quota' });
	opened.mockRejectedValue(new DOMException('', 'SecurityError'));
	const closed = new PersonDb('p2').run(async () => 1);
	await expect(closed).rejects.toMatchObject({ problem: 'unavailable' });
});

it('a database that another tab holds back is not waited for without end', async () => {
	vi.useFakeTimers();
	opened.mockImplementation(() => new Promise(() => {}));
	const blocked = new PersonDb('p1').run(async () => 1);
	const said = expect(blocked).rejects.toMatchObject({ problem: 'blocked' });
	await vi.advanceTimersByTimeAsync(5_000);
	await said;
	vi.useRealTimers();
});

it('after it was closed nothing is opened any more', async () => {
	const db = new PersonDb('p1');
	await db.run(async () => 1);
	db.close();
	await expect(db.run(async () => 2)).rejects.toMatchObject({ problem: 'unavailable' });
	expect(opened).toHaveBeenCalledTimes(1);
});
