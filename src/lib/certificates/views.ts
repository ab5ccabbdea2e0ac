import * as v from 'valibot';
import { typed } from '#lib/kernel/command.ts';
import {
	ancestorCodes,
	defineView,
	personTopic,
	recordTopic,
	subtreeTopic
} from '#lib/kernel/view.ts';
import {
	CertificateArgs,
	RegisterArgs,
	type CertificateView,
	type IdNumberView,
	type MyCertificatesView,
	type OnNoticeView,
	type RegisterView
} from './schema.ts';

/** Own certificates, and the units that can be asked for one. */
export const myCertificates = defineView({
	name: 'certificates.mine',
	args: v.object({}),
	topics: (_, actor) => (actor ? [personTopic(actor.id)] : []),
	data: typed<MyCertificatesView>()
});

/** One certificate, for its person and for those who run the unit. */
export const certificatePage = defineView({
	name: 'certificates.page',
	args: CertificateArgs,
	topics: ({ certificate }) => [recordTopic('certificate', certificate)],
	data: typed<CertificateView>(),
	clock: true
});

/** The numbered register of a unit, for those who run it (CE-6). */
export const register = defineView({
	name: 'certificates.register',
	args: RegisterArgs,
	topics: ({ unit }) => [subtreeTopic('certificates', unit), subtreeTopic('hours', unit)],
	data: typed<RegisterView>(),
	keep: false
});

/** What is about to be issued to people of one's own units (CE-3). */
export const onNotice = defineView({
	name: 'certificates.onNotice',
	args: v.object({}),
	topics: (_, actor) =>
		[...new Set(actor?.memberships.flatMap((seat) => ancestorCodes(seat.unit)) ?? [])].map((unit) =>
			subtreeTopic('certificates', unit)
		),
	data: typed<OnNoticeView>(),
	clock: true,
	keep: false
});

/** The identity number, for who may issue the certificate, until it is issued (CE-9). */
export const idNumber = defineView({
	name: 'certificates.idNumber',
	args: CertificateArgs,
	topics: ({ certificate }) => [recordTopic('certificate', certificate)],
	data: typed<IdNumberView>(),
	keep: false
});
