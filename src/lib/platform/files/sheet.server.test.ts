import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSheet, UnreadableFile, type ReadOptions, type SheetRow } from './sheet.server.ts';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'geli-sheet-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, content: string | Buffer) => {
	const file = path.join(folder, name);
	writeFileSync(file, content);
	return file;
};
async function rowsOf(file: string, options?: ReadOptions): Promise<SheetRow[]> {
	const rows: SheetRow[] = [];
	for await (const batch of readSheet(file, options)) rows.push(...batch);
	return rows;
}
const problemOf = (file: string, options?: ReadOptions) =>
	rowsOf(file, options).then(
		() => 'read',
		(error: unknown) => (error instanceof UnreadableFile ? error.code : String(error))
	);

/** A zip of these parts; `says` puts another size than the true one into its directory. */
function zip(parts: Record<string, string>, says: Record<string, number> = {}): Buffer {
	const local: Buffer[] = [];
	const central: Buffer[] = [];
	let offset = 0;
	for (const [name, text] of Object.entries(parts)) {
		const data = deflateRawSync(Buffer.from(text));
		const label = Buffer.from(name);
		const size = says[name] ?? Buffer.byteLength(text);
		const head = Buffer.alloc(30);
		head.writeUInt32LE(0x04034b50, 0);
		head.writeUInt16LE(20, 4);
		head.writeUInt16LE(8, 8);
		head.writeUInt32LE(data.length, 18);
		head.writeUInt32LE(size, 22);
		head.writeUInt16LE(label.length, 26);
		const entry = Buffer.alloc(46);
		entry.writeUInt32LE(0x02014b50, 0);
		entry.writeUInt16LE(20, 6);
		entry.writeUInt16LE(8, 10);
		entry.writeUInt32LE(data.length, 20);
		entry.writeUInt32LE(size, 24);
		entry.writeUInt16LE(label.length, 28);
		entry.writeUInt32LE(offset, 42);
		local.push(head, label, data);
		central.push(entry, label);
		offset += head.length + label.length + data.length;
	}
	const directory = Buffer.concat(central);
	const end = Buffer.alloc(22);
	end.writeUInt32LE(0x06054b50, 0);
	end.writeUInt16LE(Object.keys(parts).length, 8);
	end.writeUInt16LE(Object.keys(parts).length, 10);
	end.writeUInt32LE(directory.length, 12);
	end.writeUInt32LE(offset, 16);
	return Buffer.concat([...local, directory, end]);
}

const book = (sheet: string, more: Record<string, string> = {}) => ({
	'xl/workbook.xml':
		'<workbook><sheets><sheet name="藏" sheetId="1" state="hidden" r:id="rId9"/><sheet name="名册" sheetId="2" r:id="rId1"/></sheets></workbook>',
	'xl/_rels/workbook.xml.rels':
		'<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId2" Type="http://x/sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="rId3" Type="http://x/styles" Target="styles.xml"/></Relationships>',
	'xl/worksheets/sheet2.xml': `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
	...more
});

describe('xlsx', () => {
	it('reads shared and inline text, numbers, dates by style, formulas, gaps, entities', async () => {
		const sheet =
			'<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="inlineStr"><is><t>a &amp; b&#10;c</t></is></c><c r="D2" s="1"><v>36770</v></c><c r="E2" s="2"><v>36770.5</v></c><c r="F2"><v>1.9900000018E10</v></c></row>' +
			'<row r="3"/><row r="4"><c r="A4" t="str"><f>B1&amp;"x"</f><v>算出</v></c><c r="B4" t="b"><v>1</v></c></row>';
		const file = put(
			'good.xlsx',
			zip(
				book(sheet, {
					'xl/sharedStrings.xml':
						'<sst><si><r><t>林</t></r><r><t>波玉</t></r><rPh><t>lin</t></rPh></si></sst>',
					'xl/styles.xml':
						'<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>'
				})
			)
		);
		expect(await rowsOf(file)).toEqual([
			{ number: 2, cells: ['林波玉', '', 'a & b\nc', '2000-09-01', '2000-09-01', '19900000018'] },
			{ number: 4, cells: ['算出', '1'], formulas: [0] }
		]);
	});

	it('with prefixes, as some programs write it', async () => {
		const parts = book('');
		parts['xl/worksheets/sheet2.xml'] =
			'<x:worksheet><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c><x:c r="B1"><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>';
		expect(await rowsOf(put('prefix.xlsx', zip(parts)))).toEqual([
			{ number: 1, cells: ['甲', '2'] }
		]);
	});

	it('a bomb is refused by what it says of itself, and by what it does', async () => {
		const row = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>1</v></c></row>';
		const honest = put('bomb.xlsx', zip(book(' '.repeat(3_000_000))));
		expect(await problemOf(honest, { limits: { unzippedBytes: 2_000_000 } })).toBe('zip_bomb');
		const lies = zip(book(' '.repeat(3_000_000) + row), { 'xl/worksheets/sheet2.xml': 1_000 });
		expect(await problemOf(put('liar.xlsx', lies), { limits: { unzippedBytes: 2_000_000 } })).toBe(
			'broken'
		);
		const endless = put('endless.xlsx', zip(book(`<row r="1">${' '.repeat(6_000_000)}`)));
		expect(await problemOf(endless)).toBe('zip_bomb');
	});

	it('too many rows, a zip that is no workbook, half a file', async () => {
		const many = Array.from(
			{ length: 30 },
			(_, i) => `<row r="${i + 1}"><c><v>1</v></c><c><v>2</v></c></row>`
		).join('');
		const file = put('many.xlsx', zip(book(many)));
		expect(await problemOf(file, { limits: { rows: 20 } })).toBe('too_many_rows');
		expect(await problemOf(put('docx.xlsx', zip({ 'word/document.xml': '<w/>' })))).toBe(
			'not_a_table'
		);
		expect(await problemOf(put('half.xlsx', zip(book(many)).subarray(0, 300)))).toBe('broken');
	});
});

describe('csv', () => {
	const text = '姓名,备注\r\n林波玉,"有""引号"",\n和换行"\r\n\r\n史明,无\r\n';

	it.each([
		['UTF-8', Buffer.from(text)],
		['UTF-8 with BOM', Buffer.from(`\uFEFF${text}`)],
		['UTF-16', Buffer.from(`\uFEFF${text}`, 'utf16le')]
	])('%s', async (name, bytes) => {
		expect(await rowsOf(put(`${name}.csv`, bytes))).toEqual([
			{ number: 1, cells: ['姓名', '备注'] },
			{ number: 2, cells: ['林波玉', '有"引号",\n和换行'] },
			{ number: 4, cells: ['史明', '无'] }
		]);
	});

	it('GB18030, tabs and semicolons', async () => {
		const gbk = Buffer.from([0xd0, 0xd5, 0xc3, 0xfb, 0x09, 0xb1, 0xb8, 0xd7, 0xa2, 0x0a]);
		expect((await rowsOf(put('gbk.csv', gbk)))[0]?.cells).toEqual(['姓名', '备注']);
		expect((await rowsOf(put('semi.csv', 'a;b\n1;2\n')))[1]?.cells).toEqual(['1', '2']);
	});

	it('numbers rows right across parts of a long file', async () => {
		const lines = Array.from({ length: 20_000 }, (_, i) => `名${i},19900000000`).join('\n');
		const rows = await rowsOf(put('long.csv', lines));
		expect(rows).toHaveLength(20_000);
		expect(rows.at(-1)).toEqual({ number: 20_000, cells: ['名19999', '19900000000'] });
	});
});

describe('what is no table', () => {
	it.each([
		['pdf.xlsx', '%PDF-1.7 …', 'pdf'],
		['old.xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'old_excel'],
		[
			'picture.xlsx',
			Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
			'not_a_table'
		],
		['bytes.csv', Buffer.from([0xff, 0xff, 0x80, 0x80, 0x41]), 'encoding'],
		['nothing.csv', '', 'empty'],
		['column.csv', '姓名\n林波玉\n', 'one_column']
	])('%s', async (name, content, problem) => {
		expect(await problemOf(put(name, content))).toBe(problem);
	});

	it('a file of 200 MB is refused before it is opened', async () => {
		const file = put('huge.xlsx', 'PK');
		truncateSync(file, 200 * 1024 * 1024);
		const started = performance.now();
		expect(await problemOf(file)).toBe('too_large');
		expect(performance.now() - started).toBeLessThan(200);
	});

	it('a file that is not there', async () => {
		expect(await problemOf(path.join(folder, 'no.csv'))).toBe('missing');
	});
});
