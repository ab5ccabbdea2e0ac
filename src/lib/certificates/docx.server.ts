/** The certificate as a Word file: the same words as the printed sheet. */
import { encode } from 'uqr';
import { dayOf } from '#lib/kernel/time.ts';
import { blackAndWhite } from '#lib/platform/files/png.server.ts';
import { GRADES } from '#lib/hours/schema.ts';
import type { Content } from './schema.ts';
import type zh from './messages.zh.ts';

export interface Sheet {
	readonly content: Content;
	readonly number: string;
	readonly issuedAt: number;
	/** Page on which anybody can check it. */
	readonly address: string;
	/** Typed for this file and kept nowhere; '' prints the last four characters. */
	readonly fullNumber: string;
}

const FONT = { ascii: 'Times New Roman', eastAsia: 'SimSun', hAnsi: 'Times New Roman' };
/** Twentieths of a point: A4 with the margins of an official letter. */
const A4 = { width: 11_906, height: 16_838 };
const MARGIN = 1_300;
const INNER = A4.width - 2 * MARGIN;

/** Word's XML takes no control characters; a title that was pasted may hold some. */
const clean = (text: string) =>
	[...text].filter((char) => char >= ' ' && char !== '\ufffe' && char !== '\uffff').join('');

/** Room for a signature behind a name. */
const forSignature = (word: string) => `    ${word} ____________`;

/** The file's bytes. `docx` is loaded when the first one is wanted: it is large and rarely needed. */
export async function certificateDocx(sheet: Sheet, t: typeof zh): Promise<Buffer> {
	const docx = await import('docx');
	const { AlignmentType, Document, ImageRun, Packer, Paragraph, Table, TableCell, TableRow } = docx;
	const { TextRun, WidthType } = docx;
	const { content, number, issuedAt, address, fullNumber } = sheet;
	const p = t.paper;

	const run = (text: string, size = 22, bold = false) =>
		new TextRun({ text: clean(text), size, bold, font: FONT });
	const line = (text: string, { size = 22, bold = false, centre = false, after = 60 } = {}) =>
		new Paragraph({
			alignment: centre ? AlignmentType.CENTER : AlignmentType.LEFT,
			spacing: { after },
			children: [run(text, size, bold)]
		});
	const cell = (text: string, width: number, right = false) =>
		new TableCell({
			width: { size: width, type: WidthType.DXA },
			margins: { top: 40, bottom: 40, left: 100, right: 100 },
			children: [
				new Paragraph({
					alignment: right ? AlignmentType.RIGHT : AlignmentType.LEFT,
					children: [run(text, 21)]
				})
			]
		});
	const table = (widths: readonly number[], rows: readonly (readonly string[])[]) =>
		new Table({
			width: { size: INNER, type: WidthType.DXA },
			columnWidths: widths,
			rows: rows.map(
				(cells) =>
					new TableRow({
						cantSplit: true,
						children: cells.map((text, i) =>
							cell(text, widths[i] ?? 0, widths.length === 3 && i > 0)
						)
					})
			)
		});
	const pair = [2_000, INNER - 2_000];
	const three = [INNER - 3_000, 1_200, 1_800];
	const split = GRADES.map((grade) => `${t.grades[grade]} ${t.hours(content.byGrade[grade])}`);
	const { rest } = content;
	const code = encode(address, { ecc: 'M', border: 2 });

	const file = new Document({
		creator: content.unitName,
		title: `${p.title} ${number}`,
		sections: [
			{
				properties: {
					page: {
						size: A4,
						margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN }
					}
				},
				children: [
					line(p.title, { size: 36, bold: true, centre: true, after: 120 }),
					line(`${p.number} ${number}`, { centre: true, after: 160 }),
					table(pair, [
						[p.name, content.name],
						[p.volunteerNumber, content.volunteerNumber || p.none],
						[p.idKind, content.idKind ? t.idKinds[content.idKind] : p.none],
						[p.idNumber, fullNumber || (content.idTail ? p.tail(content.idTail) : p.none)],
						[p.period, t.period(content.from, content.to)],
						[p.total, t.hours(content.minutes)],
						[p.split, split.join('；')]
					]),
					line('', { size: 12 }),
					table(three, [
						[p.content, p.days, p.hours],
						...content.activities.map((a) => [a.title, String(a.days), t.hours(a.minutes)]),
						...(rest.count > 0 ? [[p.rest(rest.count), '', t.hours(rest.minutes)]] : [])
					]),
					line(p.gradeNote, { size: 18, after: 120 }),
					table(pair, [
						[p.notice, p.noticed(dayOf(content.noticeFrom), dayOf(content.noticeUntil))],
						[p.issuer, `${content.unitName} ${p.seal}`],
						[p.head, content.head + forSignature(p.sign)],
						[p.clerk, (content.clerk ?? '') + forSignature(p.sign)],
						[p.contact, content.contact],
						[p.issuedOn, t.date(dayOf(issuedAt))],
						...(content.notes ? [[p.notes, content.notes]] : [])
					]),
					line('', { size: 12 }),
					new Paragraph({
						children: [
							new ImageRun({
								type: 'png',
								data: blackAndWhite(code.data, 6),
								transformation: { width: 96, height: 96 },
								altText: { name: 'QR', title: p.check, description: p.check }
							})
						]
					}),
					line(p.check, { size: 18 }),
					line(address, { size: 18 })
				]
			}
		]
	});
	return Packer.toBuffer(file);
}
