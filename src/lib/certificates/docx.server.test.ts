import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { certificateDocx, type Sheet } from './docx.server.ts';
import en from './messages.en.ts';
import zh from './messages.zh.ts';

/** The text of one file in a zip, by its local header. */
function unzipped(zip: Buffer, name: string): string {
	let at = zip.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
	while (at >= 0) {
		const length = zip.readUInt16LE(at + 28);
		const found = zip.toString('utf8', at + 46, at + 46 + length);
		if (found === name) {
			const local = zip.readUInt32LE(at + 42);
			const size = zip.readUInt32LE(at + 20);
			const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
			const body = zip.subarray(from, from + size);
			return (zip.readUInt16LE(at + 10) === 0 ? body : inflateRawSync(body)).toString('utf8');
		}
		at = zip.indexOf(Buffer.from([0x50, 0x4b, 1, 2]), at + 46 + length);
	}
	throw new Error(`no ${name}`);
}

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
		const xml = unzipped(await certificateDocx(sheet, zh), 'word/document.xml');
		for (const said of ['志愿服务记录证明', sheet.number, '王秀英', '尾号 002X', '2.5 小时']) {
			expect(xml).toContain(said);
		}
		expect(xml).toContain('桶站&lt;值守&gt; &amp; 清洁');
		expect(xml).toContain('其余 2 项');
	});

	it('[CE-9] has the whole identity number only when it was typed for it', async () => {
		const full = { ...sheet, fullNumber: '11010519491231002X' };
		const xml = unzipped(await certificateDocx(full, en), 'word/document.xml');
		expect(xml).toContain('11010519491231002X');
		expect(xml).toContain('Certificate of volunteer service');
	});
});
