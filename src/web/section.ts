import type { Language } from '../corpus/document.js';
import type { Quote } from '../search/answer.js';
import type { Engine } from '../search/engine.js';
import type { SectionContent } from './pages.js';

/** Passages of a section that are shown on either side of one: a section may have thousands. */
const AROUND = 8;

/** The passage of a key and what its section holds around it, in a language where it is written in it; null when it is not there. */
export async function sectionAround(
  key: string,
  language: Language,
  engine: Engine,
): Promise<SectionContent | null> {
  const [quote, section] = await Promise.all([engine.quote(key, { language }), engine.topic(key, language)]);
  if (quote === null || section === null) return null;
  const at = section.keys.indexOf(key);
  const first = Math.max(0, at - AROUND);
  const quotes = async (from: number, to: number): Promise<Quote[]> => {
    const found = await Promise.all(
      section.keys.slice(from, to).map((each) => engine.quote(each, { language })),
    );
    return found.filter((each) => each !== null);
  };
  const last = Math.min(section.keys.length, at + 1 + AROUND);
  const [before, after] = [await quotes(first, at), await quotes(at + 1, last)];
  return { section, quote, before, after, left: [first, section.keys.length - last] };
}
