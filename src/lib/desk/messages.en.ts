import type zh from './messages.zh.ts';

const en: typeof zh = {
	title: 'Desk',
	of: (unit) => `${unit}: desk`,
	nothing: 'Nothing waits for you',
	nothingHelp: 'Hours to confirm, red lists to check and vacant seats appear here.',
	hours: 'Hours to confirm',
	hoursHelp: 'They count once a second person has looked',
	boards: 'Red lists for you',
	boardsHelp: 'To check or to publish',
	places: 'Free places',
	placesHelp: (shifts) =>
		shifts === 1 ? 'next 7 days, one shift' : `next 7 days, ${shifts} shifts`,
	seats: 'Vacant seats',
	seatsHelp: (wanted) => `of ${wanted}`,
	claims: 'People without a claim',
	claimsHelp: (of) => `of ${of}, in 60 days`,
	otherUnits: 'Another unit',
	seatsPage: {
		title: 'Vacant seats',
		none: 'Every seat is filled',
		noneHelp: 'When somebody leaves, the seat is listed here.'
	},
	claimsPage: {
		title: 'Claims by unit',
		lead: 'Claiming is voluntary. There are numbers here and no names, and nothing is judged by them. Where many have not claimed, see whether posts are too far away or at the wrong hours.',
		count: (without, of) => `${without} of ${of} have not claimed`,
		none: 'No volunteers or members here yet',
		noneHelp: 'They are counted once they are on the roster.'
	}
};

export default en;
