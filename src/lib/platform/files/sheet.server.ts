/**
 * A table file, row by row: xlsx or csv, whichever it really is. Rows come in small batches and
 * the event loop runs in between, so that a file of 100,000 rows holds nobody up.
 */
import { open, stat } from 'node:fs/promises';
import { readCsv } from './csv.server.ts';
import { readXlsx } from './xlsx.server.ts';

export interface SheetRow {
	/** As the file counts, from 1: what a person sees at the left in Excel. */
	readonly number: number;
	/** Dates as `YYYY-MM-DD`, numbers as they are written; an empty cell is ''. */
	readonly cells: readonly string[];
	/** Columns (from 0) whose cell holds a formula; its last computed value is in `cells`. */
	readonly formulas?: readonly number[];
}

export interface SheetLimits {
	/** Bytes of the file itself. */
	readonly fileBytes: number;
	/** Bytes of all parts of an xlsx when unzipped: more is a zip bomb. */
	readonly unzippedBytes: number;
	readonly rows: number;
	readonly columns: number;
}

const MB = 1024 * 1024;

export const SHEET_LIMITS: SheetLimits = {
	fileBytes: 64 * MB,
	unzippedBytes: 400 * MB,
	rows: 200_000,
	columns: 200
};

/** Why a file cannot be read as a table. The words are in the capability's `files` messages. */
export const FILE_PROBLEMS = [
	'missing',
	'too_large',
	'too_many_rows',
	'zip_bomb',
	'pdf',
	'old_excel',
	'not_a_table',
	'locked',
	'encoding',
	'broken',
	'empty',
	'one_column',
	'no_header',
	'no_units'
] as const;
export type FileProblem = (typeof FILE_PROBLEMS)[number];

export class UnreadableFile extends Error {
	override readonly name = 'UnreadableFile';
	readonly code: FileProblem;
	readonly params: Readonly<Record<string, string | number>>;

	constructor(code: FileProblem, params: Readonly<Record<string, string | number>> = {}) {
		super(code);
		this.code = code;
		this.params = params;
	}
}

export interface ReadOptions {
	/** The name the file had where it came from; decides nothing, but a message may need it. */
	readonly name?: string;
	readonly limits?: Partial<SheetLimits>;
	/** Share of the file that has been read, 0 to 1. */
	readonly progress?: (share: number) => void;
}

/**
 * Reads the first visible sheet of an xlsx, or a csv in UTF-8, UTF-16 or GB18030.
 * @throws {UnreadableFile} in words that a person can act on
 */
export async function* readSheet(
	file: string,
	{ limits: given, progress = () => {} }: ReadOptions = {}
): AsyncGenerator<readonly SheetRow[]> {
	const limits = { ...SHEET_LIMITS, ...given };
	const size = await stat(file).then(
		(s) => (s.isFile() ? s.size : -1),
		() => -1
	);
	if (size < 0) throw new UnreadableFile('missing');
	if (size === 0) throw new UnreadableFile('empty');
	if (size > limits.fileBytes) {
		throw new UnreadableFile('too_large', { most: Math.round(limits.fileBytes / MB) });
	}
	const kind = kindOf(await firstBytes(file));
	if (kind !== 'zip' && kind !== 'text') throw new UnreadableFile(kind);

	const rows = kind === 'zip' ? readXlsx(file, limits, progress) : readCsv(file, limits, progress);
	let count = 0;
	let widest = 0;
	for await (const batch of rows) {
		count += batch.length;
		if (count > limits.rows) throw new UnreadableFile('too_many_rows', { most: limits.rows });
		for (const row of batch) widest = Math.max(widest, row.cells.length);
		yield batch;
		await new Promise((resolve) => setImmediate(resolve));
	}
	if (count === 0) throw new UnreadableFile('empty');
	if (widest < 2) throw new UnreadableFile('one_column');
}

async function firstBytes(file: string): Promise<Buffer> {
	const handle = await open(file);
	try {
		const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0);
		return buffer.subarray(0, bytesRead);
	} finally {
		await handle.close();
	}
}

/** What the file is by its first bytes, whatever its name says. */
function kindOf(head: Buffer): 'zip' | 'text' | 'pdf' | 'old_excel' | 'not_a_table' {
	const starts = (...bytes: number[]) => bytes.every((byte, i) => head[i] === byte);
	if (starts(0x50, 0x4b, 0x03, 0x04) || starts(0x50, 0x4b, 0x05, 0x06)) return 'zip';
	if (starts(0x25, 0x50, 0x44, 0x46)) return 'pdf';
	// Excel 97-2003, and also an xlsx with a password.
	if (starts(0xd0, 0xcf, 0x11, 0xe0)) return 'old_excel';
	if (starts(0xff, 0xfe) || starts(0xfe, 0xff)) return 'text';
	// No text has control characters, whatever its encoding; a program or a picture has.
	return head.some((byte) => byte < 9 || (byte > 13 && byte < 27)) ? 'not_a_table' : 'text';
}
