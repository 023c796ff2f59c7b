import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Document, Language, Pair, Passage } from '../corpus/document.js';
import { readCorpus } from '../corpus/read.js';
import { PROJECT_ROOT } from '../environment.js';
import { keyOf } from './keys.js';
import { createSuggestions, type Suggest } from './suggestions.js';

interface Page {
  readonly title: string;
  readonly language: Language;
  readonly questions?: readonly string[];
  readonly sections: readonly string[];
}

/** What suggestions are read from: a document a page, a passage and a pair a section. */
function corpusOf(...pages: readonly Page[]) {
  const documents = new Map<string, Document>();
  const passages: Passage[] = [];
  for (const [i, { title, language, questions = [], sections }] of pages.entries()) {
    const path = `${i}.md`;
    const source = { title, publisher: null, url: null, asOf: null, quoted: true, read: null };
    documents.set(path, { path, text: '', source, questions, subject: null });
    for (const section of sections) {
      const text = `${path} ${passages.length}`;
      passages.push({
        id: text,
        document: path,
        section,
        path: [],
        language,
        start: 0,
        end: text.length,
        text,
      });
    }
  }
  const pairs = passages.map((passage): Pair => {
    return { id: passage.id, fr: null, en: null, [passage.language]: passage };
  });
  return { documents, passages, pairs, pairOf: (passage: number) => passage };
}

const suggestOf = (...pages: readonly Page[]): Suggest => createSuggestions(corpusOf(...pages));
const french = (...sections: readonly string[]): Page => ({ title: 'Le port', language: 'fr', sections });
const textsOf = (...given: readonly [Suggest, ...Parameters<Suggest>]) => {
  const [suggest, ...rest] = given;
  return suggest(...rest).map(({ text }) => text);
};

describe('what is suggested', () => {
  it('is every heading once a document, and the questions that documents list, with keys', () => {
    const corpus = corpusOf({
      title: 'Le port de Trévignon',
      language: 'fr',
      questions: ['Quand le phare a-t-il été rallumé ?'],
      sections: ['Le phare', 'Le phare', 'La criée', ''],
    });
    const keys = corpus.pairs.map(keyOf);
    expect(createSuggestions(corpus)('', 'fr', 25)).toEqual([
      { text: 'Quand le phare a-t-il été rallumé ?', language: 'fr', kind: 'question', key: keys[0] },
      { text: 'Le phare', language: 'fr', kind: 'topic', key: keys[0] },
      { text: 'La criée', language: 'fr', kind: 'topic', key: keys[2] },
      { text: 'Le port de Trévignon', language: 'fr', kind: 'topic', key: keys[3] },
    ]);
  });

  it('names the document of a heading that several have', () => {
    const suggest = suggestOf(
      { title: 'La ville en 2009', language: 'fr', sections: ['Habitants', 'Mairie'] },
      { title: 'La ville en 2012', language: 'fr', sections: ['Habitants'] },
    );
    expect(textsOf(suggest, '', 'fr', 25)).toEqual([
      'Habitants — La ville en 2009',
      'Mairie',
      'Habitants — La ville en 2012',
    ]);
    expect(textsOf(suggest, 'habitants 2012', 'fr', 1)).toEqual(['Habitants — La ville en 2012']);
  });

  it('can be of one kind only', () => {
    const suggest = suggestOf({ ...french('Le phare'), questions: ['Où est le phare ?'] });
    for (const typed of ['', 'phare']) {
      expect(textsOf(suggest, typed, 'fr', 25, ['topic'])).toEqual(['Le phare']);
      expect(textsOf(suggest, typed, 'fr', 25, ['question'])).toEqual(['Où est le phare ?']);
    }
  });

  it('is never longer than a choice may be: topics are cut after a word, questions left out', () => {
    const suggest = suggestOf({
      ...french(
        'Un titre à n’en plus finir '.repeat(6),
        'a'.repeat(300),
        '🐚'.repeat(80),
        'Un\r\ntitre  court',
      ),
      questions: [`${'a'.repeat(100)} ?`],
    });
    const texts = textsOf(suggest, '', 'fr', 25);
    expect(texts).toEqual([
      'Un titre à n’en plus finir Un titre à n’en plus finir Un titre à n’en plus finir Un titre à n’en…',
      `${'a'.repeat(99)}…`,
      'Un titre court',
    ]);
  });

  it('is, of a section in both languages, the one in the language that is better met', () => {
    const page = { title: 'Valbrune', sections: ['Gloria de Souza'] };
    const corpus = corpusOf({ ...page, language: 'fr' }, { ...page, language: 'en' });
    const [fr = null, en = null] = corpus.passages;
    const suggest = createSuggestions({ ...corpus, pairs: [{ id: 'a', fr, en }], pairOf: () => 0 });
    expect(suggest('gloria', 'fr', 25)).toMatchObject([{ language: 'fr' }]);
    expect(suggest('gloria', 'en', 25)).toMatchObject([{ language: 'en' }]);
  });
});

describe('nothing typed', () => {
  const pages = Array.from({ length: 40 }, (_, i): Page => {
    const language = i % 2 === 0 ? 'fr' : 'en';
    return {
      title: `${i}`,
      language,
      sections: [`Titre ${i}`],
      questions: i < 20 ? [`Question ${i} ?`] : [],
    };
  });

  it.each(['', '  \n', '?!…', '😀'])(
    'as %j gives a spread of the corpus in the asker’s language',
    (typed) => {
      const suggest = suggestOf(...pages);
      expect(textsOf(suggest, typed, 'fr', 5)).toEqual([0, 4, 8, 12, 16].map((i) => `Question ${i} ?`));
      expect(suggest(typed, 'fr', 30).every(({ language }) => language === 'fr')).toBe(true);
      expect(textsOf(suggest, typed, 'en', 4, ['topic'])).toEqual([
        'Titre 1',
        'Titre 11',
        'Titre 21',
        'Titre 31',
      ]);
      expect(new Set(textsOf(suggest, typed, 'en', 100)).size).toBe(60);
    },
  );
});

describe('what is typed', () => {
  const suggest = suggestOf(
    {
      title: 'Le port',
      language: 'fr',
      questions: ['Qui a fondé la criée ?', 'Combien de bateaux compte le port ?', 'Qui est le maire ?'],
      sections: ['L’œuvre du gardien', 'Les hôpitaux', 'Vice-présidence', 'La criée'],
    },
    {
      title: 'The harbour',
      language: 'en',
      questions: ['Who founded the fish market?', 'How many boats does the harbour have?'],
      sections: ['The keeper’s work', 'The hospitals', 'Vice-presidency', 'Festival'],
    },
  );
  const first = (typed: string, language: Language = 'fr') => textsOf(suggest, typed, language, 25)[0];

  it.each([
    ['qui a fond', 'Qui a fondé la criée ?'],
    ['Qui a FONDE la cri', 'Qui a fondé la criée ?'],
    ['criee fonde', 'Qui a fondé la criée ?'],
    ['hop', 'Les hôpitaux'],
    ['hôp', 'Les hôpitaux'],
    ['oeuv', 'L’œuvre du gardien'],
    ["l'oeuvre", 'L’œuvre du gardien'],
    ['presid', 'Vice-présidence'],
    ['vice pres', 'Vice-présidence'],
    ['combien bato', 'Combien de bateaux compte le port ?'],
    ['bateau ', 'Combien de bateaux compte le port ?'],
    ['hopitsu', 'Les hôpitaux'],
    ['hoptiaux', 'Les hôpitaux'],
    ['gardein', 'L’œuvre du gardien'],
    ['gradien ', 'L’œuvre du gardien'],
    ['hosp', 'The hospitals'],
    ['fish mar', 'Who founded the fish market?'],
    ['FOUNDED', 'Who founded the fish market?'],
  ])('%j finds %j', (typed, text) => {
    expect(first(typed)).toBe(text);
    expect(first(typed.normalize('NFD'))).toBe(text);
  });

  it('is completed in the asker’s language first where both are as good', () => {
    expect(textsOf(suggest, 'vice', 'fr', 25)).toEqual(['Vice-présidence', 'Vice-presidency']);
    expect(textsOf(suggest, 'vice', 'en', 25)).toEqual(['Vice-presidency', 'Vice-présidence']);
  });

  it('is met by the words that tell, not by stop words', () => {
    expect(first('qui est le gardien')).toBe('L’œuvre du gardien');
    expect(first('who is the keeper', 'en')).toBe('The keeper’s work');
    // Of nothing but stop words, what begins with them.
    expect(textsOf(suggest, 'qui', 'fr', 2)).toEqual(['Qui est le maire ?', 'Qui a fondé la criée ?']);
  });

  it('finds sections by the title of their document, after those that say it themselves', () => {
    const [best, ...others] = textsOf(suggest, 'harbour', 'en', 25);
    expect(best).toBe('How many boats does the harbour have?');
    expect(others).toContain('Festival');
  });

  it('is taken as it is, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.string({ unit: 'grapheme' })),
        fc.constantFrom<Language>('fr', 'en'),
        fc.nat(30),
        (typed, language, count) => {
          const found = suggest(typed, language, count);
          expect(found.length).toBeLessThanOrEqual(count);
          expect(suggest(typed, language, count)).toEqual(found);
        },
      ),
    );
  });
});

it('finds every question and heading of the shipped corpus by its own words, whole, without accents or unfinished', async () => {
  const { documents, passages, pairs } = await readCorpus(join(PROJECT_ROOT, 'corpus'));
  const positions = new Map(pairs.flatMap(({ fr, en }, i) => [fr, en].map((each) => [each?.id, i] as const)));
  const suggest = createSuggestions({
    documents: new Map(documents.map((document) => [document.path, document])),
    passages,
    pairs,
    pairOf: (passage) => positions.get(passages[passage]?.id) ?? 0,
  });
  const all = [...suggest('', 'fr', 10_000), ...suggest('', 'en', 10_000)];
  expect(all.length).toBeGreaterThan(documents.length * 2);
  for (const { text, language } of all) {
    expect(text.length).toBeLessThanOrEqual(100);
    const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    // Of a short one, too little would be left to tell it by.
    const unfinished = plain.length < 8 ? plain : plain.slice(0, -3);
    for (const typed of [text, plain, unfinished]) {
      expect(textsOf(suggest, typed, language, 3)).toContain(text);
    }
  }
});
