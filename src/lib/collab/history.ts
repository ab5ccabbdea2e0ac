/** What a document's log tells: who wrote when. Pure. */
import { MINUTE } from '#lib/kernel/time.ts';

/** One row of the log without what was written. */
export interface LogEntry {
	readonly seq: number;
	/** Ids of those who wrote in it. */
	readonly people: readonly string[];
	readonly at: number;
}

/** What one person wrote without a longer pause. */
export interface WritingSession {
	readonly person: string;
	/** First and last row of the log. */
	readonly first: number;
	readonly last: number;
	readonly from: number;
	readonly to: number;
}

/** Who pauses so long has stopped; what comes then is another session. */
export const PAUSE_MS = 10 * MINUTE;

/** Runs of one person's edits with less than ten minutes between them, newest first (CO-15). */
export function sessionsOf(log: readonly LogEntry[]): WritingSession[] {
	const done: WritingSession[] = [];
	const open = new Map<string, WritingSession>();
	for (const { seq, people, at } of log) {
		for (const person of people) {
			const last = open.get(person);
			if (last && at - last.to < PAUSE_MS) open.set(person, { ...last, last: seq, to: at });
			else {
				if (last) done.push(last);
				open.set(person, { person, first: seq, last: seq, from: at, to: at });
			}
		}
	}
	return [...done, ...open.values()].sort((a, b) => b.last - a.last || b.first - a.first);
}
