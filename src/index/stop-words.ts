import type { Language } from '../corpus/document.js';

/** Words too common to tell one passage from another: articles, pronouns, auxiliaries, question words. */
const LISTS: Record<Language, string> = {
  fr: `a ai aie aient ait as au aucun aucune aussi autre autres aux avait avec avez avoir avons c ça ce ceci
    cela celle celles celui ces cet cette ceux chez combien comme comment d dans de des desquels dont donc du
    elle elles en encore entre es est et étaient étais était étant été être eu eut eux fait faire fut furent
    il ils j je jusqu l la là laquelle le lequel les lesquelles lesquels leur leurs lorsqu lorsque lui m ma
    mais me mes moi mon même n ne ni nos notre nous on ont ou où par parce pas peu peut peuvent plus pour
    pourquoi pourrait puis puisqu puisque qu quand que quel quelle quelles quels qui quoi quoiqu s sa sans se
    sera serait ses si soi son sont sur t ta te tes toi ton tous tout toute toutes très tu un une vers vos
    votre vous y à être`,
  en: `a about all also an and any are as at be been being but by can could d did do does doing done each
    for from had has have having he her hers him his how i if in into is it its itself just ll m many me more
    most much my no nor not of on only or other our ours out over own re s she should so some such t than
    that the their them then there these they this those to too until upon ve very was we were what when
    where which while who whom whose why will with would you your yours`,
};

/** Per language, its stop words, in lower case with their accents: French `né` is not `ne`. */
export const STOP_WORDS: Readonly<Record<Language, ReadonlySet<string>>> = {
  fr: new Set(LISTS.fr.split(/\s+/)),
  en: new Set(LISTS.en.split(/\s+/)),
};
