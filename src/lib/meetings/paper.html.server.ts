/** Minutes as a page of its own: to be printed, sent on, or opened where no Word is. */
import words from './messages.zh.ts';
import { agendaOf, headOf, moment, partsOf, type Paper, type Part } from './rules.paper.ts';
import type { MinutesBlock, MinutesRun } from './schema.ts';

const t = words.paper;

const MARKS: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;'
};
const safe = (text: string): string => text.replace(/[&<>"']/g, (mark) => MARKS[mark] ?? '');
const tag = (name: string, inside: string) => `<${name}>${inside}</${name}>`;
const runs = (list: readonly MinutesRun[]): string =>
	list.map((run) => (run.strong ? tag('strong', safe(run.text)) : safe(run.text))).join('');

const STYLE = `
@page { size: A4; margin: 37mm 26mm 35mm 28mm; }
body { max-width: 42em; margin: 0 auto; padding: 24px 16px; font: 16px/1.75 FangSong, 仿宋, STFangsong, serif; color: #000; background: #fff; }
h1 { margin: 0 0 .25em; font: bold 1.5em/1.4 SimSun, 宋体, STSong, serif; text-align: center; }
h2, h3 { margin: 1.2em 0 .3em; font-family: SimHei, 黑体, STHeiti, sans-serif; font-weight: 400; break-after: avoid; }
h2 { font-size: 1.1em; } h3 { font-size: 1em; }
p { margin: .3em 0; overflow-wrap: anywhere; } .above { text-align: center; } .end { color: #555; font-size: .85em; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; margin: .6em 0; } tr { break-inside: avoid; }
th, td { padding: .3em .5em; border: 1px solid #555; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { font-family: SimHei, 黑体, STHeiti, sans-serif; font-weight: 400; } tbody th { white-space: nowrap; width: 5em; }
.draft { position: fixed; inset: 0; display: flex; align-items: center; justify-content: center; font: 30vmin/1 SimHei, 黑体, sans-serif; color: rgba(0, 0, 0, .08); transform: rotate(-45deg); pointer-events: none; }
@media print { body { padding: 0; max-width: none; } }
`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
	tag(
		'table',
		tag('thead', tag('tr', head.map((cell) => `<th scope="col">${safe(cell)}</th>`).join(''))) +
			tag('tbody', rows.map((row) => tag('tr', row.map((c) => tag('td', c)).join(''))).join(''))
	);

function blockHtml(block: MinutesBlock): string {
	if ('items' in block) {
		return tag(
			block.type === 'ordered_list' ? 'ol' : 'ul',
			block.items.map((item) => tag('li', item.map(blockHtml).join(''))).join('')
		);
	}
	if (block.type === 'heading') return tag('h3', runs(block.runs));
	return tag('p', runs(block.runs));
}

/** The whole file, UTF-8; nothing in it is loaded from elsewhere. */
export function paperHtml(paper: Paper): string {
	const { meeting, blocks } = paper;
	const { frozen } = meeting;
	let topics = 0;
	const part = (one: Part): string => {
		switch (one.kind) {
			case 'statements':
				return (
					tag('h3', t.statements) +
					one.blocks
						.map(({ speaker, runs: said }) => {
							const who = speaker ? tag('strong', safe(speaker + words.record.colon)) : '';
							return tag('p', who + runs(said));
						})
						.join('')
				);
			case 'resolutions':
				return (
					tag('h3', t.resolutions[meeting.quorum.standing]) +
					one.blocks.map((block) => tag('p', runs(block.runs))).join('')
				);
			case 'actions':
				return table(
					[t.actions, t.owner, t.due],
					one.blocks.map(({ owner, due, runs: what }) => [
						runs(what),
						safe(owner || t.unset),
						safe(due || t.unset)
					])
				);
			case 'block':
				return one.block.type === 'topic'
					? tag('h2', `${safe(words.record.topic((topics += 1)))}&ensp;${runs(one.block.runs)}`)
					: blockHtml(one.block);
		}
	};
	const head = headOf(paper, t, words.record).map(
		([label, value]) => `<tr><th scope="row">${safe(label)}</th><td>${safe(value)}</td></tr>`
	);
	const agenda = agendaOf(paper);
	const body = [
		frozen ? '' : `<div class="draft" aria-hidden="true">${t.draft}</div>`,
		tag('h1', safe(meeting.title)),
		`<p class="above">${safe(`${meeting.unitName} ${words.kinds[meeting.kind]} ${t.title}`)}</p>`,
		frozen ? '' : `<p class="above"><strong>${t.draftLine(moment(paper.at, t))}</strong></p>`,
		tag('table', tag('tbody', head.join(''))),
		agenda.length > 0
			? tag('h2', t.topics) + tag('ol', agenda.map((line) => tag('li', safe(line))).join(''))
			: '',
		...partsOf(blocks).map(part),
		tag('h2', t.attendance),
		table(
			[t.name, t.place, t.status],
			meeting.attendance.map((a) => [
				safe(a.name),
				a.due ? t.invited : words.attendance.observer,
				a.status ? words.attendance[a.status] : t.unsaid
			])
		),
		meeting.amendments.length > 0 ? tag('h2', t.amendments) : '',
		...meeting.amendments.map(({ text, by, at }) =>
			tag('p', safe(`${text}${words.record.by(by, '')} ${moment(at, t)}`))
		),
		frozen
			? `<p class="end">${safe(t.finalLine(frozen.by, moment(frozen.at, t)))}<br>${t.hash} ${frozen.sha256}</p>`
			: ''
	].join('\n');
	return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${safe(meeting.title)}</title>
<style>${STYLE}</style>
</head>
<body>
${body}
</body>
</html>
`;
}
