import { expect, it } from 'vitest';
import { blocksIn, toldIn } from '../../../test/blocks.js';
import { outlineEml } from './eml.js';

const HEAD = `From: "Nadia Belhadj" <nadia@club.example>\r\nTo: luc@club.example\r\nDate: Tue, 4 May 2021 10:00:00 +0200\r\nMIME-Version: 1.0\r\n`;
const message = (type: string, body: string, subject = 'Le prix du quai') =>
  Buffer.from(`${HEAD}Subject: ${subject}\r\nContent-Type: ${type}; charset=utf-8\r\n\r\n${body}`);
const plain = async (...[body, subject]: [string, string?]) =>
  blocksIn(await outlineEml(message('text/plain', body.replaceAll('\n', '\r\n'), subject)));
const html = async (...[body, subject]: [string, string?]) =>
  blocksIn(await outlineEml(message('text/html', body, subject)));

it('reads the subject, who wrote it and the day, and the text', async () => {
  const result = await outlineEml(
    message('text/plain', 'Bonjour,\r\n\r\nLe quai coûte 60 euros.\r\n', '=?utf-8?q?Le_prix_du_qu=C3=A9?='),
  );
  expect(result.outline?.source).toEqual({
    title: 'Le prix du qué',
    publisher: 'Nadia Belhadj',
    url: null,
    asOf: '2021-05-04',
  });
  expect(blocksIn(result)).toEqual(['h1 Le prix du qué', 'Bonjour,', 'Le quai coûte 60 euros.']);
});

it('leaves out what is quoted and signed in a plain text', async () => {
  const own = ['h1 Le prix du quai', 'Le quai coûte 60 euros.'];
  expect(
    await plain(
      'Le quai coûte 60 euros.\n\nLe lun. 3 mai 2021 à 10:00, Luc Armand\n<luc@club.example> a écrit :\n> Combien ?\n>> 45 euros\n',
    ),
  ).toEqual(own);
  expect(await plain('Le quai coûte 60 euros.\n\nOn Mon, 3 May 2021, Luc wrote:\n\n> How much?\n')).toEqual(
    own,
  );
  expect(
    await plain('Le quai coûte 60 euros.\n\n-----Message d’origine-----\nDe : Luc\nCombien ?\n'),
  ).toEqual(own);
  expect(await plain('Le quai coûte 60 euros.\n\n-- \nNadia\nTél. 01 02 03\n')).toEqual(own);
});

it('leaves out what is quoted and signed in a page', async () => {
  const own = ['h1 Le prix du quai', 'Le quai coûte 60 euros.'];
  const text = '<p>Le quai coûte 60 euros.</p>';
  for (const beside of [
    '<div class="gmail_quote"><div class="gmail_attr">Le 3 mai, Luc a écrit :</div><blockquote>45 euros ?</blockquote></div>',
    '<div class="moz-cite-prefix">On 3 May Luc wrote:</div><blockquote type="cite">45 euros?</blockquote>',
    '<div id="appendonsend"></div><hr><div id="divRplyFwdMsg">De : Luc</div><div>45 euros ?</div>',
    '<div class="gmail_signature">Nadia, 01 02 03</div>',
  ]) {
    expect(await html(text + beside)).toEqual(own);
  }
});

it('reads a message that is handed on', async () => {
  expect(
    await plain('Pour vous :\n\n---------- Forwarded message ---------\nDe : Luc\n\nLe quai ferme à midi.\n'),
  ).toContain('Le quai ferme à midi.');
  expect(
    await html('<div class="gmail_quote"><p>Le quai ferme à midi.</p></div>', 'Fwd: Horaires'),
  ).toContain('Le quai ferme à midi.');
});

it('prefers the page to the plain text, and tells of what comes with it', async () => {
  const part = (type: string, body: string, more = '') =>
    `--x\r\nContent-Type: ${type}\r\n${more}\r\n${body}\r\n`;
  const result = await outlineEml(
    Buffer.from(
      `${HEAD}Subject: A\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n${part('text/html', '<ul><li>Un.<li>Deux.</ul>')}${part('application/pdf', 'JVBERi0=', 'Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=a.pdf\r\n')}--x--\r\n`,
    ),
  );
  expect(blocksIn(result)).toEqual(['h1 A', 'item Un.', 'item Deux.']);
  expect(toldIn(result)).toEqual([{ code: 'attachments-left-out', count: 1 }]);
});

it('leaves out a message under the head that a program copied, in a page or a text', async () => {
  const own = ['h1 Le prix du quai', 'Le quai coûte 60 euros.'];
  const page = (head: string) =>
    html(
      `<p>Le quai coûte 60 euros.</p><div style="border-top:solid"><p>${head}</p></div><p>Il coûte 45 euros.</p>`,
    );
  expect(
    await page('<b>From:</b> Luc<br><b>Sent:</b> Monday<br><b>To:</b> Nadia<br><b>Subject:</b> Quai'),
  ).toEqual(own);
  expect(
    await page('<b>De :</b> Luc<br><b>Envoyé :</b> lundi<br><b>À :</b> Nadia<br><b>Objet :</b> Quai'),
  ).toEqual(own);
  expect(
    await plain(
      'Le quai coûte 60 euros.\n\nDe : Luc\nEnvoyé : lundi 3 mai 2021\nÀ : Nadia\nObjet : Quai\n\nIl coûte 45 euros.\n',
    ),
  ).toEqual(own);
  expect(await plain('Le quai coûte 60 euros.\n\nDe : la mairie.\n\nIl est ouvert.\n')).toHaveLength(4);
});
