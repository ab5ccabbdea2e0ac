/**
 * Column helpers: the only place that knows the dialect. A table file says what a column is for,
 * not how SQLite stores it; a PostgreSQL twin of this file would have the same names.
 */
import { blob, customType, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export { index, primaryKey, uniqueIndex } from 'drizzle-orm/sqlite-core';
export const table = sqliteTable;

/** UUIDv7 text made by the caller. */
export const id = (name?: string) => (name ? text(name) : text()).primaryKey();
/** Reference to an id or a unit's code. */
export const ref = (name: string) => text(name);
export const words = (name: string) => text(name);
/** Epoch milliseconds. */
export const time = (name: string) => integer(name, { mode: 'number' });
/** `YYYY-MM-DD` in Asia/Shanghai; months as `YYYY-MM`. */
export const day = (name: string) => text(name);
export const count = (name: string) => integer(name, { mode: 'number' });
export const bool = (name: string) => integer(name, { mode: 'boolean' });
export const bytes = (name: string) => blob(name, { mode: 'buffer' });
export const sequence = (name: string) =>
	integer(name, { mode: 'number' }).primaryKey({ autoIncrement: true });

/** JSON with a type. Written once, read whole; never queried inside. */
export const json = <T>(name: string) =>
	customType<{ data: T; driverData: string }>({
		dataType: () => 'text',
		toDriver: (value) => JSON.stringify(value),
		fromDriver: (value) => JSON.parse(value) as T
	})(name);
