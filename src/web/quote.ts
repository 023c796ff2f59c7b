import { html } from 'hono/html';
import type { Phrases } from '../i18n/en.js';
import { haveOneSource, type Quote, type QuoteSide } from '../search/answer.js';
import { type Html, marked, NOTHING, shown } from './html.js';

/** Between two facts. */
const BETWEEN = ' · ';

/** Where a quote stands: in an answer; on its own page, which it need not link to; in a section, whose source is told already. */
type Place = 'answer' | 'own page' | 'section';

/** A passage and its counterpart, each with where it comes from, the first only where both come from one place. */
export function quoteView(quote: Quote, phrases: Phrases, place: Place = 'answer'): Html {
  const { counterpart, key, language } = quote;
  const { headings, web, answer } = phrases;
  const isOnePlace = counterpart !== null && haveOneSource(quote, counterpart);
  const hasSources = place !== 'section';
  const only = html`<p class="source">${answer.onlyIn(language)}</p>`;
  const link = html`<p class="links"><a href="/p/${key}">${web.permalink}</a></p>`;
  const side = (each: QuoteSide, heading: string | null) =>
    sideView(each, heading, hasSources && !isOnePlace, phrases);
  return html`<article class="quote" aria-label="${web.isCited}">
<div class="sides">
${side(quote, counterpart === null ? null : headings[language])}
${counterpart === null ? NOTHING : side(counterpart, headings[counterpart.language])}
</div>
${hasSources && counterpart === null ? only : NOTHING}
${hasSources && isOnePlace ? sourceView(quote, phrases) : NOTHING}
${place === 'own page' ? NOTHING : link}
</article>`;
}

function sideView(side: QuoteSide, heading: string | null, hasSource: boolean, phrases: Phrases): Html {
  const { text, highlight, span, language, address } = side;
  const cite = address === null ? NOTHING : html` cite="${shown(address)}"`;
  return html`<div class="side">
${heading === null ? NOTHING : html`<p class="in">${heading}</p>`}
<blockquote lang="${language}" dir="auto"${cite}><p>${marked(text, highlight, span)}</p></blockquote>
${hasSource ? sourceView(side, phrases) : NOTHING}
</div>`;
}

/** Where a passage comes from: its title, which opens it at these words, its publisher, section and date. */
function sourceView({ source, section, address, document, language }: QuoteSide, phrases: Phrases): Html {
  const { title, publisher, asOf, ...wording } = source;
  const name = shown(title.trim() === '' ? document : title);
  const linked =
    address === null
      ? html`<cite lang="${language}">${name}</cite>`
      : html`<cite lang="${language}"><a href="${shown(address)}" rel="noopener noreferrer">${name}</a></cite>`;
  const by = publisher === null ? '' : ` — ${shown(phrases.answer.attribution(publisher, wording))}`;
  const facts = [
    ...(section === '' ? [] : [html`<span lang="${language}">${shown(section)}</span>`]),
    html`${shown(asOf === null ? phrases.answer.undated : phrases.answer.asOf(asOf))}`,
    ...(address === null ? [html`<code>${shown(document)}</code>`] : []),
  ];
  return html`<p class="source">${linked}${by}${facts.map((fact) => html`${BETWEEN}${fact}`)}</p>`;
}
