import { readFile } from 'node:fs/promises';
import Papa from 'papaparse';
import { UnreadableFile, type SheetLimits, type SheetRow } from './sheet.server.ts';

const CHUNK = 32 * 1024;
const BATCH = 200;

/** Rows of a csv; blank lines are left out but counted. */
export async function* readCsv(
	file: string,
	limits: SheetLimits,
	progress: (share: number) => void
): AsyncGenerator<readonly SheetRow[]> {
	const text = await decode(await readFile(file));
	let batch: SheetRow[] = [];
	let number = 0;
	let at = 0;
	for (const part of wholeLines(text)) {
		for (const cells of Papa.parse<string[]>(part, { delimiter: delimiterOf(text) }).data) {
			number += 1;
			if (cells.every((cell) => cell === '')) continue;
			if (cells.length > limits.columns) throw new UnreadableFile('not_a_table');
			batch.push({ number, cells });
		}
		// Each part ends with a line break, after which the parser sees one line more.
		if (part.endsWith('\n')) number -= 1;
		at += part.length;
		progress(at / text.length);
		if (batch.length >= BATCH) {
			yield batch;
			batch = [];
		}
	}
	if (batch.length > 0) yield batch;
}

/** UTF-8 with or without BOM, UTF-16 with BOM, else GB18030, which WPS and Excel write in China. */
async function decode(bytes: Buffer): Promise<string> {
	const bom = bytes.subarray(0, 2).toString('latin1');
	const tries =
		bom === '\xff\xfe' ? ['utf-16le'] : bom === '\xfe\xff' ? ['utf-16be'] : ['utf-8', 'gb18030'];
	for (const encoding of tries) {
		try {
			return await decodeAs(bytes, encoding);
		} catch (error) {
			if (!(error instanceof TypeError)) throw error;
		}
	}
	throw new UnreadableFile('encoding');
}

async function decodeAs(bytes: Buffer, encoding: string): Promise<string> {
	const decoder = new TextDecoder(encoding, { fatal: true });
	const step = 1024 * 1024;
	const texts: string[] = [];
	for (let from = 0; from < bytes.length; from += step) {
		const part = bytes.subarray(from, from + step);
		texts.push(decoder.decode(part, { stream: from + step < bytes.length }));
		await new Promise((resolve) => setImmediate(resolve));
	}
	return texts.join('');
}

/** The text in parts of about 32 KB that end at the end of a record: not inside quotes. */
function* wholeLines(text: string): Generator<string> {
	let from = 0;
	let quoted = false;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === 0x22) quoted = !quoted;
		else if (code === 0x0a && !quoted && at - from >= CHUNK) {
			yield text.slice(from, at + 1);
			from = at + 1;
		}
	}
	if (from < text.length) yield text.slice(from);
}

/** Comma, tab or semicolon: whichever the first ten lines have most of. */
function delimiterOf(text: string): string {
	const head = text.slice(0, 4096).split('\n', 10).join('\n');
	const count = (mark: string) => head.split(mark).length;
	return [',', '\t', ';'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}
