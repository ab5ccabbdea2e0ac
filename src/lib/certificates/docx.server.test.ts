import { describe, expect, it } from 'vitest';
import { certificateDocx, type Sheet } from './docx.server.ts';
import en from './messages.en.ts';
import zh from './messages.zh.ts';
import { unzip } from '../../../tests/support/zip.ts';

const documentOf = async (file: Promise<Buffer>) => unzip(await file).get('word/document.xml');

const sheet: Sheet = {
	number: '330922100001-2026-00012-7K3MQ9TX',
	issuedAt: Date.parse('2026-12-09T09:00:00+08:00'),
	address: 'https://geli.example/certificates/330922100001-2026-00012-7K3MQ9TX',
	fullNumber: '',
	content: {
		...{ name: '王秀英', idKind: 'resident', idTail: '002X', volunteerNumber: '' },
		...{ from: '2026-11-01', to: '2026-11-30', unitName: '东海社区', head: '郑书文', clerk: null },
		...{ contact: '0580-5080000', notes: '', noticeFrom: 1_700_000_000_000 },
		...{ noticeUntil: 1_700_600_000_000, minutes: 150, byGrade: { A: 0, B: 120, C: 30, D: 0 } },
		activities: [{ title: '桶站<值守>\u0001 & 清洁', days: 1, minutes: 120 }],
		rest: { count: 2, minutes: 30 }
	}
};

describe('[CE-5] the Word file', () => {
	it('says what the sheet says, whatever was typed', async () => {
		const xml = await documentOf(certificateDocx(sheet, zh));
		for (const said of ['志愿服务记录证明', sheet.number, '王秀英', '尾号 002X', '2.5 小时']) {
			expect(xml).toContain(said);
		}
		expect(xml).toContain('桶站&lt;值守&gt; &amp; 清洁');
		expect(xml).toContain('其余 2 项');
	});

	it('[CE-9] has the whole identity number only when it was typed for it', async () => {
		const full = { ...sheet, fullNumber: '11010519491231002X' };
		const xml = await documentOf(certificateDocx(full, en));
		expect(xml).toContain('11010519491231002X');
		expect(xml).toContain('Certificate of volunteer service');
	});
});
