/** The few parts of yauzl that we use; it brings no types of its own. */
declare module 'yauzl' {
	import type { Readable } from 'node:stream';

	export interface Entry {
		readonly fileName: string;
		readonly compressedSize: number;
		readonly uncompressedSize: number;
		isEncrypted(): boolean;
	}

	export interface ZipFile {
		readonly entryCount: number;
		eachEntry(): AsyncIterable<Entry>;
		/** Fails while it is read when an entry is longer than it says. */
		openReadStreamPromise(entry: Entry): Promise<Readable>;
		close(): void;
	}

	const yauzl: {
		openPromise(path: string, options?: { autoClose?: boolean }): Promise<ZipFile>;
	};
	export default yauzl;
}
