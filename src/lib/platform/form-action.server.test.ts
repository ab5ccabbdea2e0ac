import { isRedirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { defineCommand, typed, type Envelope } from '#lib/kernel/command.ts';
import { uuidv7 } from '#lib/kernel/id.ts';
import { done, refused, retry, type Outcome } from '#lib/kernel/outcome.ts';
import { formAction } from './form-action.server.ts';

const command = defineCommand({
	name: 'test.do',
	input: v.object({ n: v.number() }),
	offline: 'queue',
	lane: 'test',
	may: () => true,
	done: typed<null>(),
	refusals: ['full']
});

/** What the action made of a posted form, and what the runner got. */
async function post(
	fields: Record<string, string>,
	outcome: Outcome,
	parse?: (form: FormData) => unknown
) {
	const body = new FormData();
	for (const [name, value] of Object.entries(fields)) body.set(name, value);
	const envelopes: Envelope[] = [];
	const event = {
		request: new Request('http://localhost/app/x?/do', { method: 'POST', body }),
		url: new URL('http://localhost/app/x?/do'),
		locals: {
			actor: null,
			app: {
				runCommand: async (envelope: Envelope) => {
					envelopes.push(envelope);
					return outcome;
				}
			}
		}
	};
	const action = formAction(command, parse) as (event: unknown) => Promise<unknown>;
	const answer = await action(event).catch((thrown: unknown) => thrown);
	return { answer, envelope: envelopes[0] };
}

it('sends the hidden input under the form’s own id: sent twice it has one effect', async () => {
	const id = uuidv7();
	const fields = { _id: id, _input: '{"n":3}', _subject: 's1' };
	const { answer, envelope } = await post(fields, done(null));
	expect(envelope).toMatchObject({ id, name: 'test.do', input: { n: 3 } });
	expect(answer).toEqual({ command: 'test.do', subject: 's1', outcome: done(null) });
});

it('makes the input from the fields when the page says how', async () => {
	const { envelope } = await post({ n: '4' }, done(null), (form) => ({ n: Number(form.get('n')) }));
	expect(envelope?.input).toEqual({ n: 4 });
	expect(envelope?.id).toMatch(/^[0-9a-f-]{36}$/);
});

it('a forged id or broken hidden input is not passed on as it is', async () => {
	const { envelope } = await post({ _id: "x'; drop", _input: '{' }, refused('invalid_input'));
	expect(envelope?.id).toMatch(/^[0-9a-f-]{36}$/);
	expect(envelope?.input).toBe(null);
});

it('a refusal comes back to the page as one', async () => {
	const { answer } = await post({ _input: '{}' }, refused('full', { number: 2 }));
	expect(answer).toMatchObject({ status: 409, data: { outcome: { code: 'full' } } });
});

it('whoever is signed out is led to the sign-in and back', async () => {
	const { answer } = await post({}, retry('signed_out'));
	expect(isRedirect(answer) && answer.location).toBe('/sign-in?next=%2Fapp%2Fx');
});
