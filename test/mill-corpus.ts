import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Page {
  readonly title: readonly [fr: string, en: string];
  readonly asOf: string;
  /** Anchor, then heading and text in French and in English. */
  readonly sections: readonly (readonly [anchor: string, fr: string, en: string])[];
}

/** An invented mill, its founder, its guild. */
const PAGES: Readonly<Record<string, Page>> = {
  founder: {
    title: ['Odile Ferrand', 'Odile Ferrand'],
    asOf: '1911',
    sections: [
      [
        'founding',
        'En 1911, avec son amie Rosa Quillet, Odile Ferrand a fondé le moulin de Valbrune. Le moulin moud depuis lors du seigle et du blé.',
        'In 1911, with her friend Rosa Quillet, Odile Ferrand founded the Valbrune mill. The mill has ground rye and wheat ever since.',
      ],
      [
        'birth',
        'Odile Ferrand est née à Kersaint en mars 1884. Son père était charpentier.',
        'Odile Ferrand was born in Kersaint in March 1884. Her father was a carpenter.',
      ],
      [
        'council',
        'Entre 1920 et 1926, Odile Ferrand a siégé au conseil du village.',
        'Between 1920 and 1926, Odile Ferrand sat on the village council.',
      ],
    ],
  },
  'size-1930': {
    title: ['La taille du moulin', 'The size of the mill'],
    asOf: '1930',
    sections: [
      [
        'workers',
        'En 1930, le moulin de Valbrune employait 140 ouvriers et livrait 14\u202f000 sacs de farine.',
        'In 1930, the Valbrune mill employed 140 workers and delivered 14,000 sacks of flour.',
      ],
    ],
  },
  'size-1950': {
    title: ['La taille du moulin', 'The size of the mill'],
    asOf: '1950',
    sections: [
      [
        'workers',
        'En 1950, le moulin de Valbrune employait 260 ouvriers et livrait 31\u202f000 sacs de farine.',
        'In 1950, the Valbrune mill employed 260 workers and delivered 31,000 sacks of flour.',
      ],
    ],
  },
  guild: {
    title: ['La Guilde des meuniers', 'The Guild of millers'],
    asOf: '1932',
    sections: [
      [
        'seat',
        'La Guilde des meuniers a son siège à Pontarec. Rosa Quillet l’a présidée dès 1932.',
        'The Guild of millers has its seat in Pontarec. Rosa Quillet chaired it from 1932 on.',
      ],
    ],
  },
};

/** Writes the corpus of the mill: four pages in both languages. */
export async function writeMillCorpus(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, { title, asOf, sections }] of Object.entries(PAGES)) {
    for (const [i, language] of ['fr', 'en'].entries()) {
      const blocks = sections.map((section) => `## ${title[i]} {#${section[0]}}\n\n${section[i + 1]}\n`);
      const matter = `---\ntitle: ${title[i]}\nsource: Valbrune\nasOf: "${asOf}"\n---\n`;
      await writeFile(join(folder, `${name}.${language}.md`), [matter, ...blocks].join('\n'));
    }
  }
}
