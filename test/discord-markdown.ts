/** Characters that Discord shows in one way. */
export interface Run {
  readonly text: string;
  /** `strong`, `underline`, `link:<address>`, and so on; a mark of a line has no text of its own. */
  readonly styles: readonly string[];
}

/** Marks at the beginning of a line. */
const LINE_MARKS: readonly [string, RegExp][] = [
  ['quote', / *>(?:>>)?(?: |$)/my],
  ['subtext', / *-# */y],
  ['heading', / *#{1,6}(?= |$)/my],
  ['list', / *(?:[-*+]|\d+[.)])(?=\s)/y],
];

/** What Discord shows otherwise than it is written, with the words in it, if any, as group 1. */
const MARKUP: readonly [string, RegExp][] = [
  ['code', /(?:`+)[\s\S]*?[^`]`+/y],
  ['link', /\[((?:\[[^\]]*\]|[^[\]]|\](?=[^[]*\]))*)\]\(\s*<?((?:\([^)]*\)|[^\s\\]|\\.)*?)>?\s*\)/y],
  ['url', /(?:https?|steam|discord):\/\/[^\s<]+/y],
  ['angle', /<(?:[a-z+]+:\/?[^ >]+|[^ >]+@[^ >]+|\+\d+)>/y],
  ['mention', /<(?:@[!&]?|#|id:)\w+>|<\/[^>]+:\d+>|@everyone|@here/y],
  ['emoji', /<a?:\w+:\d+>|:[^\s:]+:/y],
  ['time', /<t:-?\d+(?::\w)?>/y],
  ['strong', /\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/y],
  ['underline', /__((?:\\[\s\S]|[^\\])+?)__(?!_)/y],
  ['emphasis', /\b_((?:__|\\[\s\S]|[^\\_])+?)_\b|\*(?=\S)((?:\\[\s\S]|[^*\\])+?)\*(?!\*)/y],
  ['strike', /~~([\s\S]+?)~~/y],
  ['spoiler', /\|\|([\s\S]+?)\|\|/y],
];

const ESCAPE = /\\([^0-9A-Za-z\s])/uy;

/**
 * Discord's Markdown as its clients read it (the rules of the web client, a little more eager where
 * clients differ), written apart from the code that it tests.
 */
export function readMarkdown(content: string, styles: readonly string[] = [], isBlock = true): Run[] {
  const runs: Run[] = [];
  let at = 0;
  let lineStart = isBlock;
  while (at < content.length) {
    const mark = lineStart ? matchOf(LINE_MARKS, content, at) : null;
    if (mark !== null) {
      runs.push({ text: '', styles: [...styles, mark.name] });
      at += mark.match[0].length;
      lineStart = mark.name === 'quote';
      continue;
    }
    const escaped = execAt(ESCAPE, content, at);
    const found = escaped === null ? matchOf(MARKUP, content, at) : null;
    if (found === null) {
      const text = escaped?.[1] ?? String.fromCodePoint(content.codePointAt(at) ?? 0);
      runs.push({ text, styles });
      at += escaped?.[0].length ?? text.length;
      lineStart = isBlock && (text === '\n' || (lineStart && text === ' '));
      continue;
    }
    const { name, match } = found;
    const inner = [...styles, name === 'link' ? `link:${match[2]}` : name];
    const words = match[1] ?? (name === 'emphasis' ? match[2] : undefined);
    runs.push(
      ...(words === undefined ? [{ text: match[0], styles: inner }] : readMarkdown(words, inner, false)),
    );
    at += match[0].length;
    lineStart = false;
  }
  return runs;
}

/** The words that a person reads, without marks; of one style only, when one is named. */
export function wordsOf(runs: readonly Run[], style?: string): string {
  return runs
    .filter(({ styles }) => style === undefined || styles.includes(style))
    .map(({ text }) => text)
    .join('');
}

/** Every style in it, once. */
export function stylesOf(runs: readonly Run[]): string[] {
  return [...new Set(runs.flatMap(({ styles }) => styles))].sort();
}

function matchOf(rules: readonly [string, RegExp][], content: string, at: number) {
  for (const [name, rule] of rules) {
    const match = execAt(rule, content, at);
    if (match !== null) return { name, match };
  }
  return null;
}

function execAt(rule: RegExp, content: string, at: number): RegExpExecArray | null {
  rule.lastIndex = at;
  return rule.exec(content);
}
