import type { Language } from '../corpus/document.js';
import { plain } from './clean.js';

/** The kind of thing a question asks for. */
export type AskedKind =
  | 'person'
  | 'date'
  | 'number'
  | 'place'
  | 'boolean'
  | 'reason'
  | 'manner'
  | 'list'
  | 'definition'
  | 'other';

/** What a question asks for. */
export interface Asked {
  readonly kind: AskedKind;
  /** For numbers, what is counted ("salariés" of "combien de salariés"), as typed; else empty. */
  readonly noun: string;
  /** Whether what something is for or does is asked ("à quoi sert", "what does it do"). */
  readonly isPurpose: boolean;
}

interface Rule {
  readonly kind: AskedKind;
  readonly pattern: RegExp;
}

/** What people say before they ask: stripped before the rules that only count at the start. */
const OPENERS: Readonly<Record<Language, RegExp>> = {
  fr: /^(?:(?:et|mais|ok|alors|donc|sinon|yo|euh|hey|dis(?:[- ]moi)?|stp|svp|au fait|peux[- ]tu me dire|pouvez[- ]vous me dire|sais[- ]tu|tu sais|savez[- ]vous|(?:je|j') ?(?:voudrais|aimerais|veux) savoir|c'?est|c(?= (?:qui|quand|ou|combien)))\b[\s,]*)+/,
  en: /^(?:(?:and|but|ok|so|then|yo|hey|um|please|pls|tell me|can you tell me|could you tell me|do you know|i(?:'d| would) like to know|i want to know|just)\b[\s,]*)+/,
};

/**
 * Cues, tried in order on the plain (accent-free, lower-case) question without its opener. Those that
 * may stand anywhere are unambiguous; the others only count at the start.
 */
const RULES: Readonly<Record<Language, readonly Rule[]>> = {
  fr: [
    { kind: 'boolean', pattern: /^est[- ]ce qu/ },
    {
      kind: 'date',
      pattern:
        /\b(?:depuis quand|de quand|quand|kan|(?:en |de |a )?(?:quelle?s?|kel) (?:annees?|dates?|epoque|jour|mois|periode)|annee de|date d)/,
    },
    {
      kind: 'number',
      pattern:
        /\b(?:combien|cmb|cb|quel(?:le)? (?:est |etait )?(?:le |la |l'|son |sa )?(?:nombre|effectif|taille|part|pourcentage|proportion|age|budget|chiffre|montant|cout)|nombre d|effectifs?\b|chif+re? d'af+aires?|quel age|budget)/,
    },
    { kind: 'date', pattern: /(?<!chaque |par |cette |l')annee$/ },
    {
      kind: 'person',
      pattern:
        /^(?:qui|ki|par qui|avec qui|a qui|de qui|aupres de qui|chez qui|pour qui|quel(?:le)? (?:est le nom|personne|homme|femme|chanteuse|ministre|artiste|figure))\b|\b(?:par|avec|aupres de|pour) qui\b|\bcomment s'appel[a-z]*|\bquel(?:le)?s? (?:homme|femme|personne|figure|chanteu|ministre)/,
    },
    {
      kind: 'place',
      pattern:
        /^(?:d')?ou\b|(?:^|\s)(?:d')?où\s|\b(?:dans|de|en|a) quel(?:le)?s? (?:ville|pays|region|endroit|lieu|departement)|^quel(?:le)?s? (?:ville|pays|region|lieu)|\blieu de naissance\b/,
    },
    { kind: 'reason', pattern: /\b(?:pourquoi|pour quelles? raisons?|pk|pq|dans quel but)\b/ },
    {
      kind: 'definition',
      pattern:
        /\b(?:qu'est[- ]ce qu(?:e|'un|'une|'il|'elle)?|quoi|koi|keske?|kesk|que signifie|que veut dire|quel(?:le)? (?:est|etait)|definition|que fait)\b/,
    },
    { kind: 'list', pattern: /\b(?:quels|quelles|liste|citez?|enumere|lesquel)/ },
    { kind: 'manner', pattern: /^comment\b|\bde quelle (?:maniere|facon)\b/ },
    {
      kind: 'other',
      pattern:
        /^(?:(?:a|de|en|dans|sur|avec|pour|par|chez|vers|sous|contre|selon) |d')?(?:quel(?:le)?|laquelle|que|qu')(?![a-z])/,
    },
    {
      kind: 'boolean',
      pattern:
        /(?:^|\s)(?:\p{L}+)-(?:t-)?(?:il|elle|ils|elles|on|ce)\b|^(?:est|a|ont|sont|y a)\b|\bou (?:pas|non)\W*$/u,
    },
  ],
  en: [
    {
      kind: 'boolean',
      pattern: /^(?:is|are|was|were|does|did|do|has|have|had|can|could|will|would|should)\b/,
    },
    {
      kind: 'date',
      pattern:
        /^(?:since )?when\b|\b(?:since when|(?:and|or) when|when (?:was|were|is|did|does|do|has|have|had)|(?:what|which|in what|in which|during which) (?:years?|dates?|month|day)|how long ago|year of|date of)\b|\bwhen$/,
    },
    {
      kind: 'number',
      pattern:
        /\b(?:how many|how much|how long(?! ago)|how old|how big|how large|what (?:is|was|are|were) (?:the |its |his |their )?(?:number|size|share|percentage|age|amount)|what (?:number|share|percentage|proportion) of|number of|headcount|turnover|revenues?|budget|(?:at )?what age)\b/,
    },
    { kind: 'date', pattern: /(?<!each |every |per |a |this |last )year$/ },
    {
      kind: 'person',
      pattern:
        /^(?:who|whom|whose|by whom|with whom|who's|whos|what (?:is|was) the (?:first |last |full )?name)\b|\b(?:with|by|for|under) whom?\b/,
    },
    {
      kind: 'place',
      pattern:
        /^whe?re?\b(?!.*\bname\b)|\b(?:birthplace|hometown|headquarters)\b|\b(?:in |from )?(?:what|which) (?:city|cities|town|country|countries|region|place|part of)\b/,
    },
    { kind: 'reason', pattern: /\b(?:why|for what reason|how come)\b/ },
    {
      kind: 'definition',
      pattern: /^(?:what is|what's|whats|what does|what was|what do|define|meaning of|wat is)\b/,
    },
    { kind: 'list', pattern: /\b(?:what are|which|list|name the|what kinds? of|what were)\b/ },
    { kind: 'manner', pattern: /^how\b/ },
  ],
};

/** Words between "how many" and what is counted, then the one or two words that say it. */
const COUNTED: Readonly<Record<Language, RegExp>> = {
  fr: /(?:combien|cmb|cb|nombre|part|pourcentage|proportion)\s+(?:(?:y a[- ]t[- ]il|a[- ]t[- ]il|reste[- ]t[- ]il)\s+)?(?:des?\s+|d['’]\s*|du\s+)(?:l['’]|la\s+)?([\p{L}\p{N}'’-]+(?:\s+[\p{L}'’-]+)?)/iu,
  en: /(?:how (?:many|much)|number of|percentage of|share of)\s+(?:of (?:the|its|his|their)\s+)?(?!of\s)([\p{L}\p{N}'’-]+(?:\s+[\p{L}'’-]+)?)/iu,
};

/** "How many of them — workers …": what is counted in a question completed from a conversation. */
const COMPLETED = / — (\p{Ll}[\p{L}'’-]*)/u;

/** Questions that name their unit in other words than "how many". */
const IMPLIED: readonly (readonly [RegExp, Readonly<Record<Language, string>>])[] = [
  [/how long|combien de temps/, { fr: 'années ans mois semaines jours', en: 'years months weeks days' }],
  [/\bage\b|how old/, { fr: 'ans', en: 'years old' }],
  [/effectif|headcount|taille|size|how (?:big|large)|staff/, { fr: 'salariés', en: 'employees' }],
  [
    /chif+re? d'af+aires?|turnover|revenue|budget|montant|argent|money|cout|cost|how much/,
    { fr: 'euros', en: 'euros' },
  ],
];

/** People who are counted because they work somewhere. */
const WORKING: Readonly<Record<Language, RegExp>> = {
  fr: /(?:personnes?|gens|monde)\b.*\b(?:travaill|emploi|employ|boss)/,
  en: /people\b.*\b(?:work|employ)/,
};

/** Questions of what something is for or does. */
const PURPOSE: Readonly<Record<Language, RegExp>> = {
  fr: /\b(?:servai(?:t|ent)|ser(?:t|vent)|pour quoi faire|pour faire quoi|faisai(?:t|ent)|que fai(?:t|sait|saient)|font|but|buts|role|objectifs?|mission|taches?|vocation|s'occup\w+)\b/,
  en: /\b(?:what (?:does|did|do) .*\bdo|purpose|meant to|what (?:is|was|were|are) .*\bfor|tasks?|role|aims?|goals?|work on)\b/,
};

/** Tells what a question asks for from its form alone. */
export function whatIsAsked(question: string, language: Language): Asked {
  const text = plain(question)
    .replace(/[\s?!.…]+$/u, '')
    .replace(OPENERS[language], '');
  // "où" keeps its accent in the pattern of places, since "ou" inside a sentence means "or".
  const accented = question.toLowerCase();
  const rule = RULES[language].find(
    ({ pattern }) => pattern.test(text) || (/où/.test(accented) && pattern.test(accented)),
  );
  const kind = rule?.kind ?? 'other';
  const isOpen = kind === 'definition' || kind === 'other' || kind === 'list';
  return {
    kind,
    noun: kind === 'number' ? countedNoun(question, text, language) : '',
    isPurpose: isOpen && PURPOSE[language].test(text),
  };
}

function countedNoun(question: string, text: string, language: Language): string {
  // "How many people work for…" counts employees; "how many people does it help" does not.
  if (WORKING[language].test(text)) return language === 'fr' ? 'salariés' : 'employees';
  const counted = (COUNTED[language].exec(question) ?? COMPLETED.exec(question))?.[1];
  if (counted !== undefined && !/^temps\b/i.test(counted)) return counted;
  return IMPLIED.find(([pattern]) => pattern.test(text))?.[1][language] ?? '';
}
