import { pino } from 'pino';

/** What the platform logs through. Never names, phones, texts or inputs: ids and codes only. */
export interface Log {
	info(facts: object, message: string): void;
	warn(facts: object, message: string): void;
	error(facts: object, message: string): void;
}

export function createLog(level: string): Log {
	return pino({
		level,
		base: null,
		// An error's message may quote a value; its name, code and stack's places do not.
		serializers: {
			error: (error: unknown) =>
				error instanceof Error
					? {
							name: error.name,
							code: (error as NodeJS.ErrnoException).code,
							stack: error.stack?.split('\n').filter((line) => line.startsWith('    at '))
						}
					: { name: typeof error }
		}
	});
}
