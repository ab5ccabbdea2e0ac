/** Minutes for Word and WPS, in the shape of official papers: A4, 仿宋, 黑体 for headings. */
import {
	AlignmentType,
	Document,
	Footer,
	Header,
	HeadingLevel,
	LevelFormat,
	Packer,
	PageNumber,
	Paragraph,
	Table,
	TableCell,
	TableRow,
	TextRun,
	WidthType,
	type IParagraphOptions
} from 'docx';
import { TextWatermark } from 'docx/watermarks';
import words from './messages.zh.ts';
import { agendaOf, headOf, moment, partsOf, type Paper, type Part } from './rules.paper.ts';
import type { MinutesBlock, MinutesRun } from './schema.ts';

const t = words.paper;

const font = (eastAsia: string) => ({
	ascii: 'Times New Roman',
	hAnsi: 'Times New Roman',
	cs: 'Times New Roman',
	eastAsia
});
const FANGSONG = font('仿宋');
const SONG = font('宋体');
const HEI = font('黑体');
/** Half points: 二号, 三号, 小四. */
const SIZE = { title: 44, body: 32, table: 24, small: 21 } as const;
/** Twentieths of a point: lines of 28 points, as official papers have them. */
const LINE = { line: 560, lineRule: 'exact' } as const;
/** A4 with the margins of official papers, in twentieths of a point: 37, 26, 35 and 28 mm. */
const PAGE = {
	size: { width: 11906, height: 16838 },
	margin: { top: 2098, right: 1474, bottom: 1984, left: 1587 }
} as const;
const LEVELS = 7;
const STEP = 480;

/** What XML cannot say is left out: control characters and halves of letters. */
const clean = (text: string): string =>
	// eslint-disable-next-line no-control-regex -- these are the ones that XML forbids
	text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');

const runsOf = (list: readonly MinutesRun[]): TextRun[] =>
	list.map(
		({ text, strong }) => new TextRun({ text: clean(text), ...(strong ? { bold: true } : {}) })
	);
const line = (text: string, options: IParagraphOptions = {}) =>
	new Paragraph({ ...options, children: [new TextRun(clean(text))] });
const heading = (level: 1 | 2 | 3, children: TextRun[]) =>
	new Paragraph({ heading: HeadingLevel[`HEADING_${level}`], children });
/** A paragraph of the body: its first line goes in by two letters. */
const body = (children: TextRun[]) =>
	new Paragraph({ indent: { firstLine: SIZE.body * 20 }, children });

function cell(children: TextRun[], width: number, head = false): TableCell {
	return new TableCell({
		width: { size: width, type: WidthType.PERCENTAGE },
		margins: { left: 100, right: 100 },
		children: [new Paragraph({ style: head ? 'CellHead' : 'Cell', children })]
	});
}

function table(
	head: readonly string[],
	rows: readonly (readonly TextRun[])[][],
	widths: readonly number[]
): Table {
	const row = (cells: readonly (readonly TextRun[])[], tableHeader = false) =>
		new TableRow({
			tableHeader,
			cantSplit: true,
			children: cells.map((runs, i) => cell([...runs], widths[i] ?? 0, tableHeader))
		});
	const top =
		head.length > 0
			? [
					row(
						head.map((text) => [new TextRun(text)]),
						true
					)
				]
			: [];
	return new Table({
		width: { size: 100, type: WidthType.PERCENTAGE },
		rows: [...top, ...rows.map((cells) => row(cells))]
	});
}

const one = (text: string): readonly TextRun[] => [new TextRun(clean(text))];

/** A list as Word's own, each with numbers from 1. */
function listOf(
	block: Extract<MinutesBlock, { items: unknown }>,
	level: number,
	next: () => number
): Paragraph[] {
	const ordered = block.type === 'ordered_list';
	const instance = next();
	const depth = Math.min(level, LEVELS - 1);
	return block.items.flatMap((item) =>
		item.flatMap((inner, i): Paragraph[] => {
			if ('items' in inner) return listOf(inner, level + 1, next);
			const children = runsOf(inner.runs);
			if (i > 0) return [new Paragraph({ indent: { left: STEP * (depth + 1) }, children })];
			const reference = ordered ? 'ordered' : 'bullet';
			return [new Paragraph({ numbering: { reference, level: depth, instance }, children })];
		})
	);
}

function partOf(
	part: Part,
	standing: 'vote' | 'talk',
	count: { topic(): number; list(): number }
): (Paragraph | Table)[] {
	switch (part.kind) {
		case 'statements':
			return [
				heading(3, [new TextRun(t.statements)]),
				...part.blocks.map(({ speaker, runs }) => {
					const who = speaker
						? [new TextRun({ text: clean(speaker) + words.record.colon, bold: true })]
						: [];
					return body([...who, ...runsOf(runs)]);
				})
			];
		case 'resolutions':
			return [
				heading(3, [new TextRun(t.resolutions[standing])]),
				...part.blocks.map(({ runs }) => body(runsOf(runs)))
			];
		case 'actions':
			return [
				heading(3, [new TextRun(t.actions)]),
				table(
					[t.actions, t.owner, t.due],
					part.blocks.map(({ owner, due, runs }) => [
						runsOf(runs),
						one(owner || t.unset),
						one(due || t.unset)
					]),
					[60, 20, 20]
				)
			];
		case 'block': {
			const { block } = part;
			if ('items' in block) return listOf(block, 0, count.list);
			if (block.type === 'topic') {
				const lead = new TextRun(`${words.record.topic(count.topic())}\u3000`);
				return [heading(1, [lead, ...runsOf(block.runs)])];
			}
			return [block.type === 'heading' ? heading(2, runsOf(block.runs)) : body(runsOf(block.runs))];
		}
	}
}

/** The file's bytes. */
export async function paperDocx(paper: Paper): Promise<Uint8Array<ArrayBuffer>> {
	const { meeting, blocks } = paper;
	const { frozen } = meeting;
	let topics = 0;
	let lists = 0;
	const count = { topic: () => (topics += 1), list: () => (lists += 1) };
	const agenda = agendaOf(paper);
	const agendaList = count.list();
	const centred = { alignment: AlignmentType.CENTER };

	const children: (Paragraph | Table)[] = [
		new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun(clean(meeting.title))] }),
		line(`${meeting.unitName} ${words.kinds[meeting.kind]} ${t.title}`, centred),
		...(frozen ? [] : [line(t.draftLine(moment(paper.at, t)), centred)]),
		table(
			[],
			headOf(paper, t, words.record).map(([label, value]) => [one(label), one(value)]),
			[18, 82]
		),
		...(agenda.length > 0 ? [heading(1, [new TextRun(t.topics)])] : []),
		...agenda.map((text) =>
			line(text, { numbering: { reference: 'ordered', level: 0, instance: agendaList } })
		),
		...partsOf(blocks).flatMap((part) => partOf(part, meeting.quorum.standing, count)),
		heading(1, [new TextRun(t.attendance)]),
		table(
			[t.name, t.place, t.status],
			meeting.attendance.map((a) => [
				one(a.name),
				one(a.due ? t.invited : words.attendance.observer),
				one(a.status ? words.attendance[a.status] : t.unsaid)
			]),
			[40, 30, 30]
		),
		...(meeting.amendments.length > 0 ? [heading(1, [new TextRun(t.amendments)])] : []),
		...meeting.amendments.flatMap(({ text, by, at }) => [
			...text.split('\n').map((said) => body([new TextRun(clean(said))])),
			line(`${by} ${moment(at, t)}`, { style: 'Cell', alignment: AlignmentType.RIGHT })
		]),
		...(frozen
			? [
					line(t.finalLine(frozen.by, moment(frozen.at, t)), { style: 'Cell' }),
					line(`${t.hash} ${frozen.sha256}`, { style: 'Cell' })
				]
			: // A file must not end with a table.
				[line('', { style: 'Cell' })])
	];

	const levels = (format: 'decimal' | 'bullet') =>
		Array.from({ length: LEVELS }, (_, level) => ({
			level,
			format: LevelFormat[format === 'decimal' ? 'DECIMAL' : 'BULLET'],
			text: format === 'decimal' ? `%${level + 1}.` : '•',
			alignment: AlignmentType.START,
			style: { paragraph: { indent: { left: STEP * (level + 1), hanging: STEP } } }
		}));
	const headed = (size: number) => ({
		run: { font: HEI, size, bold: false, color: '000000' },
		paragraph: { spacing: { before: 240, after: 60 }, keepNext: true }
	});
	const [before, between, after] = t.page;
	const file = new Document({
		title: clean(meeting.title),
		creator: clean(paper.writers[0] ?? meeting.convener),
		styles: {
			default: {
				document: { run: { font: FANGSONG, size: SIZE.body }, paragraph: { spacing: LINE } },
				title: {
					run: { font: SONG, size: SIZE.title, bold: true, color: '000000' },
					paragraph: {
						alignment: AlignmentType.CENTER,
						spacing: { after: 120, line: 700, lineRule: 'atLeast' }
					}
				},
				heading1: headed(SIZE.body),
				heading2: headed(SIZE.body),
				heading3: headed(SIZE.body - 2)
			},
			paragraphStyles: [
				{
					id: 'Cell',
					name: t.attendance,
					run: { font: FANGSONG, size: SIZE.table },
					paragraph: { spacing: { line: 320, lineRule: 'atLeast' } }
				},
				{
					id: 'CellHead',
					name: t.name,
					run: { font: HEI, size: SIZE.table },
					paragraph: { spacing: { line: 320, lineRule: 'atLeast' } }
				}
			]
		},
		numbering: {
			config: [
				{ reference: 'ordered', levels: levels('decimal') },
				{ reference: 'bullet', levels: levels('bullet') }
			]
		},
		sections: [
			{
				properties: {
					page: {
						size: PAGE.size,
						margin: PAGE.margin
					}
				},
				...(frozen
					? {}
					: {
							headers: {
								default: new Header({
									children: [
										new Paragraph({
											children: [new TextWatermark({ text: t.draft, font: '黑体' })]
										})
									]
								})
							}
						}),
				footers: {
					default: new Footer({
						children: [
							new Paragraph({
								...centred,
								children: [
									new TextRun({
										font: SONG,
										size: SIZE.small,
										children: [before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES, after]
									})
								]
							})
						]
					})
				},
				children
			}
		]
	});
	return new Uint8Array(await Packer.toBuffer(file));
}
