import { fail, redirect, type Action } from '@sveltejs/kit';
import type { AnyCommand } from '#lib/kernel/command.ts';
import { isId, uuidv7 } from '#lib/kernel/id.ts';
import type { Outcome } from '#lib/kernel/outcome.ts';

/** What a page gets back as `form` after a form was sent without JavaScript. */
export interface FormAnswer {
	readonly command: string;
	readonly subject: string | null;
	readonly outcome: Outcome;
}

const text = (form: FormData, name: string): string | null => {
	const value = form.get(name);
	return typeof value === 'string' && value !== '' ? value : null;
};

/** The hidden field with what a form sends beside its fields, as `CommandForm` writes it. */
function hidden(form: FormData): unknown {
	try {
		return JSON.parse(text(form, '_input') ?? '{}') as unknown;
	} catch {
		return null;
	}
}

/**
 * The Kit action behind a form that works without JavaScript: one command through `runCommand`.
 * `parse` makes the input from the fields; without it the form's hidden JSON is the input. The
 * form carries the command's id, so a form that is sent twice has one effect.
 */
export function formAction(command: AnyCommand, parse?: (form: FormData) => unknown) {
	return (async ({ request, locals, url }) => {
		const form = await request.formData();
		const given = text(form, '_id');
		const outcome = await locals.app.runCommand(
			{
				id: isId(given) ? given : uuidv7(),
				name: command.name,
				input: parse ? parse(form) : hidden(form),
				claimedAt: Date.now(),
				appVersion: 'form'
			},
			locals.actor,
			'form'
		);
		if (outcome.kind === 'retry' && outcome.reason === 'signed_out') {
			redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname)}`);
		}
		const answer: FormAnswer = { command: command.name, subject: text(form, '_subject'), outcome };
		if (outcome.kind === 'done') return answer;
		return fail(outcome.kind === 'refused' ? 409 : 503, { ...answer });
	}) satisfies Action;
}
