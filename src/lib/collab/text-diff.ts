/** One replacement: at `at`, `remove` units go and `insert` comes. UTF-16 units throughout. */
export interface Edit {
	readonly at: number;
	readonly remove: number;
	readonly insert: string;
}

/** A change of a Y.Text as Yjs reports it. */
export type Delta = readonly {
	readonly retain?: number;
	readonly insert?: unknown;
	readonly delete?: number;
}[];

const isHigh = (unit: number) => unit >= 0xd800 && unit < 0xdc00;
const isLow = (unit: number) => unit >= 0xdc00 && unit < 0xe000;

/**
 * The smallest single replacement that makes `after` of `before`; `null` when they are the same.
 *
 * @param caret end of the selection in `after`: of several places where a repeated letter may have
 *   been typed, the one before the caret is meant
 */
export function diff(before: string, after: string, caret = after.length): Edit | null {
	if (before === after) return null;
	const shorter = Math.min(before.length, after.length);
	const matches = (suffix: number) =>
		before.charCodeAt(before.length - 1 - suffix) === after.charCodeAt(after.length - 1 - suffix);
	let suffix = 0;
	const behindCaret = Math.min(shorter, after.length - caret);
	while (suffix < behindCaret && matches(suffix)) suffix += 1;
	let prefix = 0;
	while (prefix < shorter - suffix && before.charCodeAt(prefix) === after.charCodeAt(prefix)) {
		prefix += 1;
	}
	while (suffix < shorter - prefix && matches(suffix)) suffix += 1;
	// A character of two units is replaced whole.
	if (prefix > 0 && isHigh(after.charCodeAt(prefix - 1))) prefix -= 1;
	if (suffix > 0 && isLow(after.charCodeAt(after.length - suffix))) suffix -= 1;
	return {
		at: prefix,
		remove: before.length - prefix - suffix,
		insert: after.slice(prefix, after.length - suffix)
	};
}

/**
 * Where an index of a text is after a change.
 *
 * @param stays what is inserted exactly at the index comes after it
 */
export function mapIndex(delta: Delta, index: number, stays = true): number {
	let old = 0;
	let mapped = index;
	for (const { retain, insert, delete: removed } of delta) {
		if (old > index) break;
		if (retain !== undefined) old += retain;
		else if (insert !== undefined) {
			const length = typeof insert === 'string' ? insert.length : 1;
			if (old < index || !stays) mapped += length;
		} else if (removed !== undefined) {
			mapped -= Math.min(removed, Math.max(0, index - old));
			old += removed;
		}
	}
	return mapped;
}
