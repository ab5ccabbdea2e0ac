import { hoursFile } from '#lib/hours/file.server.ts';
import en from '#lib/hours/messages.en.ts';
import zh from '#lib/hours/messages.zh.ts';
import { everyEntry } from '#lib/hours/repo.server.ts';
import type { RequestHandler } from './$types';

/** Every entry of the one who asks, and of nobody else. */
export const GET: RequestHandler = async ({ locals, cookies }) => {
	const { app, actor } = locals;
	if (!actor) return new Response(null, { status: 401 });
	const t = cookies.get('lang') === 'en' ? en : zh;
	const entries = await app.db.read((q) => everyEntry(q, actor.id, Date.now()));
	const file = await hoursFile(entries, t);
	const name = encodeURIComponent(`${t.file.sheet}.xlsx`);
	return new Response(new Uint8Array(file), {
		headers: {
			'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
			'content-disposition': `attachment; filename="hours.xlsx"; filename*=UTF-8''${name}`,
			'cache-control': 'no-store'
		}
	});
};
