import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openVault } from './vault.server.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'geli-vault-'));
const file = path.join(dir, 'geli.key');
afterAll(() => rmSync(dir, { recursive: true }));

describe('the vault', () => {
	it('makes a key for its owner alone and keeps it', () => {
		const sealed = openVault(file).seal('11010519491231002X', 'a');
		expect(statSync(file).mode & 0o777).toBe(0o600);
		expect(sealed.includes('1101')).toBe(false);
		expect(openVault(file).open(sealed, 'a')).toBe('11010519491231002X');
		expect(openVault(file).seal('x', 'a').equals(openVault(file).seal('x', 'a'))).toBe(false);
	});

	it('opens nothing that was changed, belongs elsewhere, or is of another key', () => {
		const sealed = openVault(file).seal('secret', 'a');
		expect(openVault(file).open(sealed, 'b')).toBeNull();
		expect(openVault(path.join(dir, 'other.key')).open(sealed, 'a')).toBeNull();
		sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
		expect(openVault(file).open(sealed, 'a')).toBeNull();
		expect(openVault(file).open(Buffer.alloc(3), 'a')).toBeNull();
	});

	it('takes no other file for a key, and none that others can read', () => {
		const bad = path.join(dir, 'bad.key');
		writeFileSync(bad, 'hello', { mode: 0o600 });
		expect(() => openVault(bad)).toThrow('is no key of ours');
		const open = path.join(dir, 'open.key');
		writeFileSync(open, readFileSync(file));
		chmodSync(open, 0o644);
		expect(() => openVault(open)).toThrow('chmod 600');
	});
});
