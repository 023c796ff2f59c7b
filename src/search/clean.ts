/** Most of a question that is read, in UTF-16 code units. */
export const LONGEST_READ = 2_000;

/** Discord's mentions of people, roles, channels and commands, its emoji and its time stamps. */
const MENTION = /<(?:@[!&]?|#|\/[^:>]{1,100}:|a?:\w{1,40}:|t:)-?\d{1,20}(?::\w)?>/g;
/** A terminal's colours and cursor moves, that come with pasted text. */
const ESCAPE_SEQUENCE = /\p{Cc}\[[\d;?]{0,20}[A-Za-z]/gu;
/** Marks that lay a text out and are no part of what is asked. */
const MARKUP = /[*_~`|]{2,}|^[>#\s]+|`/gm;
/** Controls, direction marks, zero-width characters, lone surrogates, private use. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}]+/gu;
/** After NFKC an accent that belongs to its letter has been composed with it: stacked marks are decoration. */
const STACKED_MARKS = /(?<=[\p{Script=Latin}\p{Script=Common}\p{M}])\p{M}+/gu;
/** Pictures, and their names as they are typed (`:wave:`). */
const EMOJI = /\p{Emoji_Presentation}|(?<!\S):[a-z][\w+-]{1,30}:(?!\S)/gu;
/** A link with a text of its own, and an address. */
const MASKED_LINK = /\[([^\]\n]{1,200})\]\(<?https?:\/\/[^)\s]{1,500}>?\)/g;
const ADDRESS = /<?\bhttps?:\/\/\S+/g;
/** Lines of what somebody else wrote. */
const QUOTED_LINE = /^\s{0,3}>.*$/gm;
/** Somebody addressed by name, without Discord's mark-up. */
const ADDRESSEE = /(?<![\p{L}\p{N}.])@[\p{L}\p{N}_.-]{2,32}/gu;

/** What opens a question without being part of it. */
const OPENING = new RegExp(
  `^(?:${either(
    /(?:bonjour|bonsoir|salut|coucou|hello|hi|hey|hiya|yo|bjr|slt|good (?:morning|evening|afternoon))(?:\s+(?:[àa] tous|[àa] toutes|tout le monde|l['’ ]?[ée]quipe|le bot|bot|there|all|everyone|everybody|team|guys|folks|verbatim))?(?:[\s,.;:!…–—-]+|$)/,
    /(?:une? )?(?:petite |rapide )?question(?: rapide)?\s*:\s*/,
    /(?:just )?(?:a )?quick(?: question|ie)?\s*[:,–-]\s*/,
    /j['’]ai une (?:petite )?question\s*[:,.]\s*|i have a (?:quick )?question\s*[:,.]\s*/,
    /(?:s['’]il (?:te|vous) pla[iî]t|svp|stp|please|pls|plz)[\s,:]+/,
    /(?:dis|dites)[- ]moi[\s,:]+|(?:pou(?:rriez|vez)[- ]vous|peux[- ]tu|tu peux) (?:me|nous) dire[\s,:]+/,
    /(?:(?:can|could) (?:you|someone|anyone|anybody) )?(?:please )?tell (?:me|us)(?! about)[\s,:]+/,
    /(?:est-ce que )?quelqu['’]un sait[\s,:]+|(?:does )?(?:anyone|anybody|someone) knows?(?! about)[\s,:]+/,
    /i was wondering[\s,:]+(?:if you know )?/,
  )})`,
  'iu',
);

/** What closes a question without being part of it. */
const CLOSING = new RegExp(
  `(?:^|[\\s,.;:!?…–—-]+)(?:${either(
    /(?:un grand |grand )?merci(?: (?:d['’ ]avance|beaucoup|bien|[àa] (?:vous|toi|tous)))*/,
    /(?:many |big )?thanks(?: (?:a lot|in advance|so much|a bunch|very much|guys|all|everyone))*/,
    /thank you(?: (?:very much|so much|in advance|all))*|thx|cheers|have a (?:nice|good) day/,
    /s['’ ]il (?:te|vous) pla[iî]t|svp|stp|please|pls|plz|bonne (?:journée|soirée)/,
    /(?:answer|reply|respond|be|keep it) (?:briefly|short|brief|in (?:one|a) (?:word|sentence|line))/,
    /(?:short|brief|quick) answer|in one (?:sentence|word)|asap/,
    /(?:r[ée]ponds?|r[ée]pondez|r[ée]ponse) (?:bri[èe]vement|br[èe]ve|courte|rapide|en (?:une phrase|un mot|bref))/,
    /en une phrase|en un mot/,
  )})[\\s,.;:!…–—-]*$`,
  'iu',
);

function either(...patterns: readonly RegExp[]): string {
  return patterns.map(({ source }) => source).join('|');
}

/** Words that greet, thank, part, laugh, test or ask for help, in plain form. */
const CHATTER =
  /^(?:bonjour|bonsoir|salut|coucou|hello|hi|hey|hiya|yo|re|bjr|slt|cc|good (?:morning|evening|afternoon|night)|bonne (?:nuit|journee|soiree)|merci(?: beaucoup| bien)?|mercii*|thanks?(?: you)?(?: very much| a lot| so much)?|thx|cheers|au revoir|bye(?: bye)?|ciao|a plus|a\+|see you|ok(?:ay)?|d'accord|super|cool|nice|great|parfait|genial|bravo|lol|mdr|ptdr|haha+|hihi|test(?:ing)?|ping|help(?: me)?|aide(?:[ -]moi)?|a l'aide|oui|non|yes|no|yep|nope|please|stp|svp|s'il (?:te|vous) plait|ca va(?: bien)?|comment (?:ca va|vas[- ]tu|allez[- ]vous)|how are you(?: doing)?|how do you do|what'?s up|sup|quoi de neuf|start|stop|menu|quit|exit|(?:qui|que) es[- ]tu|t'?es qui|tu es qui|c'est qui toi|who are you|what are you|(?:que|qu'est[- ]ce que tu) (?:sais|peux)[- ]?(?:tu)? faire|what can you do|comment (?:ca|tu) (?:marche|fonctionnes?)s?|how do(?:es)? (?:you|this|it) work|(?:es[- ]tu|are you) (?:un|a) (?:bot|robot|human|humain)|tout le monde|everyone|everybody|et alors|so what|quel temps fait[- ]il|quelle heure (?:est[- ]il|il est)|il fait (?:beau|froid|chaud)|(?:what(?:'s| is)|how(?:'s| is)) the (?:weather|time)(?: like)?|what time is it|tell me a joke|raconte(?:[- ]moi)? une blague|aujourd'hui|demain|dehors|today|tomorrow|outside|ah bon|vraiment|really|all|there|bot|verbatim|toi|vous|you|et toi|and you|my friend|mon ami)\b[\s!?.,;:…]*/;

/** Where one question ends and another may begin. */
const BETWEEN_QUESTIONS = /(?<=\?)\s+/u;
/** Fewest words of a question that stands by itself, and most questions that are answered at once. */
const FEWEST_WORDS = 3;
const MOST_QUESTIONS = 4;

/** A question as it is shown: NFKC, on one line, without mentions, mark-up, control characters and decoration. */
export function legible(raw: string): string {
  return raw
    .replace(MENTION, ' ')
    .replace(ESCAPE_SEQUENCE, ' ')
    .normalize('NFKC')
    .replace(MARKUP, ' ')
    .replace(INVISIBLE, ' ')
    .replace(STACKED_MARKS, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * A question as it is understood: legible, and without addresses, quoted lines, emoji and people addressed, unless nothing else is left; at
 * most `LONGEST_READ`. Empty when there is nothing.
 */
export function cleanQuestion(raw: string): string {
  return legible(ownWords(raw).slice(0, LONGEST_READ).replace(EMOJI, ' '));
}

/** Whether a question is longer than what is read of it. */
export function isCut(raw: string): boolean {
  return raw.length > LONGEST_READ && ownWords(raw).trimEnd().length > LONGEST_READ;
}

/** A question without what is not its asker's words. */
function ownWords(raw: string): string {
  const bare = raw.replace(MENTION, ' ').replace(ESCAPE_SEQUENCE, ' ').replace(MASKED_LINK, '$1');
  return unlessNothing(unlessNothing(unlessNothing(bare, QUOTED_LINE), ADDRESS), ADDRESSEE);
}

function unlessNothing(text: string, pattern: RegExp): string {
  const rest = text.replace(pattern, ' ');
  return hasWords(rest) ? rest : text;
}

/** Whether a cleaned question holds a letter or a figure at all. */
export function hasWords(question: string): boolean {
  return /[\p{L}\p{N}]/u.test(question);
}

/** A cleaned question without greeting, thanks and what is asked of the manner of answering; as it is when that is all. */
export function withoutFrame(question: string): string {
  let rest = question;
  for (let before = ''; before !== rest; ) {
    before = rest;
    for (const shorten of [withoutOpening, withoutClosing]) {
      const shorter = shorten(rest);
      if (hasWords(shorter)) rest = shorter;
    }
  }
  return rest;
}

function withoutOpening(question: string): string {
  return question.replace(OPENING, '');
}

/** Keeps the mark that ends what comes before: "Who founded it? Thanks!" is "Who founded it?". */
function withoutClosing(question: string): string {
  const found = CLOSING.exec(question);
  if (found === null) return question;
  const mark = /^\s*\?/.exec(found[0])?.[0] ?? '';
  return `${question.slice(0, found.index)}${mark}`.trim();
}

/** The questions in a cleaned one, the first `MOST_QUESTIONS`, when each can stand by itself; else the whole. */
export function questionsIn(question: string): string[] {
  const parts = [...new Set(question.split(BETWEEN_QUESTIONS))];
  const stand = parts.every(
    (part) => part.endsWith('?') && (part.match(/[\p{L}\p{N}]+/gu) ?? []).length >= FEWEST_WORDS,
  );
  return stand ? parts.slice(0, MOST_QUESTIONS) : [question];
}

/** Whether a cleaned question is only chatter: greetings, thanks, commands, talk about the bot itself. */
export function isChatter(question: string): boolean {
  if (/^[!/.][a-z][\w-]*$/i.test(question)) return true;
  let rest = plain(question).replace(/^[\s\p{P}\p{S}]+/u, '');
  while (rest !== '') {
    const shorter = rest.replace(CHATTER, '');
    if (shorter === rest) return false;
    rest = shorter.replace(/^[\s\p{P}\p{S}]+/u, '');
  }
  return true;
}

/** Lower case, without accents, with plain apostrophes: for matching patterns, never for showing. */
export function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/[’‘ʼ`´]/g, "'")
    .normalize('NFD')
    .replace(/\p{M}+/gu, '');
}
