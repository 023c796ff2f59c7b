import type { Phrases } from '../../i18n/en.js';
import type { QuoteSide } from '../../search/answer.js';
import { escapeWithin, oneLine } from '../markdown.js';

/** Of a message's room, what is said of a source, once escaped. */
const TITLE = 140;
const PUBLISHER = 100;
const SECTION = 120;
const DATE = 80;
/** A longer address is left out. */
const ADDRESS = 250;

/** Between two facts. */
export const BETWEEN = ' · ';

/** Characters of an address that could end a link, or that Discord might take for Markdown. */
const UNSAFE = /[()<>[\]\\*`|"']/g;
/** Discord refuses a link whose text looks like another address, and ends one at a bracket. */
const UNLINKABLE = /[[\]]|:\/\//;

type Source = QuoteSide['source'];

/** Where a passage comes from, in small print: its source with a link, section and date. At most 750 of a message's room. */
export function sourceLine(
  { source, section, address }: Pick<QuoteSide, 'source' | 'section' | 'address'>,
  phrases: Phrases,
): string {
  const facts = [
    titleOf(source, phrases, address),
    escapeWithin(oneLine(section), SECTION),
    dateOf(source, phrases),
  ];
  return `-# ${facts.filter((fact) => fact !== '').join(BETWEEN)}`;
}

/**
 * Title and publisher, the title linked when it has an address; at most 520 of a message's room.
 *
 * @param words address of the very words, where there is room for it
 */
export function titleOf(
  { title, publisher, url, ...wording }: Source,
  phrases: Phrases,
  words: string | null = null,
): string {
  const named =
    publisher === null || oneLine(publisher) === '' ? '' : phrases.answer.attribution(publisher, wording);
  const by = escapeWithin(oneLine(named), PUBLISHER);
  const place = [words, url].map((each) => each && addressOf(each)).find((each) => each) ?? null;
  return by === '' ? linked(title, place, phrases) : `${linked(title, place, phrases)} — ${by}`;
}

/** The date that a source speaks of, at most 80 of a message's room. */
export function dateOf({ asOf }: Source, phrases: Phrases): string {
  return asOf === null ? phrases.answer.undated : escapeWithin(oneLine(phrases.answer.asOf(asOf)), DATE);
}

function linked(title: string, address: string | null, phrases: Phrases): string {
  const shown = escapeWithin(oneLine(title), TITLE);
  if (address === null) return shown;
  const link = `[${phrases.discord.link}](<${address}>)`;
  if (shown === '') return link;
  return UNLINKABLE.test(title) ? `${shown} (${link})` : `[${shown}](<${address}>)`;
}

/**
 * An address in the form that can stand in a link of Discord's Markdown without breaking out of it; null
 * when it is none of the web, holds a name and a password, or is longer than 250 characters.
 */
function addressOf(url: string): string | null {
  if (url.length > ADDRESS || !URL.canParse(url)) return null;
  const { href, protocol, username, password, hostname } = new URL(url);
  if (!/^https?:$/.test(protocol) || username !== '' || password !== '' || hostname.includes('['))
    return null;
  const address = href.replace(UNSAFE, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return address.length > ADDRESS ? null : address;
}
