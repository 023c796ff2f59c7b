import { expect } from 'vitest';
import { LANGUAGES } from '../src/corpus/document.js';
import { readCorpus } from '../src/corpus/read.js';
import type { Subject } from '../src/corpus/subjects.js';
import type { Engine } from '../src/search/engine.js';

/**
 * Expects of the cards of a corpus that a sentence says what each subject is, that every sentence is one of a document to the letter, none
 * twice, and that the first questions are answered for sure, from a page of the subject, in the language of the card.
 *
 * @returns how many cards there are
 */
export async function expectCards(
  engine: Engine,
  corpusFolder: string,
  wanted: (subject: Subject) => boolean = () => true,
): Promise<number> {
  const { documents } = await readCorpus(corpusFolder);
  let count = 0;
  for (const language of LANGUAGES) {
    for (const subject of engine.subjects(language).filter(wanted)) {
      count++;
      const { definition, facts, questions } = await engine.card(subject, language);
      const sentences = definition === null ? facts : [definition, ...facts];
      expect(definition, subject.name).not.toBeNull();
      expect(new Set(sentences.map(({ sentence }) => sentence)).size).toBe(sentences.length);
      for (const { document, sentence } of sentences) {
        expect(documents.find(({ path }) => path === document)?.text).toContain(sentence);
      }
      for (const { text } of questions.slice(0, 2)) {
        const { verdict, quotes } = await engine.ask(text, { language, locale: language, limit: 1 });
        expect([text, verdict, quotes[0]?.language]).toEqual([text, 'answered', language]);
        expect(subject.pages).toContain(quotes[0]?.document);
      }
    }
  }
  return count;
}
