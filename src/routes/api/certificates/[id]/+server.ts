import { certificateDocx } from '#lib/certificates/docx.server.ts';
import en from '#lib/certificates/messages.en.ts';
import zh from '#lib/certificates/messages.zh.ts';
import type { CertificateView } from '#lib/certificates/schema.ts';
import { certificatePage } from '#lib/certificates/views.ts';
import type { RequestEvent, RequestHandler } from './$types';

const MOST = 24;

async function answer({ params, locals, cookies, url }: RequestEvent, fullNumber: string) {
	const args = { certificate: params.id };
	const result = await locals.app.readView(certificatePage.name, args, locals.actor);
	if (result.kind !== 'ok') return new Response(null, { status: 404 });
	const { state, content, number, issuedAt } = result.answer.data as CertificateView;
	if (state !== 'issued' || !content || !number || issuedAt === null) {
		return new Response(null, { status: 404 });
	}
	const t = cookies.get('lang') === 'en' ? en : zh;
	const address = `${url.origin}/certificates/${number}`;
	const file = await certificateDocx({ content, number, issuedAt, address, fullNumber }, t);
	const name = encodeURIComponent(`${t.paper.title} ${number}.docx`);
	return new Response(new Uint8Array(file), {
		headers: {
			'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
			'content-disposition': `attachment; filename="certificate.docx"; filename*=UTF-8''${name}`,
			'cache-control': 'no-store'
		}
	});
}

/** The certificate as a Word file, for its person and for those who run the unit. */
export const GET: RequestHandler = (event) => answer(event, '');

/** The same with the whole identity number, which is put into the file and kept nowhere. */
export const POST: RequestHandler = async (event) => {
	const given = (await event.request.formData()).get('idNumber');
	const text = typeof given === 'string' ? given.trim().toUpperCase() : '';
	return answer(event, /^[0-9A-Z]*$/.test(text) ? text.slice(0, MOST) : '');
};
