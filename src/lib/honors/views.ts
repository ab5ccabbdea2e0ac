import * as v from 'valibot';
import { typed } from '#lib/kernel/command.ts';
import { IdSchema } from '#lib/kernel/id.ts';
import { defineView, personTopic, recordTopic, subtreeTopic } from '#lib/kernel/view.ts';
import { UnitCodeSchema } from '#lib/org/schema.ts';
import {
	PreviewArgs,
	type BoardsView,
	type BoardView,
	type MyConsentView,
	type PreviewView,
	type PublicHonorsView,
	type PublicUnitsView
} from './schema.ts';

/** Touched by every change of any board. */
export const HONORS = 'honors';

/** The boards of a unit and below; drafts only for those who may publish. */
export const boardList = defineView({
	name: 'honors.boards',
	args: v.object({ unit: UnitCodeSchema }),
	topics: ({ unit }) => [subtreeTopic('honors', unit)],
	data: typed<BoardsView>(),
	clock: true
});

/** One board with its entries, whatever its state for secretaries, published for the rest. */
export const boardPage = defineView({
	name: 'honors.board',
	args: v.object({ board: IdSchema }),
	topics: ({ board }) => [recordTopic('honor', board)],
	data: typed<BoardView>(),
	clock: true,
	keep: false
});

/** What everybody may read on the unit's public page. Consent is looked up at every read. */
export const publicHonors = defineView({
	name: 'honors.public',
	args: v.object({ unit: UnitCodeSchema }),
	topics: ({ unit }) => [subtreeTopic('honors', unit)],
	data: typed<PublicHonorsView>(),
	public: true,
	clock: true,
	keep: false
});

/** Which units have a public board now. */
export const publicUnits = defineView({
	name: 'honors.publicUnits',
	args: v.object({}),
	topics: () => [HONORS],
	data: typed<PublicUnitsView>(),
	public: true,
	clock: true
});

/** Who would stand on a board of this rule now; for those who may draft it. */
export const boardPreview = defineView({
	name: 'honors.preview',
	args: PreviewArgs,
	topics: ({ unit }) => [
		subtreeTopic('honors', unit),
		subtreeTopic('hours', unit),
		subtreeTopic('units', unit)
	],
	data: typed<PreviewView>(),
	clock: true,
	keep: false
});

/** What I agreed to, since when, and where my name stands now. */
export const myConsent = defineView({
	name: 'honors.myConsent',
	args: v.object({}),
	topics: (_, actor) => (actor ? [personTopic(actor.id)] : []),
	data: typed<MyConsentView>(),
	clock: true
});
