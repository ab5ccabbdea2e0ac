import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const length = Buffer.alloc(4);
	length.writeUInt32BE(data.length);
	const sum = Buffer.alloc(4);
	sum.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, sum]);
}

/** A PNG in black (true) and white, each point `scale` px wide: what a QR code needs. */
export function blackAndWhite(points: readonly (readonly boolean[])[], scale: number): Buffer {
	const side = points.length * scale;
	const header = Buffer.alloc(13);
	header.writeUInt32BE(side, 0);
	header.writeUInt32BE(side, 4);
	// 8 bits a pixel, grey; the rest is 0.
	header[8] = 8;
	const lines = points.flatMap((row) => {
		const line = Buffer.alloc(side + 1, 0xff);
		line[0] = 0;
		row.forEach((dark, x) => {
			if (dark) line.fill(0, 1 + x * scale, 1 + (x + 1) * scale);
		});
		return Array.from({ length: scale }, () => line);
	});
	const data = deflateSync(Buffer.concat(lines));
	return Buffer.concat([
		SIGNATURE,
		chunk('IHDR', header),
		chunk('IDAT', data),
		chunk('IEND', Buffer.alloc(0))
	]);
}
