import type { RefusalParams } from '#lib/kernel/outcome.ts';
import type { DeskFilter, DeskLine, Preview } from '#lib/roster/schema.desk.ts';
import type { RowsApplied } from '#lib/roster/schema.import.ts';

/** What the server takes in one file; src/lib/roster/desk.server.ts refuses more as well. */
const MOST_MB = 20;

type Phase =
	| { readonly at: 'choose' }
	/** `share` from 0 to 1. */
	| { readonly at: 'uploading' | 'reading' | 'applying'; readonly share: number }
	| { readonly at: 'preview' }
	| { readonly at: 'done'; readonly applied: RowsApplied; readonly leftOut: number }
	| { readonly at: 'done_units'; readonly units: Extract<DeskLine, { units: unknown }>['units'] };

/** Why it stopped: a file that cannot be read, a refusal, or the way to the server. */
export type Trouble =
	| { readonly kind: 'file'; readonly code: string; readonly params: RefusalParams }
	| {
			readonly kind: 'refusal';
			readonly command: string;
			readonly code: string;
			readonly params: RefusalParams;
	  }
	| { readonly kind: 'lost' | 'expired' | 'not_allowed' };

/** The import page's own memory: one file from being chosen to being in the roster. */
export class DeskClient {
	phase: Phase = $state.raw({ at: 'choose' });
	trouble: Trouble | null = $state.raw(null);
	preview: Preview | null = $state.raw(null);
	/** A page of the preview is on its way. */
	busy = $state(false);

	async upload(file: File): Promise<void> {
		this.trouble = null;
		this.preview = null;
		if (file.size > MOST_MB * 2 ** 20) {
			this.trouble = { kind: 'file', code: 'too_large', params: { most: MOST_MB } };
			return;
		}
		this.phase = { at: 'uploading', share: 0 };
		const end = await this.#send(
			`/api/imports?name=${encodeURIComponent(file.name)}`,
			file,
			'reading'
		);
		this.phase = { at: 'choose' };
		if (end && 'preview' in end) {
			this.preview = end.preview;
			this.phase = { at: 'preview' };
			if (end.preview.kind === 'roster' && end.preview.totals.problems === 0)
				await this.show('all', 1);
		}
	}

	async show(filter: DeskFilter, page: number): Promise<void> {
		await this.#ask(`?filter=${filter}&page=${page}`);
	}

	/** Leaves rows out of the import, or takes them in again. */
	async choose(rows: readonly number[], out: boolean): Promise<void> {
		await this.#decide({ do: out ? 'skip' : 'keep', rows });
	}

	/** A word has been mapped: all rows are understood anew. */
	async reread(): Promise<void> {
		await this.#decide({ do: 'reread' });
	}

	async apply(): Promise<void> {
		const preview = this.preview;
		if (!preview) return;
		this.trouble = null;
		this.phase = { at: 'applying', share: 0 };
		const end = await this.#send(`/api/imports/${preview.id}/apply`, null, 'applying');
		if (end && 'applied' in end && preview.kind === 'roster') {
			const leftOut = preview.totals.all - preview.accepted;
			this.phase = { at: 'done', applied: end.applied, leftOut };
		} else if (end && 'units' in end) this.phase = { at: 'done_units', units: end.units };
		else this.phase = { at: 'preview' };
	}

	again(): void {
		this.phase = { at: 'choose' };
		this.trouble = null;
		this.preview = null;
	}

	async #decide(choice: object): Promise<void> {
		const preview = this.preview;
		if (preview?.kind !== 'roster') return;
		this.busy = true;
		const answer = await fetch(`/api/imports/${preview.id}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(choice)
		}).catch(() => null);
		if (!this.#arrived(answer)) return;
		await this.show(preview.filter, preview.page);
	}

	async #ask(query: string): Promise<void> {
		const preview = this.preview;
		if (!preview) return;
		this.busy = true;
		const answer = await fetch(`/api/imports/${preview.id}${query}`).catch(() => null);
		if (!this.#arrived(answer)) return;
		this.preview = (await answer.json()) as Preview;
		this.busy = false;
	}

	#arrived(answer: Response | null): answer is Response {
		if (answer?.ok) return true;
		this.busy = false;
		this.#fail(answer?.status ?? 0);
		return false;
	}

	#fail(status: number): void {
		if (status === 404 && this.preview) {
			this.again();
			this.trouble = { kind: 'expired' };
		} else if (status === 401 || status === 403 || status === 404)
			this.trouble = { kind: 'not_allowed' };
		else if (status === 413)
			this.trouble = { kind: 'file', code: 'too_large', params: { most: MOST_MB } };
		else this.trouble = { kind: 'lost' };
	}

	/** Sends with progress and reads the answer line by line; its last line, or null after trouble. */
	#send(url: string, body: File | null, then: 'reading' | 'applying'): Promise<DeskLine | null> {
		return new Promise((resolve) => {
			const request = new XMLHttpRequest();
			let read = 0;
			let last: DeskLine | null = null;
			const lines = () => {
				for (let end = request.responseText.indexOf('\n', read); end >= 0;) {
					last = JSON.parse(request.responseText.slice(read, end)) as DeskLine;
					if ('share' in last) this.phase = { at: then, share: Math.min(1, last.share) };
					read = end + 1;
					end = request.responseText.indexOf('\n', read);
				}
			};
			request.upload.onprogress = ({ loaded, total }) => {
				if (body) this.phase = { at: 'uploading', share: total ? loaded / total : 0 };
			};
			request.onprogress = () => {
				if (request.status === 200) lines();
			};
			request.onload = () => {
				if (request.status !== 200) {
					this.#fail(request.status);
					return resolve(null);
				}
				lines();
				resolve(this.#end(last));
			};
			request.onerror = () => {
				this.#fail(0);
				resolve(null);
			};
			request.open('POST', url);
			if (body) request.setRequestHeader('content-type', 'application/octet-stream');
			request.send(body);
		});
	}

	#end(last: DeskLine | null): DeskLine | null {
		if (!last || 'share' in last) this.trouble = { kind: 'lost' };
		else if ('problem' in last)
			this.trouble = { kind: 'file', code: last.problem, params: last.params };
		else if ('refused' in last) {
			const { refused: code, command, params } = last;
			this.trouble = { kind: 'refusal', command, code, params };
		} else return last;
		return null;
	}
}
