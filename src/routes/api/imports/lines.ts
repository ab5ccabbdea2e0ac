import type { App } from '#lib/app.server.ts';
import type { OpenImport } from '#lib/roster/desk.server.ts';
import type { DeskFilter, DeskLine, Preview } from '#lib/roster/schema.desk.ts';

const EVERY_MS = 150;

/** An answer in lines of JSON: what `work` sends on the way, thinned out, and what it returns. */
export function lines(work: (send: (line: DeskLine) => void) => Promise<DeskLine>): Response {
	let last = 0;
	const stream = new ReadableStream<string>({
		async start(controller) {
			const send = (line: DeskLine) => {
				const now = Date.now();
				if (now - last < EVERY_MS) return;
				last = now;
				controller.enqueue(`${JSON.stringify(line)}\n`);
			};
			controller.enqueue(`${JSON.stringify({ share: 0 })}\n`);
			const end = await work(send);
			try {
				controller.enqueue(`${JSON.stringify(end)}\n`);
				controller.close();
			} catch {
				// The reader has gone.
			}
		}
	});
	return new Response(stream.pipeThrough(new TextEncoderStream()), {
		headers: {
			'content-type': 'application/x-ndjson',
			'cache-control': 'no-store',
			'x-accel-buffering': 'no'
		}
	});
}

export const previewOf = async (
	app: App,
	open: OpenImport,
	filter: DeskFilter,
	page: number
): Promise<Preview> =>
	open.kind === 'units' ? app.imports.unitsPreview(open) : app.imports.preview(open, filter, page);
