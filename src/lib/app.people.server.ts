/** People from the command line: a way in for one, or a session for a tool on this machine. */
import { systemActor } from '#lib/kernel/actor.ts';
import { dayOf } from '#lib/kernel/time.ts';
import { isId } from '#lib/kernel/id.ts';
import { createInvitation } from '#lib/auth/sign-in.server.ts';
import { unitNames } from '#lib/org/repo.server.ts';
import { findPerson, peopleByName, peopleByPhone, seatsOf } from '#lib/roster/repo.server.ts';
import { readPhone } from '#lib/roster/rules.import.ts';
import { holdsOn, maskPhone } from '#lib/roster/rules.ts';
import type { PersonRow } from '#lib/roster/schema.ts';
import type { App } from './app.server.ts';
import type { Operation } from './operations.server.ts';

/** The one person with this name, phone or id; otherwise says who it could be. */
async function onePerson(
	app: App,
	word: string,
	write: (text: string) => void
): Promise<PersonRow | null> {
	const found = await app.db.read(async (q) => {
		if (isId(word)) {
			const person = await findPerson(q, word);
			return person ? [person] : [];
		}
		const { phone } = readPhone(word);
		return phone ? peopleByPhone(q, phone) : peopleByName(q, word);
	});
	const [first, second] = found;
	if (first && !second) return first;
	if (!first) {
		write(`Nobody on the roster has the name, phone or id ${word}.\n`);
		return null;
	}
	write(`${found.length} people fit ${word}; give the phone or the id:\n`);
	for (const person of found) write(`  ${await describe(app, person)}\n`);
	return null;
}

async function describe(app: App, person: PersonRow): Promise<string> {
	const today = dayOf(Date.now());
	const seats = await app.db.read(async (q) => {
		const own = (await seatsOf(q, person.id)).filter((seat) => holdsOn(seat, today));
		const names = await unitNames(
			q,
			own.map((seat) => seat.unit)
		);
		return own.map((seat) => `${names.get(seat.unit) ?? seat.unit} ${seat.role}`);
	});
	return `${person.id}  ${person.name}  ${maskPhone(person.phone) ?? 'no phone'}  ${seats.join(', ')}`;
}

export const invitePerson: Operation = {
	name: 'invite',
	takes: 'PERSON',
	says: 'make a one-time way in (7 days) for a person, by name, phone or id',
	async run({ app, words: [word = ''], write }) {
		const person = await onePerson(app, word, write);
		if (!person) return 1;
		const { outcome, path } = await createInvitation(app, person.id, systemActor('cli'));
		if (outcome.kind !== 'done') {
			const noPhone = outcome.kind === 'refused' && outcome.code === 'no_phone';
			write(
				noPhone
					? `${person.name} has no phone on the roster; enter one first.\n`
					: 'Not done; try again.\n'
			);
			return 1;
		}
		write(
			`${person.name}: open ${process.env.ORIGIN ?? ''}${path} within 7 days and confirm the last four digits of the phone.\n`
		);
		return 0;
	}
};

export const sessionFor: Operation = {
	name: 'session',
	takes: 'PERSON',
	says: 'print a session cookie for a tool on this machine',
	async run({ app, words: [word = ''], write }) {
		const person = await onePerson(app, word, write);
		if (!person) return 1;
		const { cookie } = await app.sessions.create(person.id, {
			device: 'own',
			label: 'geli session'
		});
		write(`${cookie.split(';', 1)[0] ?? ''}\n`);
		return 0;
	}
};
