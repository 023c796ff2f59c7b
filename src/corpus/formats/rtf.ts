import iconv from 'iconv-lite';
import { type ReadResult, unreadable } from '../outline.js';
import { outlineHtml } from './html.js';
import { tokensOf } from './rtf-tokens.js';
import { escaped } from './xml.js';

/** Control words that stand for a sign. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ['tab', ' '],
  ['~', '\u00a0'],
  ['_', '\u2011'],
  ['emdash', '—'],
  ['endash', '–'],
  ['lquote', '‘'],
  ['rquote', '’'],
  ['ldblquote', '“'],
  ['rdblquote', '”'],
  ['bullet', '•'],
  ['emspace', ' '],
  ['enspace', ' '],
  ['qmspace', ' '],
  ['nestcell', ' '],
  ['\\', '\\'],
  ['{', '{'],
  ['}', '}'],
]);

/** Groups whose words are not seen in the text: margins, pictures, properties, entries of an index. Unknown ones that begin with `\*` are neither. */
const UNSEEN =
  /^(?:colortbl|info|header[lrf]?|footer[lrf]?|pict|sp|shprslt|xe|tc|rxe|ftnsepc?|ftncn|aftnsepc?|aftncn|private|revtbl|filetbl|listtable|listoverridetable)$/;
/** Groups that begin with `\*` and hold words that are seen. */
const SEEN = /^(?:shpinst|shptxt|do|dptxbxtext|pntext)$/;

/** Code pages of the character sets that fonts name; that of any other is the file's own. */
const CODE_PAGES: ReadonlyMap<number, string> = new Map([
  [128, 'cp932'],
  [129, 'cp949'],
  [134, 'cp936'],
  [136, 'cp950'],
  [161, 'cp1253'],
  [162, 'cp1254'],
  [186, 'cp1257'],
  [204, 'cp1251'],
  [238, 'cp1250'],
]);
/** The character set of fonts of signs. */
const SYMBOLS = 2;

/** Names of styles, as Word and LibreOffice write them in English and French. */
const HEADING = /^(?:heading|titre) ?([1-6])$/i;
const TITLE = /^(?:title|titre)$/i;
const TABLE_HEAD = /^(?:table heading|titre de tableau)$/i;
const CONTENTS = /^(?:toc|tm|contents|table des mati[èe]res) ?\d|^table of /i;

/** What the words of a group are: the text, a note or box apart from its sentence, or what else they tell. */
type Destination = 'text' | 'apart' | 'unseen' | 'fonts' | 'styles' | 'title' | 'number';

const DESTINATIONS: ReadonlyMap<string, Destination> = new Map([
  ['footnote', 'apart'],
  ['shptxt', 'apart'],
  ['dptxbxtext', 'apart'],
  ['fonttbl', 'fonts'],
  ['stylesheet', 'styles'],
  ['title', 'title'],
  ['listtext', 'number'],
  ['pntext', 'number'],
]);

/** What a group sets, which ends with the group. */
interface Look {
  readonly destination: Destination;
  readonly isHidden: boolean;
  readonly isStruck: boolean;
  readonly isBold: boolean;
  readonly position: 'sup' | 'sub' | null;
  readonly font: number;
  /** Characters behind one of Unicode, for programs that do not know it. */
  readonly fallback: number;
  readonly style: number;
  /** Rank of a heading, from 0; 9 of anything else. */
  readonly outline: number;
  readonly isListed: boolean;
  readonly isInTable: boolean;
}

const PLAIN = { isHidden: false, isStruck: false, isBold: false, position: null } as const;
const PARAGRAPH = { style: 0, outline: 9, isListed: false, isInTable: false } as const;

/** Reads rich text (RTF): headings, paragraphs, lists, tables, notes; no margins, remarks, tables of contents, hidden, struck and deleted words. */
export async function outlineRtf(bytes: Uint8Array): Promise<ReadResult> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  if (!file.startsWith('{\\rtf')) return { outline: null, problems: [unreadable('misnamed')] };
  return { outline: await outlineHtml(pageOf(file)), problems: [] };
}

/** The web page that a file stands for. */
function pageOf(file: string): string {
  const fonts = new Map<number, number>();
  const styles = new Map<number, string>();
  const page: string[] = [];
  const apart: string[] = [];
  const stack: Look[] = [];
  let look: Look = { ...PLAIN, ...PARAGRAPH, destination: 'text', font: 0, fallback: 1 };
  let codePage = 'cp1252';
  let bytes = '';
  let skipped = 0;
  let title = '';
  let number = '';
  let name = '';
  let inline = '';
  /** What stood before each note that is being read. */
  const outer: string[] = [];
  let cells: string[] = [];
  let rows: string[] = [];
  let isHead = false;

  const put = (text: string) => {
    if (look.destination === 'title') title += text;
    else if (look.destination === 'number') number += text;
    else if (look.destination === 'styles') name += text;
    else if (/^(?:text|apart)$/.test(look.destination) && !look.isHidden && !look.isStruck) {
      const tag = look.position ?? (look.isBold ? 'b' : null);
      inline += tag === null ? escaped(text) : `<${tag}>${escaped(text)}</${tag}>`;
    }
  };
  const flush = () => {
    const set = fonts.get(look.font);
    if (bytes !== '' && set !== SYMBOLS)
      put(iconv.decode(Buffer.from(bytes, 'latin1'), CODE_PAGES.get(set ?? 0) ?? codePage));
    bytes = '';
  };
  const endTable = () => {
    if (rows.length > 0) page.push(`<table>${rows.join('')}</table>`);
    rows = [];
  };
  const endParagraph = () => {
    if (look.destination === 'apart' || look.isInTable) {
      inline += '<br>';
      number = '';
      return;
    }
    endTable();
    const style = styles.get(look.style) ?? '';
    const level =
      HEADING.exec(style)?.[1] ?? (look.outline < 6 ? look.outline + 1 : TITLE.test(style) ? 1 : null);
    const isWorded = /\p{L}{2,}/u.test(number);
    const isItem = !isWorded && (look.isListed || number !== '');
    const tag = level === null ? (isItem ? 'li' : 'p') : `h${level}`;
    if (!CONTENTS.test(style)) page.push(`<${tag}>${isWorded ? escaped(number) : ''}${inline}</${tag}>`);
    inline = '';
    number = '';
  };
  const open = (destination: Destination) => {
    // What is in a part that is not seen is not seen either, but the title among the properties.
    if (look.destination === 'unseen' && destination !== 'title') return;
    if (destination === 'apart') {
      outer.push(inline);
      inline = '';
    }
    look = { ...look, ...(destination === 'apart' ? { ...PLAIN, ...PARAGRAPH } : {}), destination };
  };
  const close = () => {
    const closed = look;
    look = stack.pop() ?? look;
    if (closed.destination === 'styles' && name.trim() !== '') {
      styles.set(closed.style, name.replace(/;\s*$/, '').trim());
      name = '';
    }
    if (closed.destination === 'apart' && look.destination !== 'apart') {
      apart.push(`<div>${inline}</div>`);
      inline = outer.pop() ?? '';
    }
  };

  let isStarred = false;
  for (const token of tokensOf(file)) {
    if (token.kind === 'bytes') {
      const kept = token.bytes.slice(skipped);
      skipped = Math.max(0, skipped - token.bytes.length);
      bytes += kept;
      continue;
    }
    flush();
    if (token.kind === 'open') stack.push(look);
    if (token.kind === 'close') close();
    if (token.kind !== 'control') {
      skipped = 0;
      isStarred = false;
      continue;
    }
    const { word, number: value } = token;
    const isOn = value !== 0;
    const destination = DESTINATIONS.get(word);
    if (destination !== undefined) open(destination);
    else if (UNSEEN.test(word) || (isStarred && !SEEN.test(word))) open('unseen');
    isStarred = word === '*';
    if (look.destination === 'unseen') continue;
    const sign = SIGNS.get(word);
    if (sign !== undefined) put(sign);
    switch (word) {
      case 'u':
        put(String.fromCharCode((value ?? 0) & 0xffff));
        skipped = look.fallback;
        break;
      case 'uc':
        look = { ...look, fallback: value ?? 1 };
        break;
      case 'ansicpg':
        if (iconv.encodingExists(`cp${value}`)) codePage = `cp${value}`;
        break;
      case 'f':
        look = { ...look, font: value ?? 0 };
        break;
      case 'fcharset':
        if (look.destination === 'fonts') fonts.set(look.font, value ?? 0);
        break;
      case 'plain':
        look = { ...look, ...PLAIN };
        break;
      case 'pard':
        look = { ...look, ...PARAGRAPH };
        break;
      case 's':
        look = { ...look, style: value ?? 0 };
        break;
      case 'outlinelevel':
        look = { ...look, outline: value ?? 9 };
        break;
      case 'ls':
        look = { ...look, isListed: isOn };
        break;
      case 'intbl':
        look = { ...look, isInTable: true };
        break;
      case 'v':
        look = { ...look, isHidden: isOn };
        break;
      case 'strike':
      case 'striked':
      case 'deleted':
        look = { ...look, isStruck: isOn };
        break;
      case 'b':
        look = { ...look, isBold: isOn };
        break;
      case 'super':
      case 'sub':
        look = { ...look, position: isOn ? (word === 'super' ? 'sup' : 'sub') : null };
        break;
      case 'up':
      case 'dn':
        look = { ...look, position: isOn ? (word === 'up' ? 'sup' : 'sub') : null };
        break;
      case 'nosupersub':
        look = { ...look, position: null };
        break;
      case 'line':
        inline += '<br>';
        break;
      case 'par':
      case 'sect':
        endParagraph();
        break;
      case 'trowd':
        isHead = false;
        break;
      case 'trhdr':
        isHead = true;
        break;
      case 'cell':
        cells.push(
          TABLE_HEAD.test(styles.get(look.style) ?? '') ? `<th>${inline}</th>` : `<td>${inline}</td>`,
        );
        inline = '';
        break;
      case 'row':
        rows.push(isHead ? `<thead><tr>${cells.join('')}</tr></thead>` : `<tr>${cells.join('')}</tr>`);
        cells = [];
        break;
    }
  }
  flush();
  look = { ...look, destination: 'text', isInTable: false };
  endParagraph();
  return `<title>${escaped(title)}</title><main>${page.join('')}${apart.join('')}</main>`;
}
