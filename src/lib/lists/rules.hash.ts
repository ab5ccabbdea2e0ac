import * as sha256 from 'lib0/hash/sha256';
import type { DraftRow, ListRow } from './schema.ts';

/** SHA-256 in hex over the rows as JSON: of a version, and of what a person had before the eyes. */
export function hashOfRows(rows: readonly (ListRow | DraftRow)[]): string {
	const bytes = sha256.digest(new TextEncoder().encode(JSON.stringify(rows)));
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
