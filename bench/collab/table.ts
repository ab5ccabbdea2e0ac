/** Figures of several servers as a table with ratios, and whether the bar was reached. */

export type Cell = number | string | null;
export type Figures = Readonly<Record<'geli' | 'y-websocket' | 'hocuspocus' | 'floor', Cell>>;

export interface Row {
	readonly says: string;
	readonly figures: Figures;
	/** What is better. */
	readonly better: 'more' | 'less';
	/** `≥ 2 × better`, `≤ floor + 20`, `≤ 10`, `0`, `true`; empty: only shown. */
	readonly bar: string;
}

export const row = (says: string, figures: Figures, better: Row['better'], bar: string): Row => ({
	says,
	figures,
	better,
	bar
});

export function median(numbers: readonly number[]): number {
	const sorted = [...numbers].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	const upper = sorted[middle] ?? 0;
	return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

/** The better of the two peers that store documents. */
function betterPeer({ figures, better }: Row): number | null {
	const peers = [figures['y-websocket'], figures.hocuspocus].filter((v) => typeof v === 'number');
	if (peers.length === 0) return null;
	return better === 'more' ? Math.max(...peers) : Math.min(...peers);
}

/** Whether the bar is reached; `null` when there is none, or nothing to hold it against. */
export function reached(one: Row): boolean | null {
	const { figures, bar } = one;
	const ours = figures.geli;
	if (bar === '') return null;
	if (bar === 'true') return ours === 'true' || String(ours) === 'true';
	if (typeof ours !== 'number') return false;
	if (bar === '0') return ours === 0;
	const parts = /^([≤≥]) (?:([\d.]+) × )?(better|y-websocket|floor|[\d.]+)(?: \+ (\d+))?$/.exec(
		bar
	);
	if (!parts) throw new Error(`not a bar: ${bar}`);
	const [, sign, factor = '1', of = '', plus = '0'] = parts;
	const base =
		of === 'better'
			? betterPeer(one)
			: of === 'floor' || of === 'y-websocket'
				? figures[of]
				: Number(of);
	if (typeof base !== 'number') return null;
	const limit = base * Number(factor) + Number(plus);
	return sign === '≥' ? ours >= limit : ours <= limit;
}

const shown = (cell: Cell): string => {
	if (cell === null) return '–';
	if (typeof cell === 'string') return cell;
	return Math.abs(cell) >= 100
		? Math.round(cell).toLocaleString('en')
		: String(Number(cell.toPrecision(3)));
};

function ratio(one: Row): string {
	const peer = betterPeer(one);
	const ours = one.figures.geli;
	if (peer === null || typeof ours !== 'number' || peer === 0) return '–';
	return `${(ours / peer).toFixed(2)} ×`;
}

export function table(
	rows: readonly Row[],
	about: {
		readonly at: string;
		readonly machine: string;
		readonly repeat: number;
		readonly fsync: string;
		readonly load: string;
	}
): string {
	const verdict = (one: Row) => {
		const answer = reached(one);
		return answer === null ? one.bar : `${one.bar} ${answer ? '✓' : '✗'}`;
	};
	const lines = rows.map(
		(one) =>
			`| ${one.says} | **${shown(one.figures.geli)}** | ${shown(one.figures['y-websocket'])} | ${shown(one.figures.hocuspocus)} | ${shown(one.figures.floor)} | ${ratio(one)} | ${verdict(one)} |`
	);
	return [
		`Measured ${about.at} on ${about.machine}; ${about.repeat === 1 ? 'one run of each' : `medians of ${about.repeat} runs`}, the servers in turn. One fsync took ${about.fsync} (median); load ${about.load}.`,
		'',
		'| what | 格里 | y-websocket-server | Hocuspocus | bare ws | ours : better peer | bar |',
		'| --- | --- | --- | --- | --- | --- | --- |',
		...lines,
		''
	].join('\n');
}
