import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import yauzl from 'yauzl';
import { paperDocx } from './paper.docx.server.ts';
import { paperHtml } from './paper.html.server.ts';
import words from './messages.zh.ts';
import { paperText } from './paper.server.ts';
import { fileNameOf, headOf, partsOf, type Paper } from './rules.paper.ts';
import type { AttendanceStatus, MeetingView, MinutesBlock } from './schema.ts';

const AT = Date.UTC(2026, 10, 21, 6, 0);
const NASTY = '<b>&"\u0001\ud800';

const said = (words: string) => [{ text: words }];
const BLOCKS: readonly MinutesBlock[] = [
	{ type: 'topic', runs: said('消防通道') },
	{ type: 'heading', runs: said('三单元') },
	{ type: 'paragraph', runs: [{ text: '二楼' }, { text: '堆了柜子', strong: true }] },
	{ type: 'statement', speaker: '沈英秀', runs: said('我来问物业') },
	{ type: 'statement', speaker: '', runs: said(NASTY) },
	{ type: 'resolution', runs: said('周三前清空') },
	{ type: 'action', owner: '张永强', due: '2026-11-25', runs: said('联系物业') },
	{ type: 'action', owner: '', due: '', runs: said('贴通知') },
	{ type: 'paragraph', runs: said('   ') },
	{
		type: 'ordered_list',
		items: [
			[{ type: 'paragraph', runs: said('先拍照') }],
			[
				{ type: 'paragraph', runs: said('再搬走') },
				{ type: 'bullet_list', items: [[{ type: 'paragraph', runs: said('柜子') }]] }
			]
		]
	},
	{ type: 'topic', runs: said('电瓶车') },
	{ type: 'ordered_list', items: [[{ type: 'paragraph', runs: said('设充电点') }]] }
];

const came = (name: string, status: AttendanceStatus | null, due = true) => ({
	person: name,
	name,
	due,
	status,
	reason: '住院',
	self: false,
	at: null
});

function paper(more: Partial<MeetingView> = {}, blocks = BLOCKS): Paper {
	const meeting: MeetingView = {
		id: 'x',
		kind: 'grid_talk',
		unit: '330922100001001',
		unitName: '西门网格',
		title: '楼道堆物怎么办',
		place: '网格活动点',
		startsAt: AT,
		invited: true,
		frozenAt: null,
		topics: '消防通道\n电瓶车',
		convener: '汪杰珍',
		attendance: [
			came('汪杰珍', 'present'),
			came('沈英秀', 'absent'),
			came('张永强', null),
			came('李所长', 'observer', false)
		],
		quorum: { due: 3, present: 1, absent: 1, observers: 1, needed: 2, standing: 'talk' },
		frozen: null,
		amendments: [],
		...more
	};
	return { meeting, blocks, writers: ['汪杰珍', '张永强'], at: AT };
}
const FROZEN: Partial<MeetingView> = {
	frozen: {
		text: '定稿全文\n',
		blocks: BLOCKS,
		sha256: 'ab12',
		standing: 'talk',
		by: '汪杰珍',
		at: AT
	},
	amendments: [{ id: 'a', text: '应为周四', sha256: 'cd', by: '汪杰珍', at: AT }]
};

/** Files of a zip by name. */
async function unzip(bytes: Uint8Array): Promise<Map<string, string>> {
	const folder = mkdtempSync(path.join(tmpdir(), 'geli-paper-'));
	try {
		const file = path.join(folder, 'x.docx');
		writeFileSync(file, bytes);
		const zip = await yauzl.openPromise(file, { autoClose: false });
		const files = new Map<string, string>();
		for await (const entry of zip.eachEntry()) {
			files.set(entry.fileName, await text(await zip.openReadStreamPromise(entry)));
		}
		zip.close();
		return files;
	} finally {
		rmSync(folder, { recursive: true });
	}
}
const xmlOf = async (one: Paper) => {
	const files = await unzip(await paperDocx(one));
	const all = [...files].filter(([name]) => /header|footer/.test(name)).map(([, xml]) => xml);
	return {
		document: files.get('word/document.xml') ?? '',
		numbering: files.get('word/numbering.xml') ?? '',
		styles: files.get('word/styles.xml') ?? '',
		around: all.join('')
	};
};
/** Texts of the paragraphs that have this in their properties. */
const paragraphs = (xml: string, mark: RegExp): string[] =>
	[...xml.matchAll(/<w:p>(.*?)<\/w:p>/gs)]
		.map(([, inside = '']) => inside)
		.filter((inside) => mark.test(inside))
		.map((inside) => [...inside.matchAll(/<w:t[^>]*>([^<]*)/g)].map(([, said]) => said).join(''));
const cells = (xml: string): string[] =>
	[...xml.matchAll(/<w:tc>(.*?)<\/w:tc>/gs)].map(([, inside = '']) =>
		[...inside.matchAll(/<w:t[^>]*>([^<]*)/g)].map(([, said]) => said).join('')
	);

describe('a paper', () => {
	it('[ME-11] says time, place, host, writers and who came, but not why somebody did not', () => {
		const head = new Map(headOf(paper(), words.paper, words.record));
		expect([...head.keys()]).toEqual([
			'时间',
			'地点',
			'主持人',
			'记录人',
			'应到',
			'实到',
			'缺席',
			'列席'
		]);
		expect(head.get('时间')).toBe('2026年11月21日 14:00');
		expect(head.get('记录人')).toBe('汪杰珍、张永强');
		expect(head.get('应到')).toBe('3 人（人数不够，座谈）');
		expect(head.get('实到')).toBe('1 人：汪杰珍');
		expect(head.get('缺席')).toBe('1 人：沈英秀');
		expect(head.get('列席')).toBe('1 人：李所长');
		expect(paperHtml(paper())).not.toContain('住院');
	});

	it('puts together what belongs together, and leaves empty lines out', () => {
		expect(partsOf(BLOCKS).map((part) => part.kind)).toEqual([
			'block',
			'block',
			'block',
			'statements',
			'resolutions',
			'actions',
			'block',
			'block',
			'block'
		]);
	});

	it('has a name that every phone and every Windows takes', () => {
		const named = (title: string, more = {}) =>
			fileNameOf(paper({ title, ...more }), 'docx', words.paper);
		expect(named('楼道堆物')).toBe('会议纪要-楼道堆物-2026-11-21-草稿.docx');
		expect(named('楼道堆物', FROZEN)).toBe('会议纪要-楼道堆物-2026-11-21.docx');
		expect(named('../../a\\b:c*?"<>|\u202egpj.exe\n')).toMatch(
			/^会议纪要-[a-z ]+-2026-11-21-草稿\.docx$/
		);
		expect(named('???')).toBe('会议纪要-2026-11-21-草稿.docx');
		expect(named('长'.repeat(200)).length).toBeLessThan(80);
	});
});

describe('docx', () => {
	it('has real headings, numbered lists, tables and named fonts', async () => {
		const { document, numbering, styles } = await xmlOf(paper());
		expect(paragraphs(document, /w:val="Title"/)).toEqual(['楼道堆物怎么办']);
		expect(paragraphs(document, /w:val="Heading1"/)).toEqual([
			'议题',
			'议题1　消防通道',
			'议题2　电瓶车',
			'到会情况'
		]);
		expect(paragraphs(document, /w:val="Heading2"/)).toEqual(['三单元']);
		expect(paragraphs(document, /w:val="Heading3"/)).toEqual([
			'发言要点',
			'意见（人数不够表决，不是决议）',
			'办理事项'
		]);
		expect(paragraphs(document, /<w:numPr>/)).toEqual([
			'消防通道',
			'电瓶车',
			'先拍照',
			'再搬走',
			'柜子',
			'设充电点'
		]);
		// Each ordered list begins with 1 again.
		const numbers = [...document.matchAll(/<w:numId w:val="(\w+)"/g)].map(([, id]) => id);
		expect(new Set(numbers).size).toBe(4);
		expect(numbers[2]).not.toBe(numbers[5]);
		expect(numbering).toContain('w:numFmt w:val="decimal"');
		expect(numbering).toContain('w:numFmt w:val="bullet"');

		const all = cells(document).join('|');
		expect(all).toContain('时间|2026年11月21日 14:00|地点|网格活动点|主持人|汪杰珍');
		expect(all).toContain('办理事项|责任人|时限|联系物业|张永强|2026-11-25|贴通知|未定|未定');
		expect(all).toContain('姓名|应到或列席|到会|汪杰珍|应到|到会|沈英秀|应到|缺席');
		for (const font of ['仿宋', '宋体', '黑体']) {
			expect(styles).toContain(`w:eastAsia="${font}"`);
		}
		expect(document).toContain('w:w="11906"');
	});

	it('[ME-11] marks a draft on every page, and final minutes with who and which text', async () => {
		const draft = await xmlOf(paper());
		expect(draft.around).toContain('草稿');
		expect(draft.document).toContain('草稿，未定稿。2026年11月21日 14:00 导出');
		const final = await xmlOf(paper(FROZEN));
		expect(final.around + final.document).not.toContain('草稿');
		expect(final.document).toContain('汪杰珍 于 2026年11月21日 14:00 定稿');
		expect(final.document).toContain('ab12');
		expect(final.document).toContain('应为周四');
	});

	it('stays well-formed, whatever was typed', async () => {
		const { document } = await xmlOf(paper({ title: NASTY, place: NASTY, topics: NASTY }));
		expect(document).not.toContain('\u0001');
		expect(document).not.toContain('<b>');
		expect(document).toContain('&lt;b&gt;&amp;');
	});

	it('takes minutes without a word and long ones', async () => {
		expect((await paperDocx(paper({ attendance: [], topics: '' }, []))).length).toBeGreaterThan(
			1_000
		);
		const long = Array.from({ length: 2_000 }, () => BLOCKS)
			.flat()
			.slice(0, 4_000);
		expect((await paperDocx(paper({}, long))).length).toBeGreaterThan(10_000);
	});
});

describe('html and text', () => {
	it('is one page that loads nothing and says nothing that was typed as markup', () => {
		const html = paperHtml(paper({ title: NASTY }));
		expect(html).toContain('<title>&lt;b&gt;&amp;&quot;');
		expect(html).not.toMatch(/<b>|src=|href=|<script/);
		expect(html).toContain('<h2>议题1&ensp;消防通道</h2>');
		expect(html).toContain(
			'<ol><li><p>先拍照</p></li><li><p>再搬走</p><ul><li><p>柜子</p></li></ul></li></ol>'
		);
		expect(html).toContain('<div class="draft" aria-hidden="true">草稿</div>');
		expect(paperHtml(paper(FROZEN))).not.toContain('草稿');
	});

	it('[ME-6] is as plain text the very record, and before that marked as a draft', () => {
		expect(paperText(paper(FROZEN))).toBe('定稿全文\n');
		const draft = paperText(paper());
		expect(draft).toMatch(/^草稿，未定稿/);
		expect(draft).toContain('主持人：汪杰珍');
		expect(draft).toContain('办理事项：联系物业（张永强，2026-11-25 前）');
	});
});
