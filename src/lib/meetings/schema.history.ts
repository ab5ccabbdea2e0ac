/** What the history of minutes shows. */
import * as v from 'valibot';
import { IdSchema } from '#lib/kernel/id.ts';
import type { MinutesBlock } from './schema.ts';

export const BLOCK_KINDS = [
	'paragraph',
	'heading',
	'topic',
	'resolution',
	'statement',
	'action'
] as const;
export type BlockKind = (typeof BLOCK_KINDS)[number];

export const isBlockKind = (name: string): name is BlockKind =>
	(BLOCK_KINDS as readonly string[]).includes(name);

/** How many letters of a paragraph are whose: a person's id, or the name for a screen. */
export interface Share {
	readonly person: string;
	readonly letters: number;
}

export interface Paragraph {
	readonly kind: BlockKind;
	/** Who said it, or who does it. */
	readonly who: string;
	/** Of an action item: the day, or empty. */
	readonly due: string;
	/** In how many lists it lies. */
	readonly depth: number;
	/** It begins an item of a list. */
	readonly mark: '' | 'bullet' | 'ordered';
	readonly text: string;
	readonly by: readonly Share[];
}

/** Of a paragraph that was changed: what stayed, came or went, in the order of reading. */
export interface Piece {
	readonly kind: 'same' | 'added' | 'removed';
	readonly text: string;
}

export type Change =
	| { readonly kind: 'same' | 'added' | 'removed'; readonly paragraph: Paragraph }
	| {
			readonly kind: 'changed';
			readonly before: Paragraph;
			readonly paragraph: Paragraph;
			readonly pieces: readonly Piece[];
	  }
	/** So many paragraphs that are the same in both. */
	| { readonly kind: 'skipped'; readonly count: number };

/** A row of the document's log; 0 is the empty document. */
export const SeqSchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e9));

export const HistoryArgs = v.object({ meeting: IdSchema });
export const VersionArgs = v.object({ meeting: IdSchema, seq: SeqSchema });
export const CompareArgs = v.object({ meeting: IdSchema, from: SeqSchema, to: SeqSchema });

/** One person's writing without a longer pause. */
export interface HistorySession {
	readonly name: string;
	/** The version before it, and the one that it made. */
	readonly before: number;
	readonly after: number;
	readonly from: number;
	readonly to: number;
}

export interface HistoryView {
	readonly title: string;
	/** Newest first. */
	readonly sessions: readonly HistorySession[];
	/** Sessions that are older than those shown. */
	readonly older: number;
	/** Who wrote the text as it is now; `person` is a name. */
	readonly paragraphs: readonly Paragraph[];
	readonly frozen: { readonly by: string; readonly at: number } | null;
	/** The reader may bring back an earlier text. */
	readonly mayRestore: boolean;
}

export interface CompareView {
	/** When the two versions were written; null for the empty document. */
	readonly fromAt: number | null;
	readonly toAt: number | null;
	readonly changes: readonly Change[];
}

export interface VersionView {
	readonly seq: number;
	readonly at: number;
	readonly blocks: readonly MinutesBlock[];
}
