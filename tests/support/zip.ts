import { inflateRawSync } from 'node:zlib';

const ENTRY = Buffer.from([0x50, 0x4b, 1, 2]);

/** The files of a small zip (a docx, an xlsx) as text, by their names. */
export function unzip(zip: Buffer): Map<string, string> {
	const files = new Map<string, string>();
	for (let at = zip.indexOf(ENTRY); at >= 0; at = zip.indexOf(ENTRY, at + ENTRY.length)) {
		const name = zip.toString('utf8', at + 46, at + 46 + zip.readUInt16LE(at + 28));
		const local = zip.readUInt32LE(at + 42);
		const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
		const body = zip.subarray(from, from + zip.readUInt32LE(at + 20));
		const plain = zip.readUInt16LE(at + 10) === 0 ? body : inflateRawSync(body);
		files.set(name, plain.toString('utf8'));
	}
	return files;
}
