/** Minutes as files: for Word, for a browser, as plain text. */
import type { PersonActor } from '#lib/kernel/actor.ts';
import { documentAuthors } from '#lib/collab/documents.server.ts';
import type { Db } from '#lib/platform/db/port.server.ts';
import type { ReadView } from '#lib/platform/read-view.server.ts';
import { peopleNames } from '#lib/roster/repo.server.ts';
import { roomOf } from './collab.ts';
import words from './messages.zh.ts';
import { paperHtml } from './paper.html.server.ts';
import { linesOf } from './rules.minutes.ts';
import {
	agendaOf,
	fileNameOf,
	headOf,
	moment,
	type Paper,
	type PaperFormat
} from './rules.paper.ts';
import type { DraftView, MeetingView } from './schema.ts';
import { draftPage, meetingPage } from './views.ts';

export interface PaperFile {
	readonly name: string;
	readonly type: string;
	readonly body: string | Uint8Array<ArrayBuffer>;
}

const TYPES: Readonly<Record<PaperFormat, string>> = {
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	html: 'text/html; charset=utf-8',
	txt: 'text/plain; charset=utf-8'
};

/**
 * The minutes of a meeting as a file, written in the county's language; `null` when this person
 * may not read them. Final minutes as plain text are the very text that was hashed.
 */
export async function minutesFile(
	{ db, readView, now = Date.now }: { db: Db; readView: ReadView; now?: () => number },
	actor: PersonActor,
	meeting: string,
	format: PaperFormat
): Promise<PaperFile | null> {
	const page = await readView(meetingPage.name, { meeting }, actor);
	if (page.kind !== 'ok') return null;
	const shown = page.answer.data as MeetingView;
	let blocks = shown.frozen?.blocks;
	if (!blocks) {
		const draft = await readView(draftPage.name, { meeting }, actor);
		if (draft.kind !== 'ok') return null;
		({ blocks } = draft.answer.data as DraftView);
	}
	const writers = await db.read(async (q) => {
		const authors = await documentAuthors(q, roomOf(meeting));
		const names = await peopleNames(
			q,
			authors.map(({ person }) => person)
		);
		return authors.flatMap(({ person }) => names.get(person) ?? []);
	});
	const paper: Paper = { meeting: shown, blocks, writers, at: now() };
	const name = fileNameOf(paper, format, words.paper);
	return { name, type: TYPES[format], body: await bodyOf(paper, format) };
}

async function bodyOf(paper: Paper, format: PaperFormat): Promise<PaperFile['body']> {
	switch (format) {
		case 'txt':
			return paperText(paper);
		case 'html':
			return paperHtml(paper);
		case 'docx': {
			// Half a megabyte of module that most days nobody asks for.
			const { paperDocx } = await import('./paper.docx.server.ts');
			return paperDocx(paper);
		}
	}
}

/** Final minutes: the record itself. Before that: the same lines, marked as a draft. */
export function paperText(paper: Paper): string {
	const { meeting, blocks } = paper;
	if (meeting.frozen) return meeting.frozen.text;
	const { paper: t, record } = words;
	const agenda = agendaOf(paper);
	return (
		[
			t.draftLine(moment(paper.at, t)),
			'',
			meeting.title,
			...headOf(paper, t, record).map(([label, value]) => label + record.colon + value),
			...(agenda.length > 0 ? ['', t.topics, ...agenda.map((line, i) => `${i + 1}. ${line}`)] : []),
			'',
			...linesOf(blocks, record)
		]
			.join('\n')
			.trimEnd() + '\n'
	);
}
