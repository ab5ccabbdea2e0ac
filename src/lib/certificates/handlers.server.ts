import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { isSelf, isWithin, SECRETARIES } from '#lib/kernel/actor.ts';
import { done, refused } from '#lib/kernel/outcome.ts';
import { dayOf } from '#lib/kernel/time.ts';
import { ancestorCodes, personTopic, recordTopic, subtreeTopics } from '#lib/kernel/view.ts';
import { findUnit } from '#lib/org/repo.server.ts';
import type { Tx } from '#lib/platform/db/port.server.ts';
import { handle, type AnyHandler } from '#lib/platform/handler.server.ts';
import type { Vault } from '#lib/platform/vault.server.ts';
import { findPerson, membersOf, peopleNames, seatsOf } from '#lib/roster/repo.server.ts';
import {
	askCertificate,
	dropCertificate,
	issueCertificate,
	revokeCertificate
} from './commands.ts';
import { findCertificate, isAsked, nextRunning, servedIn, type Row } from './repo.server.ts';
import { CHECK_BYTES, decideAsk, decideIssue, NOTICE, numberOf, stateOf } from './rules.ts';
import { certificate } from './tables.server.ts';

const topicsOf = ({ id, person, unit }: Pick<Row, 'id' | 'person' | 'unit'>) => [
	recordTopic('certificate', id),
	personTopic(person),
	...subtreeTopics('certificates', unit)
];

const one = async (tx: Tx, id: string) => {
	const row = await findCertificate(tx, id);
	return row && { target: row, unit: row.unit, facts: row };
};

/** Secretaries of the community or town in which a unit lies: they are asked. */
async function secretariesOf(tx: Tx, unit: string, now: number): Promise<string[]> {
	const people: string[] = [];
	for (const code of ancestorCodes(unit).filter((above) => above.length === 12)) {
		const seats = await membersOf(tx, code, { now, roles: SECRETARIES });
		people.push(...seats.map((seat) => seat.person));
	}
	return [...new Set(people)];
}

export const certificateHandlers = (vault: Vault): readonly AnyHandler[] => [
	handle(askCertificate, {
		facts: async (tx, input, { actor }) => {
			const person = input.person ?? actor.id;
			if (!(await findUnit(tx, input.unit)) || !(await findPerson(tx, person))) return null;
			if (!isSelf(actor, person)) {
				const seats = await seatsOf(tx, person);
				if (!seats.some((seat) => isWithin(seat.unit, input.unit))) return null;
			}
			return { target: { unit: input.unit, person }, unit: input.unit, facts: person };
		},
		execute: async (tx, input, person, { actor, now, emit }) => {
			const { id, unit, from, to, purpose, volunteerNumber, idNumber } = input;
			const asked = { id, person, unit, from, to };
			const { minutes } = await servedIn(tx, asked, now);
			const why = decideAsk(asked, { minutes, open: await isAsked(tx, asked) }, now);
			if (why) return why;
			const noticeUntil = now + NOTICE;
			const added = await tx
				.insert(certificate)
				.values({
					...asked,
					purpose,
					volunteerNumber,
					askedBy: actor.id,
					askedAt: now,
					noticeUntil,
					idSealed: idNumber && vault.seal(idNumber.number, id),
					idKind: idNumber && idNumber.kind,
					idTail: idNumber && idNumber.number.slice(-4)
				})
				.onConflictDoNothing()
				.returning({ id: certificate.id });
			if (added.length === 0) return refused('id_reused');
			const people = [person, ...(await secretariesOf(tx, unit, now))];
			const payload = { certificate: id, person, people, from, to, until: noticeUntil };
			emit({ name: 'certificate.asked', topics: topicsOf(asked), payload });
			return done({ noticeUntil });
		}
	}),

	handle(issueCertificate, {
		facts: (tx, input) => one(tx, input.certificate),
		execute: async (tx, { contact, notes }, row, { actor, now, emit }) => {
			const served = await servedIn(tx, row, now);
			const why = decideIssue(actor, row, served.minutes, now);
			if (why) return why;
			const year = dayOf(now).slice(0, 4);
			const running = await nextRunning(tx, row.unit, year);
			const number = numberOf(row.unit, year, running, randomBytes(CHECK_BYTES));
			const people = await peopleNames(tx, [row.person, row.askedBy, actor.id]);
			const unit = await findUnit(tx, row.unit);
			const bySelf = row.askedBy === row.person;
			await tx
				.update(certificate)
				.set({
					...{ year, running, number },
					issuedBy: actor.id,
					issuedAt: now,
					minutes: served.minutes,
					idSealed: null,
					content: {
						...served,
						name: people.get(row.person) ?? '',
						idKind: row.idKind,
						idTail: row.idTail,
						volunteerNumber: row.volunteerNumber,
						from: row.from,
						to: row.to,
						unitName: unit?.name ?? row.unit,
						head: people.get(actor.id) ?? actor.name,
						clerk: bySelf ? null : (people.get(row.askedBy) ?? null),
						contact,
						notes,
						noticeFrom: row.askedAt,
						noticeUntil: row.noticeUntil
					}
				})
				.where(eq(certificate.id, row.id));
			const { id, person, from, to } = row;
			const payload = { certificate: id, person, from, to };
			emit({ name: 'certificate.issued', topics: topicsOf(row), payload });
			return done({ number });
		}
	}),

	handle(dropCertificate, {
		facts: (tx, input) => one(tx, input.certificate),
		execute: async (tx, { reason }, row, { actor, now, emit }) => {
			if (stateOf(row) !== 'asked') return refused('decided');
			await tx
				.update(certificate)
				.set({ droppedBy: actor.id, droppedAt: now, reason, idSealed: null, idTail: null })
				.where(eq(certificate.id, row.id));
			const { id, person, from, to } = row;
			const payload = { certificate: id, person, from, to };
			emit({ name: 'certificate.dropped', topics: topicsOf(row), payload });
			return done(null);
		}
	}),

	handle(revokeCertificate, {
		facts: (tx, input) => one(tx, input.certificate),
		execute: async (tx, { reason }, row, { actor, now, emit }) => {
			if (isSelf(actor, row.person)) return refused('own');
			if (stateOf(row) !== 'issued') return refused('not_issued');
			await tx
				.update(certificate)
				.set({ revokedBy: actor.id, revokedAt: now, reason })
				.where(eq(certificate.id, row.id));
			const { id, person, from, to } = row;
			const payload = { certificate: id, person, from, to };
			emit({ name: 'certificate.revoked', topics: topicsOf(row), payload });
			return done(null);
		}
	})
];
