import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { blocksOf, blocksOfState, ROOT } from './collab.ts';
import zh from './messages.zh.ts';
import {
	hashOf,
	hashOfBlocks,
	isEmpty,
	linesNotIn,
	linesOf,
	recordText,
	resolutionsIn
} from './rules.minutes.ts';
import type { MinutesBlock } from './schema.ts';

const block = (name: string, text: string, attributes: Record<string, string> = {}) => {
	const element = new Y.XmlElement(name);
	element.insert(0, [new Y.XmlText(text)]);
	for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
	return element;
};

function minutes(): Y.Doc {
	const doc = new Y.Doc();
	const list = new Y.XmlElement('ordered_list');
	list.insert(
		0,
		['先清空', '再划线'].map((text) => {
			const item = new Y.XmlElement('list_item');
			item.insert(0, [block('paragraph', text)]);
			return item;
		})
	);
	doc
		.getXmlFragment(ROOT)
		.insert(0, [
			block('topic', '消防通道'),
			block('statement', '三单元二楼堆了柜子', { speaker: '史明' }),
			list,
			block('resolution', '周三前清空'),
			block('action', '清楼道', { owner: '张永强', due: '2026-11-25' })
		]);
	return doc;
}

const BLOCKS: MinutesBlock[] = [
	{ type: 'topic', runs: [{ text: '消防通道' }] },
	{ type: 'statement', speaker: '史明', runs: [{ text: '三单元二楼堆了柜子' }] },
	{
		type: 'ordered_list',
		items: [
			[{ type: 'paragraph', runs: [{ text: '先清空' }] }],
			[{ type: 'paragraph', runs: [{ text: '再划线' }] }]
		]
	},
	{ type: 'resolution', runs: [{ text: '周三前清空' }] },
	{ type: 'action', owner: '张永强', due: '2026-11-25', runs: [{ text: '清楼道' }] }
];

describe('the document as data', () => {
	it('reads every kind of block, from the document and from its stored state', () => {
		expect(blocksOf(minutes())).toEqual(BLOCKS);
		expect(blocksOfState(Y.encodeStateAsUpdate(minutes()))).toEqual(BLOCKS);
		expect(blocksOfState(new Uint8Array())).toEqual([]);
	});

	it('joins runs of one style however they were typed, so that hashes agree', () => {
		const doc = new Y.Doc();
		const text = new Y.XmlText('消防通道');
		const element = new Y.XmlElement('paragraph');
		doc.getXmlFragment(ROOT).insert(0, [element]);
		element.insert(0, [text]);
		text.format(0, 2, { strong: {} });
		text.format(1, 1, { strong: null });
		text.insert(4, '不能堆物');
		expect(blocksOf(doc)).toEqual([
			{ type: 'paragraph', runs: [{ text: '消', strong: true }, { text: '防通道不能堆物' }] }
		]);
	});

	it('keeps the text of what it does not know, drops days that are none, and does not write', () => {
		const doc = new Y.Doc();
		doc
			.getXmlFragment(ROOT)
			.insert(0, [
				block('from_a_newer_app', '别丢'),
				block('action', '清', { owner: '张永强', due: '2026-13-45' })
			]);
		const before = Y.encodeStateAsUpdate(doc);
		expect(blocksOf(doc)).toEqual([
			{ type: 'paragraph', runs: [{ text: '别丢' }] },
			{ type: 'action', owner: '张永强', due: '', runs: [{ text: '清' }] }
		]);
		expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
	});
});

describe('the record', () => {
	const record = {
		title: '楼道堆物怎么办',
		place: '网格活动点',
		startsAt: Date.parse('2026-11-24T19:00:00+08:00'),
		convener: '汪杰珍',
		quorum: { due: 3, present: 2, absent: 1, observers: 1, needed: 2, standing: 'vote' as const },
		attendance: [
			{ name: '史明', status: 'present', due: true },
			{ name: '张永强', status: 'present', due: true },
			{ name: '林波玉', status: 'absent', due: true },
			{ name: '郑书文', status: 'observer', due: false }
		],
		blocks: BLOCKS
	};

	it('[ME-6] is a text that anybody can read and hash', () => {
		const text = recordText(record, zh.record);
		expect(text).toBe(
			[
				'楼道堆物怎么办',
				'时间：2026-11-24 19:00',
				'地点：网格活动点',
				'召集人：汪杰珍',
				'应到 3  实到 2  可表决',
				'实到：史明、张永强',
				'缺席：林波玉',
				'列席：郑书文',
				'',
				'议题1  消防通道',
				'史明：三单元二楼堆了柜子',
				'1. 先清空',
				'2. 再划线',
				'决议：周三前清空',
				'办理事项：清楼道（张永强，2026-11-25 前）',
				''
			].join('\n')
		);
		expect(hashOf(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
	});

	it('[ME-4] says that it was a talk when too few came', () => {
		const talk = { ...record.quorum, present: 1, standing: 'talk' as const };
		expect(recordText({ ...record, quorum: talk }, zh.record)).toContain('人数不够，座谈');
		expect(resolutionsIn(BLOCKS)).toBe(1);
	});

	it('[ME-6] knows an empty text, and a change of one letter', () => {
		expect(isEmpty([])).toBe(true);
		expect(isEmpty([{ type: 'paragraph', runs: [{ text: ' ' }] }])).toBe(true);
		expect(isEmpty(BLOCKS)).toBe(false);
		expect(hashOfBlocks(BLOCKS)).not.toBe(hashOfBlocks(BLOCKS.slice(0, 4)));
	});

	it('gives back what the record does not have, also a second time', () => {
		expect(linesNotIn(['甲', '乙', '甲', ''], ['甲'])).toEqual(['乙', '甲']);
		expect(linesNotIn(['甲'], ['甲', '丙'])).toEqual([]);
	});

	it('indents what lies in a list and numbers topics', () => {
		const nested: MinutesBlock = {
			type: 'bullet_list',
			items: [[{ type: 'paragraph', runs: [{ text: '甲' }] }, BLOCKS[2] as MinutesBlock]]
		};
		expect(linesOf([nested], zh.record)).toEqual(['· 甲', '  1. 先清空', '  2. 再划线']);
	});
});
