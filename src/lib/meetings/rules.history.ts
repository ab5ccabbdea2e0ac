/** Comparing two versions of minutes, paragraph by paragraph and within one word by word. Pure. */
import type { Actor } from '#lib/kernel/actor.ts';
import { convenes, reads } from './rules.ts';
import type { Change, Paragraph, Piece } from './schema.history.ts';
import type { MeetingKind } from './schema.ts';

/** Who wrote what, and what was taken out again, is for those who write (ME-10). */
export const seesHistory = (
	actor: Actor,
	meeting: { kind: MeetingKind; unit: string; invited: boolean }
): boolean => reads(actor, meeting) && (meeting.invited || convenes(actor, meeting.unit));

/** More pairs than this are not compared one by one: what differs is shown as gone and come. */
const MAX_PAIRS = 4_000_000;
const MAX_WORD_PAIRS = 60_000;
/** So many pairs of letters in all: past it paragraphs are not looked at for what they share. */
const MAX_WORK = 20_000_000;
/** Two paragraphs are the same one, changed, when they share so much. */
const ALIKE = 0.45;
/** Paragraphs around a change that are shown with it. */
const AROUND = 1;

const keyOf = ({ kind, who, due, depth, mark, text }: Paragraph): string =>
	[kind, who, due, depth, mark, text].join('\u0000');

/** What changed from one version to the other, in reading order; long same stretches are counted. */
export function compare(before: readonly Paragraph[], after: readonly Paragraph[]): Change[] {
	const changes: Change[] = [];
	let gone: Paragraph[] = [];
	let come: Paragraph[] = [];
	const budget = { left: MAX_WORK };
	const settle = () => {
		changes.push(...pair(gone, come, budget));
		gone = [];
		come = [];
	};
	const steps = align(before.map(keyOf), after.map(keyOf), MAX_PAIRS);
	for (const [i, j] of steps) {
		const old = i === null ? undefined : before[i];
		const now = j === null ? undefined : after[j];
		if (old && now) {
			settle();
			changes.push({ kind: 'same', paragraph: now });
		} else if (old) gone.push(old);
		else if (now) come.push(now);
	}
	settle();
	return fold(changes);
}

/** Within one place: what went and what came; those alike are one paragraph that was changed. */
function pair(
	gone: readonly Paragraph[],
	come: readonly Paragraph[],
	budget: { left: number }
): Change[] {
	const changes: Change[] = [];
	let next = 0;
	for (const paragraph of come) {
		let found = -1;
		let pieces: Piece[] = [];
		for (let i = next; i < Math.min(gone.length, next + 20); i++) {
			const old = gone[i];
			if (!old || budget.left <= 0) break;
			budget.left -= Math.min(old.text.length * paragraph.text.length, MAX_WORD_PAIRS) + 100;
			pieces = comparePieces(old.text, paragraph.text);
			if (likeness(pieces) >= ALIKE) {
				found = i;
				break;
			}
		}
		const before = gone[found];
		if (!before) {
			changes.push({ kind: 'added', paragraph });
			continue;
		}
		for (const old of gone.slice(next, found)) changes.push({ kind: 'removed', paragraph: old });
		changes.push({ kind: 'changed', before, paragraph, pieces });
		next = found + 1;
	}
	for (const old of gone.slice(next)) changes.push({ kind: 'removed', paragraph: old });
	return changes;
}

function likeness(pieces: readonly Piece[]): number {
	const all = pieces.reduce((sum, p) => sum + p.text.length * (p.kind === 'same' ? 2 : 1), 0);
	const same = pieces.reduce((sum, p) => sum + (p.kind === 'same' ? p.text.length * 2 : 0), 0);
	return all === 0 ? 1 : same / all;
}

/** A Chinese letter is a word of its own; Latin words, numbers and spaces stay whole. */
const wordsOf = (text: string): string[] => text.match(/[A-Za-z0-9]+|\s+|./gsu) ?? [];

/** Two texts, word by word: what stayed, what went, what came. */
export function comparePieces(before: string, after: string): Piece[] {
	const old = wordsOf(before);
	const now = wordsOf(after);
	const pieces: { kind: Piece['kind']; text: string }[] = [];
	let removed = '';
	let added = '';
	const settle = () => {
		if (removed) pieces.push({ kind: 'removed', text: removed });
		if (added) pieces.push({ kind: 'added', text: added });
		removed = added = '';
	};
	for (const [i, j] of align(old, now, MAX_WORD_PAIRS)) {
		if (i !== null && j !== null) {
			settle();
			const last = pieces[pieces.length - 1];
			if (last?.kind === 'same') last.text += now[j];
			else pieces.push({ kind: 'same', text: now[j] ?? '' });
		} else if (i !== null) removed += old[i];
		else if (j !== null) added += now[j];
	}
	settle();
	return pieces;
}

/** The longest common order of two lists: `[i, j]` for what is in both, else one of them null. */
function align(
	a: readonly string[],
	b: readonly string[],
	most: number
): [number | null, number | null][] {
	let start = 0;
	while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
	let tail = 0;
	const room = Math.min(a.length, b.length) - start;
	while (tail < room && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;

	const steps: [number | null, number | null][] = [];
	for (let i = 0; i < start; i++) steps.push([i, i]);
	steps.push(...middle(a, b, start, a.length - tail, b.length - tail, most));
	for (let k = tail; k > 0; k--) steps.push([a.length - k, b.length - k]);
	return steps;
}

function middle(
	a: readonly string[],
	b: readonly string[],
	start: number,
	endA: number,
	endB: number,
	most: number
): [number | null, number | null][] {
	const rows = endA - start;
	const columns = endB - start;
	const steps: [number | null, number | null][] = [];
	let i = 0;
	let j = 0;
	if (rows > 0 && columns > 0 && rows * columns <= most) {
		const width = columns + 1;
		// Length of the longest common order of what follows.
		const longest = new Uint16Array((rows + 1) * width);
		const at = (r: number, c: number) => longest[r * width + c] ?? 0;
		for (let r = rows - 1; r >= 0; r--) {
			for (let c = columns - 1; c >= 0; c--) {
				longest[r * width + c] =
					a[start + r] === b[start + c]
						? at(r + 1, c + 1) + 1
						: Math.max(at(r + 1, c), at(r, c + 1));
			}
		}
		while (i < rows && j < columns) {
			if (a[start + i] === b[start + j]) steps.push([start + i++, start + j++]);
			else if (at(i + 1, j) >= at(i, j + 1)) steps.push([start + i++, null]);
			else steps.push([null, start + j++]);
		}
	}
	while (i < rows) steps.push([start + i++, null]);
	while (j < columns) steps.push([null, start + j++]);
	return steps;
}

/** Of what is the same only the neighbours of a change are kept. */
function fold(changes: readonly Change[]): Change[] {
	const near = changes.map((_, i) =>
		changes.slice(Math.max(0, i - AROUND), i + AROUND + 1).some((change) => change.kind !== 'same')
	);
	const folded: Change[] = [];
	let count = 0;
	const settle = () => {
		if (count > 0) folded.push({ kind: 'skipped', count });
		count = 0;
	};
	changes.forEach((change, i) => {
		if (!near[i]) return void (count += 1);
		settle();
		folded.push(change);
	});
	settle();
	return folded;
}
