/** Minutes as a paper: what stands at its head, in which order, and how its file is called. Pure. */
import { clockOf, dayOf } from '#lib/kernel/time.ts';
import type { MinutesBlock, MeetingView } from './schema.ts';

export const PAPER_FORMATS = ['docx', 'html', 'txt'] as const;
export type PaperFormat = (typeof PAPER_FORMATS)[number];

/** The fixed words of a paper, beyond those of the record. */
export interface PaperWords {
	title: string;
	draft: string;
	draftLine: (when: string) => string;
	finalLine: (by: string, when: string) => string;
	host: string;
	recorders: string;
	many: (names: string, n: number) => string;
	people: (n: number) => string;
	counted: (people: string, standing: string) => string;
	topics: string;
	statements: string;
	resolutions: { vote: string; talk: string };
	actions: string;
	owner: string;
	due: string;
	unset: string;
	attendance: string;
	name: string;
	place: string;
	status: string;
	invited: string;
	unsaid: string;
	amendments: string;
	hash: string;
	page: readonly [before: string, between: string, after: string];
	day: (year: string, month: number, day: number) => string;
}

/** The words of the record that a paper needs too. */
export interface PaperRecordWords {
	time: string;
	place: string;
	due: string;
	present: string;
	absent: string;
	observers: string;
	none: string;
	listSeparator: string;
	colon: string;
	standing: { vote: string; talk: string };
}

export interface Paper {
	readonly meeting: MeetingView;
	readonly blocks: readonly MinutesBlock[];
	/** Names of those who wrote, in the order in which they began. */
	readonly writers: readonly string[];
	/** When the paper was made. */
	readonly at: number;
}

/** Names at the head of a paper; more of them are a number. */
const WRITERS = 5;

/** 2026年11月21日 14:00 */
export function moment(at: number, words: Pick<PaperWords, 'day'>): string {
	const [year = '', month = '', day = ''] = dayOf(at).split('-');
	return `${words.day(year, Number(month), Number(day))} ${clockOf(at)}`;
}

/** The head: 时间 地点 主持人 记录人 应到 实到 缺席 列席, each with what is to be said of it. */
export function headOf(
	{ meeting, writers }: Paper,
	words: PaperWords,
	record: PaperRecordWords
): [label: string, value: string][] {
	const { quorum } = meeting;
	const who = (status: string, due: boolean) => {
		const names = meeting.attendance
			.filter((a) => a.status === status && a.due === due)
			.map((a) => a.name);
		if (names.length === 0) return record.none;
		return words.people(names.length) + record.colon + names.join(record.listSeparator);
	};
	const first = writers.slice(0, WRITERS).join(record.listSeparator);
	return [
		[record.time, moment(meeting.startsAt, words)],
		[record.place, meeting.place || record.none],
		[words.host, meeting.convener],
		[
			words.recorders,
			writers.length > WRITERS ? words.many(first, writers.length) : first || record.none
		],
		[record.due, words.counted(words.people(quorum.due), record.standing[quorum.standing])],
		[record.present, who('present', true)],
		[record.absent, who('absent', true)],
		[record.observers, who('observer', false)]
	];
}

type Of<T extends MinutesBlock['type']> = Extract<MinutesBlock, { type: T }>;

/** What stands together on paper: what was said, what was decided, who does what. */
export type Part =
	| { readonly kind: 'statements'; readonly blocks: readonly Of<'statement'>[] }
	| {
			readonly kind: 'resolutions';
			readonly blocks: readonly Extract<MinutesBlock, { runs: unknown }>[];
	  }
	| { readonly kind: 'actions'; readonly blocks: readonly Of<'action'>[] }
	| {
			readonly kind: 'block';
			readonly block: Exclude<MinutesBlock, { type: 'statement' | 'action' }>;
	  };

/** The minutes in their order; neighbours of one sort are one part. Empty blocks are left out. */
export function partsOf(blocks: readonly MinutesBlock[]): Part[] {
	const parts: Part[] = [];
	let open: { kind: Part['kind']; blocks: MinutesBlock[] } | null = null;
	const into = (kind: 'statements' | 'resolutions' | 'actions', block: MinutesBlock) => {
		if (open?.kind === kind) return void open.blocks.push(block);
		open = { kind, blocks: [block] };
		parts.push(open as unknown as Part);
	};
	for (const block of blocks) {
		if ('items' in block) {
			open = null;
			parts.push({ kind: 'block', block });
			continue;
		}
		if (block.runs.every((run) => run.text.trim() === '')) continue;
		if (block.type === 'statement') into('statements', block);
		else if (block.type === 'resolution') into('resolutions', block);
		else if (block.type === 'action') into('actions', block);
		else {
			open = null;
			parts.push({ kind: 'block', block });
		}
	}
	return parts;
}

/** What was to be talked about: as it was announced, else as it stands in the minutes. */
export function agendaOf({ meeting, blocks }: Paper): string[] {
	const announced = meeting.topics.split('\n').map((line) => line.trim());
	const found = announced.filter((line) => line !== '');
	if (found.length > 0) return found;
	return blocks.flatMap((block) =>
		block.type === 'topic' ? [block.runs.map((run) => run.text).join('')] : []
	);
}

/** A name that every file system takes: 纪要-楼道堆物怎么办-2026-11-21-草稿.docx */
export function fileNameOf({ meeting }: Paper, format: PaperFormat, words: PaperWords): string {
	const safe = meeting.title
		.replace(/[\p{C}\\/:*?"<>|#%&{}$!'@+`=~^]/gu, ' ')
		.replace(/[\s.]+/g, ' ')
		.trim()
		.slice(0, 40)
		.trim();
	const parts = [words.title, safe, dayOf(meeting.startsAt), meeting.frozen ? '' : words.draft];
	return `${parts.filter((part) => part !== '').join('-')}.${format}`;
}
