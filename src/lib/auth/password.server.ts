/**
 * Passwords: Argon2id (19 MiB, two passes), at most four hashes at a time so that a rush at the
 * door neither fills the memory nor starves the process. In a PHC string, never in clear.
 */
import { hash, parseOptions, verify, type Algorithm } from '@node-rs/argon2';

/** The library's const enum cannot be read under isolatedModules; 2 is Argon2id, its default. */
const ARGON2ID = 2 as Algorithm;
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const AT_ONCE = 4;
const MOST_WAITING = 60;

/** Too many people are at the door at this moment; they may try again in a few seconds. */
export class PasswordsBusy extends Error {
	override readonly name = 'PasswordsBusy';
}

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
	if (running >= AT_ONCE) {
		if (waiting.length >= MOST_WAITING) throw new PasswordsBusy('too many passwords at once');
		await new Promise<void>((resolve) => waiting.push(resolve));
	} else {
		running += 1;
	}
	try {
		return await work();
	} finally {
		// The place goes straight to the next in line.
		const next = waiting.shift();
		if (next) next();
		else running -= 1;
	}
}

/**
 * The PHC string of a password.
 * @throws {PasswordsBusy} when more wait than can be served in a moment
 */
export const hashPassword = (password: string): Promise<string> =>
	inTurn(() => hash(password.normalize('NFKC'), { ...PARAMETERS, algorithm: ARGON2ID }));

/**
 * Whether the password is the one behind `stored`. `null` stands for a person without one: it takes
 * as long and answers no.
 * @throws {PasswordsBusy}
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
	const against = stored ?? (await dummy());
	const right = await inTurn(() => verify(against, password.normalize('NFKC')));
	return right && stored !== null;
}

/** The parameters have changed since: hash it again at the next sign-in. */
export function needsRehash(stored: string): boolean {
	const { memoryCost, timeCost, parallelism } = parseOptions(stored);
	return (
		memoryCost !== PARAMETERS.memoryCost ||
		timeCost !== PARAMETERS.timeCost ||
		parallelism !== PARAMETERS.parallelism
	);
}

let dummyHash: Promise<string> | undefined;
const dummy = (): Promise<string> => (dummyHash ??= hashPassword('nobody has this password'));
