import type { Email } from 'postal-mime';
import { type ExtractedBlock, layOut, type ReadResult } from '../outline.js';
import { leadingDate } from './date.js';
import { outlineHtml } from './html.js';
import { attribute, type Element, elementsIn, namesOf } from './nodes.js';
import { outlineText } from './text.js';

/** What mail programs name (class or id) a signature; the message that is answered and what introduces it; where Outlook begins it. */
const SIGNATURE =
  /(?:^|\s)(?:gmail_signature|moz-signature|protonmail_signature_block|Signature)(?:$|[\s_-])/;
const QUOTED = /(?:^|\s)(?:gmail_quote|gmail_attr|moz-cite-prefix|yahoo_quoted|protonmail_quote)(?:$|[\s_-])/;
const QUOTED_BELOW = /(?:^|\s)(?:divRplyFwdMsg|appendonsend|mail-editor-reference-message-container)(?:$|\s)/;
/** A message that is handed on is read whole. */
const FORWARDED_SUBJECT = /^\s*(?:fwd?|tr|i)\s*:/i;
const FORWARDED = /^[\s-]*(?:(?:Begin )?forwarded message|(?:Début du )?message (?:transféré|réexpédié))/im;
/** What introduces a quoted message: `On …, Ada wrote:`, `Le …, Ada a écrit :`; it may go on for a line. */
const WROTE = /^(?:On|Le)\s[^\n]{5,200}(?:\n[^\n]{1,100})?(?:wrote|a écrit)\s*:\s*$/m;
/** What Outlook puts above the message that is answered. */
const ORIGINAL =
  /^-{2,}\s*(?:Original Message|Message d['’]origine)\s*-{2,}\s*$|^_{20,}\s*\n(?:From|De)\s*:/im;

/** The head of a message as programs copy it above one that is answered: who from, when, who to. */
const COPIED_HEAD =
  /[ \t*]*(?:From|De)[ \t*]*:[^\n]*\n(?:[^\n]*\n){0,2}?[ \t*]*(?:Sent|Date|Envoyé(?: le)?)[ \t*]*:[^\n]*\n(?:[^\n]*\n){0,2}?[ \t*]*(?:To|À|A|Subject|Objet)[ \t*]*:/y;

/**
 * Reads a message: its subject, a heading, and what its author wrote, without the message that it answers and without a signature. It is
 * of the day it was sent, published by who sent it. What comes with it is not read, and told.
 */
export async function outlineEml(bytes: Uint8Array): Promise<ReadResult> {
  const { default: PostalMime } = await import('postal-mime');
  const email = await PostalMime.parse(bytes);
  const { subject = '', from, date, attachments } = email;
  const heading: ExtractedBlock = { kind: 'heading', text: subject.replace(/\s+/g, ' '), level: 1 };
  const attached = attachments.filter(({ disposition, related }) => disposition === 'attachment' || !related);
  const count = attached.length;
  return {
    outline: {
      ...layOut([heading, ...(await bodyOf(email))]),
      source: {
        title: subject.trim() || null,
        publisher: from?.name || from?.address || null,
        url: null,
        asOf: leadingDate(date ?? ''),
      },
      questions: [],
    },
    problems:
      count === 0
        ? []
        : [{ code: 'attachments-left-out', severity: 'warning', line: null, details: { count } }],
  };
}

/** The blocks of what was written; of a message in both forms, the web page that people see. */
async function bodyOf({ subject = '', html, text = '' }: Email): Promise<ExtractedBlock[]> {
  const isForwarded = FORWARDED_SUBJECT.test(subject) || FORWARDED.test(text);
  const { text: words, blocks } =
    html === undefined
      ? outlineText(ownWords(text, isForwarded))
      : await outlineHtml(await ownPart(html, isForwarded));
  const isCopiedHead = (start: number) => {
    COPIED_HEAD.lastIndex = start;
    return COPIED_HEAD.test(words);
  };
  const copied = isForwarded ? -1 : blocks.findIndex(({ start }) => isCopiedHead(start));
  return blocks
    .slice(0, copied === -1 ? undefined : copied)
    .map(({ start, end, ...block }) => ({ ...block, text: words.slice(start, end) }));
}

/** A plain text without quoted lines, what stands below the head of a quoted message, and a signature. */
function ownWords(message: string, isForwarded: boolean): string {
  const text = message.replace(/\r\n?/g, '\n').replace(/(?:^|\n)-- \n[\s\S]*$/, '');
  if (isForwarded) return text.replace(/^>+ ?/gm, '');
  const unquoted = text.replace(/^>.*$/gm, '');
  return unquoted.slice(0, ORIGINAL.exec(unquoted)?.index).replace(WROTE, '');
}

/** A page without the message that it answers and without a signature. */
async function ownPart(html: string, isForwarded: boolean): Promise<string> {
  const { parse, serialize } = await import('parse5');
  const page = parse(html);
  for (const element of [...elementsIn(page)]) {
    const names = namesOf(element);
    const isCited = element.tagName === 'blockquote' && attribute(element, 'type') === 'cite';
    if (SIGNATURE.test(names) || (!isForwarded && (isCited || QUOTED.test(names)))) remove(element, 1);
    if (!isForwarded && QUOTED_BELOW.test(names)) remove(element, Number.POSITIVE_INFINITY);
  }
  return serialize(page);
}

/** Takes an element out of its page, and as many of those after it beside it. */
function remove(element: Element, count: number): void {
  const siblings = element.parentNode?.childNodes ?? [];
  const at = siblings.indexOf(element);
  if (at >= 0) siblings.splice(at, count);
}
