/**
 * What this browser remembers outside the persons' databases: ids only, never names. It is how
 * databases are found for wiping (`indexedDB.databases()` is missing in some browsers).
 */

const PEOPLE = 'geli.people';
const CURRENT = 'geli.person';
/** Also known to hooks.server.ts. */
const SIGNED_OUT = 'geli-out';

/** Private windows of old browsers throw on any access: then nothing is remembered. */
function read(key: string): string | null {
	try {
		return localStorage.getItem(key);
	} catch {
		return null;
	}
}

function write(key: string, value: string | null): void {
	try {
		if (value === null) localStorage.removeItem(key);
		else localStorage.setItem(key, value);
	} catch {
		// Then nothing is remembered.
	}
}

/** Everybody for whom this browser has a database. */
export function people(): string[] {
	try {
		const list = JSON.parse(read(PEOPLE) ?? '[]') as unknown;
		return Array.isArray(list) ? list.filter((id) => typeof id === 'string') : [];
	} catch {
		return [];
	}
}

/** Who opens without network: on a shared phone nobody does. */
export const currentPerson = (): string | null => read(CURRENT);

export function remember(person: string, device: 'own' | 'shared'): void {
	write(PEOPLE, JSON.stringify([...new Set([...people(), person])]));
	write(CURRENT, device === 'own' ? person : null);
}

export function forget(person: string): void {
	const rest = people().filter((id) => id !== person);
	write(PEOPLE, rest.length > 0 ? JSON.stringify(rest) : null);
	if (currentPerson() === person) write(CURRENT, null);
}

/** Nobody opens without network until somebody signs in. */
export const forgetCurrent = (): void => write(CURRENT, null);

/**
 * Somebody signed out here. A cookie, because it tells both sides: without network it keeps the
 * app closed, and with the first request that arrives the server ends the session and clears it.
 */
export const tombstone = (): boolean => document.cookie.split('; ').includes(`${SIGNED_OUT}=1`);

export function setTombstone(): void {
	document.cookie = `${SIGNED_OUT}=1; path=/; max-age=31536000; samesite=lax`;
}
