import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { LEADERS } from '#lib/kernel/actor.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { UnreadableFile } from '#lib/platform/files/sheet.server.ts';
import { UPLOAD_BYTES } from '#lib/roster/desk.server.ts';
import { lines, previewOf } from './lines.ts';
import type { RequestHandler } from './$types';

/**
 * Takes a table as the bare body, up to 20 MB, and answers in lines: `{share}` while it is read,
 * then `{preview}` or `{problem}`. Nothing is written to the database.
 */
export const POST: RequestHandler = async ({ request, locals, url }) => {
	const { app, actor } = locals;
	if (request.headers.get('origin') !== url.origin) return new Response(null, { status: 403 });
	if (!actor) return new Response(null, { status: 401 });
	if (!actor.memberships.some((m) => LEADERS.includes(m.role)))
		return new Response(null, { status: 404 });
	if (!request.body) return new Response(null, { status: 400 });

	const folder = path.join(app.config.dataDir, 'incoming');
	const file = path.join(folder, uuidv7());
	const name = (url.searchParams.get('name') ?? '').slice(0, 120);
	await mkdir(folder, { recursive: true });
	try {
		const body = Readable.fromWeb(request.body as ReadableStream);
		await pipeline(body, atMost(UPLOAD_BYTES), createWriteStream(file, { mode: 0o600 }));
	} catch (error) {
		await rm(file, { force: true });
		if (!(error instanceof UnreadableFile)) return new Response(null, { status: 400 });
		return lines(async () => ({ problem: error.code, params: error.params }));
	}
	return lines(async (send) => {
		try {
			const open = await app.imports.take(file, name, actor, (share) => send({ share }));
			return { preview: await previewOf(app, open, 'problems', 1) };
		} catch (error) {
			if (error instanceof UnreadableFile) return { problem: error.code, params: error.params };
			app.log.error({ error }, 'an import could not be read');
			return { problem: 'broken', params: {} };
		} finally {
			await rm(file, { force: true });
		}
	});
};

function atMost(bytes: number): Transform {
	let count = 0;
	return new Transform({
		transform(chunk: Buffer, _, next) {
			count += chunk.length;
			// Read to its end all the same (the listener bounds it): who is cut off hears no reason.
			next(null, count <= bytes ? chunk : undefined);
		},
		flush(next) {
			const most = Math.round(bytes / 2 ** 20);
			next(count <= bytes ? null : new UnreadableFile('too_large', { most }));
		}
	});
}
