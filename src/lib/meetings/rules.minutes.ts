/** Minutes as text: what is frozen, hashed, and read by pages without the editor. */
import * as sha256 from 'lib0/hash/sha256';
import { clockOf, dayOf } from '#lib/kernel/time.ts';
import type { MinutesBlock, MinutesRun, Quorum } from './schema.ts';

/** The fixed words of the record; it is written in the county's language, whoever reads it. */
export interface MinutesWords {
	time: string;
	place: string;
	convener: string;
	due: string;
	present: string;
	absent: string;
	observers: string;
	standing: { vote: string; talk: string };
	none: string;
	listSeparator: string;
	colon: string;
	topic: (n: number) => string;
	resolution: string;
	action: string;
	by: (owner: string, due: string) => string;
}

export interface MinutesRecord {
	readonly title: string;
	readonly place: string;
	readonly startsAt: number;
	readonly convener: string;
	readonly quorum: Quorum;
	readonly attendance: readonly { name: string; status: string | null; due: boolean }[];
	readonly blocks: readonly MinutesBlock[];
}

const hex = (bytes: Uint8Array) =>
	Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** SHA-256 of a text in UTF-8, hex. Also where the browser's own `crypto.subtle` is missing (http). */
export const hashOf = (text: string): string => hex(sha256.digest(new TextEncoder().encode(text)));

/** The hash of a draft: equal on both sides when both have the same text before them (ME-6). */
export const hashOfBlocks = (blocks: readonly MinutesBlock[]): string =>
	hashOf(JSON.stringify(blocks));

const plain = (runs: readonly MinutesRun[]) => runs.map((run) => run.text).join('');

/** No letter anywhere: nothing that could be frozen (ME-6). */
export const isEmpty = (blocks: readonly MinutesBlock[]): boolean =>
	blocks.every((block) =>
		'items' in block ? block.items.every(isEmpty) : plain(block.runs).trim() === ''
	);

/** The number of resolutions that say something: in a 座谈 they are opinions (ME-4). */
export const resolutionsIn = (blocks: readonly MinutesBlock[]): number =>
	blocks.filter((b) => b.type === 'resolution' && plain(b.runs).trim() !== '').length;

/** The blocks as lines of text; lists are indented by two spaces a level. */
export function linesOf(
	blocks: readonly MinutesBlock[],
	words: MinutesWords,
	indent = ''
): string[] {
	let topics = 0;
	return blocks.flatMap((block): string[] => {
		if ('items' in block) {
			return block.items.flatMap((item, i) => {
				const mark = block.type === 'ordered_list' ? `${i + 1}. ` : '· ';
				const [first = '', ...rest] = linesOf(item, words);
				return [indent + mark + first, ...rest.map((text) => `${indent}  ${text}`)];
			});
		}
		const text = plain(block.runs);
		const said = (lead: string) => [`${indent}${lead}${text}`];
		switch (block.type) {
			case 'topic':
				return ['', `${words.topic((topics += 1))}  ${text}`];
			case 'heading':
				return ['', text];
			case 'statement':
				return said(block.speaker ? block.speaker + words.colon : '');
			case 'resolution':
				return said(words.resolution + words.colon);
			case 'action': {
				const by = words.by(block.owner, block.due);
				return [`${indent}${words.action}${words.colon}${text}${by}`];
			}
			case 'paragraph':
				return said('');
		}
	});
}

/** Lines that the other text does not have, in order; a line that is there twice counts twice. */
export function linesNotIn(lines: readonly string[], others: readonly string[]): string[] {
	const left = new Map<string, number>();
	for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
	return lines.filter((line) => {
		const count = left.get(line) ?? 0;
		left.set(line, count - 1);
		return count <= 0 && line.trim() !== '';
	});
}

/** The frozen text: head with time, place and attendance, then the minutes. Ends with a newline. */
export function recordText(record: MinutesRecord, words: MinutesWords): string {
	const { quorum } = record;
	const names = (status: string, due: boolean) =>
		record.attendance
			.filter((a) => a.status === status && a.due === due)
			.map((a) => a.name)
			.join(words.listSeparator) || words.none;
	const head = [
		record.title,
		words.time + words.colon + `${dayOf(record.startsAt)} ${clockOf(record.startsAt)}`,
		words.place + words.colon + (record.place || words.none),
		words.convener + words.colon + record.convener,
		`${words.due} ${quorum.due}  ${words.present} ${quorum.present}  ${words.standing[quorum.standing]}`,
		words.present + words.colon + names('present', true),
		words.absent + words.colon + names('absent', true),
		words.observers + words.colon + names('observer', false)
	];
	const body = linesOf(record.blocks, words);
	return [...head, ...(body[0] === '' ? [] : ['']), ...body].join('\n').trimEnd() + '\n';
}
