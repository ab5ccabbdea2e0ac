import path from 'node:path';
import * as v from 'valibot';

const whole = (fallback: number, min = 0) =>
	v.optional(
		v.pipe(v.string(), v.transform(Number), v.integer(), v.minValue(min)),
		String(fallback)
	);

const Environment = v.object({
	DATA_DIR: v.optional(v.string(), './data'),
	GELI_ROOT: v.optional(v.string()),
	GELI_SECRET_FILE: v.optional(v.string()),
	LOG_LEVEL: v.optional(v.picklist(['silent', 'error', 'warn', 'info', 'debug']), 'info'),
	/** Sockets to rooms that one person, one address may hold open at once. */
	COLLAB_PER_PERSON: whole(24, 1),
	COLLAB_PER_ADDRESS: whole(200, 1),
	/** Frames a second that one socket may send, and how many it may save up. */
	COLLAB_RATE: whole(50, 1),
	COLLAB_BURST: whole(200, 1),
	/** Bytes that one document may have. */
	COLLAB_DOC_BYTES: whole(2 * 1024 * 1024, 1024),
	/** Opens rooms for measuring. */
	COLLAB_BENCH: v.optional(v.string()),
	TRUST_PROXY: v.optional(v.string()),
	ORIGIN: v.optional(v.string()),
	/** Tries to sign in from one address in 15 minutes. */
	SIGN_IN_PER_ADDRESS: whole(100, 1)
});

/** Everything the operator can set; docs/operators.md lists it. */
export interface Config {
	readonly dataDir: string;
	/** Folder of the project: migrations and demo data lie below it. */
	readonly root: string;
	/** File with the key that seals identity numbers; made when it is not there. */
	readonly secretFile: string;
	readonly logLevel: string;
	readonly collab: {
		readonly perPerson: number;
		readonly perAddress: number;
		readonly rate: number;
		readonly burst: number;
		readonly docBytes: number;
		/** Rooms for measuring, `/collab/bench/<any name>`, in which everybody signed in may write. */
		readonly bench: boolean;
	};
	/** A proxy of ours stands before us: its `x-forwarded-*` headers are believed. */
	readonly trustProxy: boolean;
	/** Where our pages are, when it was said: `https://geli.example`. */
	readonly origin: string | undefined;
	readonly signInPerAddress: number;
}

/** @throws an `Error` that names each wrong variable. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
	const parsed = v.safeParse(Environment, env);
	if (!parsed.success) {
		const names = parsed.issues.map((issue) => v.getDotPath(issue)).join(', ');
		throw new Error(`These settings are not valid: ${names}. See docs/operators.md.`);
	}
	const e = parsed.output;
	const root = path.resolve(e.GELI_ROOT ?? process.cwd());
	return {
		dataDir: path.resolve(e.DATA_DIR),
		root,
		secretFile: path.resolve(e.GELI_SECRET_FILE || path.join(e.DATA_DIR, 'geli.key')),
		logLevel: e.LOG_LEVEL,
		collab: {
			perPerson: e.COLLAB_PER_PERSON,
			perAddress: e.COLLAB_PER_ADDRESS,
			rate: e.COLLAB_RATE,
			burst: e.COLLAB_BURST,
			docBytes: e.COLLAB_DOC_BYTES,
			bench: e.COLLAB_BENCH === '1'
		},
		trustProxy: e.TRUST_PROXY === '1',
		origin: e.ORIGIN || undefined,
		signInPerAddress: e.SIGN_IN_PER_ADDRESS
	};
}
