/**
 * Seals the few values that must not lie readable in the database: AES-256-GCM under a key that is
 * in a file of its own and in no copy of the database.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';

const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';

export interface Vault {
	/** @param about what the value belongs to (an id): it opens only there. */
	seal(text: string, about: string): Buffer;
	/** Null when it was sealed by another key, for something else, or was changed. */
	open(sealed: Uint8Array, about: string): string | null;
}

/**
 * Reads the key from `file`, or makes one there for its owner alone.
 * @throws an `Error` in words when the file holds something else or others may read it.
 */
export function openVault(file: string): Vault {
	const key = readKey(file) ?? makeKey(file);
	return {
		seal(text, about) {
			const iv = randomBytes(IV_BYTES);
			const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(about));
			const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
			return Buffer.concat([iv, cipher.getAuthTag(), body]);
		},
		open(sealed, about) {
			const bytes = Buffer.from(sealed);
			const tag = bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
			if (tag.length < TAG_BYTES) return null;
			const options = { authTagLength: TAG_BYTES };
			const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES), options)
				.setAAD(Buffer.from(about))
				.setAuthTag(tag);
			try {
				const body = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES));
				return Buffer.concat([body, decipher.final()]).toString('utf8');
			} catch {
				return null;
			}
		}
	};
}

function readKey(file: string): Buffer | null {
	let text: string;
	try {
		text = readFileSync(file, 'utf8').trim();
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
		throw error;
	}
	const key = Buffer.from(text, 'base64url');
	if (key.length !== KEY_BYTES) {
		throw new Error(`${file} is no key of ours: 32 bytes in base64url. See docs/operators.md.`);
	}
	if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
		throw new Error(`${file} can be read by others: chmod 600 it. See docs/operators.md.`);
	}
	return key;
}

function makeKey(file: string): Buffer {
	const key = randomBytes(KEY_BYTES);
	// `wx`: two that begin at once do not write over each other's.
	writeFileSync(file, `${key.toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
	chmodSync(file, 0o600);
	return key;
}
