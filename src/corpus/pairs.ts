import type { Pair, Passage } from './document.js';
import { type Page, placeOf } from './pages.js';

/** One section of a topic: its passages in each language, in paragraph order. */
interface Section {
  readonly fr: Passage[];
  readonly en: Passage[];
}

/**
 * The pairs of a corpus, in order of their first passages: passages of pages with the same topic,
 * anchor and paragraph. Where a section has not as many paragraphs in both languages, which goes with
 * which is not known: its passages stay single, as do all passages of plain documents.
 */
export function pairPassages(passages: readonly Passage[], pages: ReadonlyMap<string, Page>): Pair[] {
  const sections = new Map<string, Section>();
  for (const passage of passages) {
    const page = pages.get(passage.document);
    if (!page) continue;
    const key = sectionKey(page, passage);
    const section = sections.get(key) ?? { fr: [], en: [] };
    section[page.language].push(passage);
    sections.set(key, section);
  }
  const pairs: Pair[] = [];
  const done = new Set<Passage>();
  for (const passage of passages) {
    if (done.has(passage)) continue;
    const page = pages.get(passage.document);
    const section = page && sections.get(sectionKey(page, passage));
    if (page && section && section.fr.length === section.en.length) {
      const { anchor, paragraph } = placeOf(page, passage.id);
      const fr = section.fr[paragraph - 1] ?? null;
      const en = section.en[paragraph - 1] ?? null;
      pairs.push({ id: `${page.topic}#${anchor}/${paragraph}`, fr, en });
      if (fr) done.add(fr);
      if (en) done.add(en);
    } else {
      pairs.push({ id: passage.id, fr: null, en: null, [passage.language]: passage });
    }
  }
  return pairs;
}

function sectionKey(page: Page, passage: Passage): string {
  return `${page.topic}#${placeOf(page, passage.id).anchor}`;
}
