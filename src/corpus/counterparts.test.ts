import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readCorpus } from './read.js';

const root = await mkdtemp(join(tmpdir(), 'counterparts-'));
afterAll(() => rm(root, { recursive: true, force: true }));

const FRENCH = '<p>Le jardin est ouvert à tous les enfants du quartier.</p>';
const ENGLISH = '<p>The garden is open to all the children of the neighbourhood.</p>';
const alternate = (language: string, address: string) =>
  `<link rel="alternate" hreflang="${language}" href="${address}">`;

/** The pages of a site that say, by themselves and without another's contradiction, that they are one page in both languages. */
async function declared(pages: Record<string, string>): Promise<string[]> {
  const folder = await mkdtemp(join(root, 'site-'));
  for (const [path, html] of Object.entries(pages)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), html);
  }
  const { counterparts } = await readCorpus(folder);
  return [...counterparts].map(([one, two]) => `${one} = ${two}`).filter((_, i) => i % 2 === 0);
}

it('takes pages for counterparts by their links, wherever a copy of the site keeps them', async () => {
  const links =
    alternate('fr-CA', 'https://www.jardin.example/fr-ca/horaires') +
    alternate('en', 'https://www.jardin.example/en/opening-hours') +
    alternate('x-default', 'https://www.jardin.example/');
  expect(
    await declared({
      'www.jardin.example/fr-ca/horaires.html': links + FRENCH,
      'www.jardin.example/en/opening-hours/index.html': links + ENGLISH,
      'copy/fr-ca/horaires.html': links + FRENCH,
      'copy/en/opening-hours.html': links + ENGLISH,
    }),
  ).toEqual([
    'copy/en/opening-hours.html = copy/fr-ca/horaires.html',
    'www.jardin.example/en/opening-hours/index.html = www.jardin.example/fr-ca/horaires.html',
  ]);
});

it('follows the link of a menu, and what a page says is its own address', async () => {
  const own = (address: string) => `<link rel="canonical" href="${address}">`;
  expect(
    await declared({
      'a/visite.html': `<nav><a hreflang="en" href="../b/come%20and%20see.html?from=menu#top">English</a></nav>${FRENCH}`,
      'b/come and see.html': ENGLISH,
      'c/1.html': `${own('http://jardin.example/plan/')}<ul><li><a href="https://jardin.example/map">English</a></ul>${FRENCH}`,
      'c/2.html': `${own('https://jardin.example/map')}<a href="/plan" lang="fr">Français</a>${ENGLISH}`,
    }),
  ).toEqual(['a/visite.html = b/come and see.html', 'c/1.html = c/2.html']);
});

it('believes no link that another contradicts, that leads to the same language or out of the folder', async () => {
  const home = '<a hreflang="en" href="/en/home.html">English</a>';
  expect(
    await declared({
      'fr/accueil.html': home + FRENCH,
      'fr/plan.html': home + FRENCH,
      'fr/horaires.html': home + FRENCH,
      'en/home.html': `<a hreflang="fr" href="/fr/accueil.html">Français</a>${ENGLISH}`,
      'fr/un.html': alternate('en', '../en/one.html') + FRENCH,
      'fr/deux.html': alternate('en', '../en/one.html') + FRENCH,
      'en/one.html': ENGLISH,
      'fr/trois.html': alternate('en', 'quatre.html') + FRENCH,
      'fr/quatre.html': alternate('en', '../../../etc/three.html') + alternate('en', '%E0%A4%A') + FRENCH,
      'fr/cinq.html': `<link rel="stylesheet" hreflang="en" href="../en/five.html"><a href="../en/five.html">five</a>${FRENCH}`,
      'en/five.html': ENGLISH,
    }),
  ).toEqual(['en/home.html = fr/accueil.html']);
});
