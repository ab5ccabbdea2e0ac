/**
 * A streaming reader of xlsx. Libraries at hand build the whole sheet as a tree, which takes
 * gigabytes for 100,000 rows; this one holds the shared strings and one chunk of the sheet.
 */
import { StringDecoder } from 'node:string_decoder';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { UnreadableFile, type SheetLimits, type SheetRow } from './sheet.server.ts';

const MB = 1024 * 1024;
const STRINGS_BYTES = 120 * MB;
const SMALL_PART_BYTES = 8 * MB;
/** A row or string whose end does not come within this length is not from any real clerk. */
const ELEMENT_CHARS = 4 * MB;
const MOST_PARTS = 2_000;

/** Rows of the first visible sheet. Empty rows are left out; their numbers are kept. */
export async function* readXlsx(
	file: string,
	limits: SheetLimits,
	progress: (share: number) => void
): AsyncGenerator<readonly SheetRow[]> {
	const zip = await yauzl.openPromise(file, { autoClose: false }).catch(() => {
		throw new UnreadableFile('broken');
	});
	try {
		const parts = await listParts(zip, limits);
		const book = await readBook(zip, parts);
		const strings = await readStrings(zip, parts.get(book.strings));
		const sheet = parts.get(book.sheet);
		if (!sheet) throw new UnreadableFile('broken');
		let read = 0;
		const grown = (bytes: number) =>
			progress((read += bytes) / Math.max(1, sheet.uncompressedSize));
		const row = rowReader(
			strings,
			await readDateStyles(zip, parts.get(book.styles)),
			book.from1904
		);
		let last = 0;
		for await (const elements of elementsOf(zip, sheet, 'row', grown)) {
			const batch: SheetRow[] = [];
			for (const element of elements) {
				const found = row(element, last, limits);
				last = found.number;
				if (found.cells.length > 0) batch.push(found);
			}
			if (batch.length > 0) yield batch;
		}
	} catch (error) {
		throw error instanceof UnreadableFile ? error : new UnreadableFile('broken');
	} finally {
		zip.close();
	}
}

async function listParts(zip: ZipFile, limits: SheetLimits): Promise<Map<string, Entry>> {
	if (zip.entryCount > MOST_PARTS) throw new UnreadableFile('zip_bomb');
	const parts = new Map<string, Entry>();
	let unzipped = 0;
	for await (const entry of zip.eachEntry()) {
		if (entry.isEncrypted()) throw new UnreadableFile('locked');
		unzipped += entry.uncompressedSize;
		if (unzipped > limits.unzippedBytes) throw new UnreadableFile('zip_bomb');
		parts.set(entry.fileName, entry);
	}
	if (!parts.has('xl/workbook.xml')) throw new UnreadableFile('not_a_table');
	return parts;
}

interface Book {
	sheet: string;
	strings: string;
	styles: string;
	from1904: boolean;
}

async function readBook(zip: ZipFile, parts: Map<string, Entry>): Promise<Book> {
	const book = await readSmall(zip, parts.get('xl/workbook.xml'));
	const links = await readSmall(zip, parts.get('xl/_rels/workbook.xml.rels'));
	const targets = new Map<string, string>();
	const byType = new Map<string, string>();
	for (const [, attributes = ''] of links.matchAll(/<(?:\w+:)?Relationship\b([^>]*)>/g)) {
		const target = attribute(attributes, 'Target') ?? '';
		const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
		targets.set(attribute(attributes, 'Id') ?? '', path);
		byType.set((attribute(attributes, 'Type') ?? '').split('/').at(-1) ?? '', path);
	}
	const sheets = [...book.matchAll(/<(?:\w+:)?sheet\b([^>]*)>/g)].map(
		([, attributes = '']) => attributes
	);
	const shown = sheets.find((attributes) => !/hidden/i.test(attribute(attributes, 'state') ?? ''));
	const id = /\b\w+:id\s*=\s*"([^"]*)"/.exec(shown ?? '')?.[1] ?? '';
	return {
		sheet: targets.get(id) ?? byType.get('worksheet') ?? 'xl/worksheets/sheet1.xml',
		strings: byType.get('sharedStrings') ?? 'xl/sharedStrings.xml',
		styles: byType.get('styles') ?? 'xl/styles.xml',
		from1904: /date1904\s*=\s*"(1|true)"/.test(book)
	};
}

async function readStrings(zip: ZipFile, part: Entry | undefined): Promise<string[]> {
	const strings: string[] = [];
	if (!part) return strings;
	if (part.uncompressedSize > STRINGS_BYTES) throw new UnreadableFile('zip_bomb');
	for await (const elements of elementsOf(zip, part, 'si')) {
		for (const element of elements) strings.push(textOf(element));
	}
	return strings;
}

/** Which cell styles (by index) show a number as a date. */
async function readDateStyles(zip: ZipFile, part: Entry | undefined): Promise<boolean[]> {
	if (!part) return [];
	const xml = await readSmall(zip, part);
	const dateFormats = new Set<number>();
	for (const [, attributes = ''] of xml.matchAll(/<(?:\w+:)?numFmt\b([^>]*)>/g)) {
		const code = decodeXml(attribute(attributes, 'formatCode') ?? '');
		if (
			/[yYdD年日]/.test(
				code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, (quoted) => (/[年日]/.test(quoted) ? '年' : ''))
			)
		) {
			dateFormats.add(Number(attribute(attributes, 'numFmtId')));
		}
	}
	const builtIn = (id: number) =>
		(id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
	const formats = /<(?:\w+:)?cellXfs\b[\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(xml)?.[0] ?? '';
	return [...formats.matchAll(/<(?:\w+:)?xf\b([^>]*)>/g)].map(([, attributes = '']) => {
		const id = Number(attribute(attributes, 'numFmtId') ?? 0);
		return builtIn(id) || dateFormats.has(id);
	});
}

function rowReader(strings: readonly string[], dates: readonly boolean[], from1904: boolean) {
	const cell = /<(?:\w+:)?c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c>)/g;
	return (element: string, last: number, limits: SheetLimits): SheetRow => {
		const cells: string[] = [];
		const formulas: number[] = [];
		for (const [, attributes = '', inner = ''] of element.matchAll(cell)) {
			const at = columnOf(/\br="([A-Z]{1,3})\d/.exec(attributes)?.[1]) ?? cells.length;
			if (at >= limits.columns) continue;
			const text = inner === '' ? '' : valueOf(attributes, inner);
			if (/<(?:\w+:)?f[\s/>]/.test(inner)) formulas.push(at);
			if (text === '') continue;
			while (cells.length < at) cells.push('');
			cells[at] = text;
		}
		const end = element.indexOf('>');
		const number = Number(attribute(element.slice(0, end), 'r') ?? last + 1);
		return formulas.length > 0 ? { number, cells, formulas } : { number, cells };
	};

	function valueOf(attributes: string, inner: string): string {
		const type = /\bt="(\w+)"/.exec(attributes)?.[1] ?? 'n';
		if (type === 'inlineStr') return textOf(inner);
		const raw = /<(?:\w+:)?v(?:\s[^>]*)?>([\s\S]*?)<\/(?:\w+:)?v>/.exec(inner)?.[1] ?? '';
		if (type === 's') return strings[Number(raw)] ?? '';
		if (type !== 'n') return decodeXml(raw);
		const style = Number(/\bs="(\d+)"/.exec(attributes)?.[1] ?? -1);
		if (dates[style] && raw !== '') return dayOfSerial(Number(raw), from1904);
		// 1.9900000018E10 is how a long number may be written.
		return /[eE]/.test(raw) && Number.isFinite(Number(raw)) ? String(Number(raw)) : raw;
	}
}

/** Day of a serial date: days since 1899-12-30, or since 1904-01-01 in old Mac files. */
function dayOfSerial(serial: number, from1904: boolean): string {
	const days = Math.floor(serial) + (from1904 ? 1462 : 0);
	const date = new Date(Date.UTC(1899, 11, 30) + days * 86_400_000);
	return Number.isNaN(date.getTime()) ? String(serial) : date.toISOString().slice(0, 10);
}

function columnOf(letters: string | undefined): number | undefined {
	if (!letters) return undefined;
	let column = 0;
	for (let i = 0; i < letters.length; i++) column = column * 26 + letters.charCodeAt(i) - 64;
	return column - 1;
}

/** All elements of one name, outermost first tag to last, in batches as the part is unzipped. */
async function* elementsOf(
	zip: ZipFile,
	part: Entry,
	name: string,
	grown: (bytes: number) => void = () => {}
): AsyncGenerator<string[]> {
	const element = new RegExp(
		`<(?:\\w+:)?${name}(?:\\s[^>]*?)?(?:/>|>[\\s\\S]*?</(?:\\w+:)?${name}>)`,
		'g'
	);
	const decoder = new StringDecoder('utf8');
	let waiting = '';
	for await (const chunk of (await zip.openReadStreamPromise(part)) as AsyncIterable<Buffer>) {
		grown(chunk.length);
		const before = Math.max(0, waiting.length - name.length - 8);
		waiting += decoder.write(chunk);
		if (waiting.length > ELEMENT_CHARS) throw new UnreadableFile('zip_bomb');
		// Without an end in what is new there is nothing to find, however long it has become.
		if (!waiting.includes(`${name}>`, before) && !waiting.includes('/>', before)) continue;
		const found: string[] = [];
		let end = 0;
		for (const match of waiting.matchAll(element)) {
			found.push(match[0]);
			end = match.index + match[0].length;
		}
		waiting = waiting.slice(end);
		if (found.length > 0) yield found;
	}
}

async function readSmall(zip: ZipFile, part: Entry | undefined): Promise<string> {
	if (!part) throw new UnreadableFile('broken');
	if (part.uncompressedSize > SMALL_PART_BYTES) throw new UnreadableFile('zip_bomb');
	const chunks: Buffer[] = [];
	const stream = (await zip.openReadStreamPromise(part)) as AsyncIterable<Buffer>;
	for await (const chunk of stream) chunks.push(chunk);
	return Buffer.concat(chunks).toString('utf8');
}

/** The text of a string element: its runs joined, without the phonetic reading. */
function textOf(xml: string): string {
	const plain = xml.includes('rPh')
		? xml.replace(/<(?:\w+:)?rPh\b[\s\S]*?<\/(?:\w+:)?rPh>/g, '')
		: xml;
	let text = '';
	for (const [, part = ''] of plain.matchAll(/<(?:\w+:)?t(?:\s[^>]*)?>([\s\S]*?)<\/(?:\w+:)?t>/g))
		text += part;
	return decodeXml(text);
}

const attribute = (attributes: string, name: string): string | undefined =>
	new RegExp(`(?:^|\\s)${name}\\s*=\\s*"([^"]*)"`).exec(attributes)?.[1];

const NAMED: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'"
};

function decodeXml(text: string): string {
	if (!text.includes('&') && !text.includes('_x')) return text;
	return text
		.replace(
			/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));/g,
			(whole, hex?: string, dec?: string, name?: string) => {
				if (name) return NAMED[name] ?? whole;
				const code = hex ? parseInt(hex, 16) : Number(dec);
				return code <= 0x10ffff ? String.fromCodePoint(code) : '';
			}
		)
		.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}
