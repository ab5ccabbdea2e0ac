import { rejectedFile } from '#lib/roster/import.server.ts';
import en from '#lib/roster/messages.en.ts';
import zh from '#lib/roster/messages.zh.ts';
import type { RequestHandler } from './$types';

/** The rows left out, as they were, with the reason in the last column. */
export const GET: RequestHandler = async ({ params, locals, cookies }) => {
	const { app, actor } = locals;
	const open = actor && app.imports.find(params.id, actor);
	if (!open || open.kind !== 'roster') return new Response(null, { status: 404 });
	const t = cookies.get('lang') === 'en' ? en : zh;
	const file = await rejectedFile(open.reader.header, app.imports.rejected(open), {
		sheet: t.import.rejectedSheet,
		reason: t.import.reason,
		why: (row) =>
			row.problems.map((p) => t.problems[p.code]({ text: p.text ?? '' })).join('') ||
			t.import.leftOut
	});
	const name = encodeURIComponent(`${t.import.rejectedSheet}.xlsx`);
	return new Response(new Uint8Array(file), {
		headers: {
			'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
			'content-disposition': `attachment; filename="rejected.xlsx"; filename*=UTF-8''${name}`,
			'cache-control': 'no-store'
		}
	});
};
