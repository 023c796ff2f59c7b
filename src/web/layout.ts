import { html } from 'hono/html';
import { LANGUAGES, type Language } from '../corpus/document.js';
import type { Phrases } from '../i18n/en.js';
import { type Html, NOTHING, shown } from './html.js';

/** Longest question that the form takes, in UTF-16 code units: what is read of one. */
const LONGEST_QUESTION = 2000;

/** What every page is shown with. */
export interface Frame {
  /** Of the page. */
  readonly language: Language;
  readonly phrases: Phrases;
  /** Its own address, without the language. */
  readonly here: string;
  /** Whether one can sign out. */
  readonly isGuarded: boolean;
}

interface Page {
  /** What it shows; null on the page that one begins at. */
  readonly title: string | null;
  /** What stands in the form; null where nothing can be asked. */
  readonly question: string | null;
  /** What stands before the form. */
  readonly intro?: Html;
  readonly body: Html;
}

/** A whole page: what stands on every one, and what this one shows. */
export function pageOf(
  { title, question, intro = NOTHING, body }: Page,
  { language, phrases, here, isGuarded }: Frame,
): Html {
  const say = phrases.web;
  const full = title === null ? `${say.heading} · ${say.title}` : `${shown(title)} · ${say.title}`;
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${full}</title>
<link rel="stylesheet" href="/style.css">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
</head>
<body>
<a class="skip" href="#content">${say.skip}</a>
<header>
<a class="name" href="/">${say.title}</a>
<nav aria-label="${say.language}"><ul>${LANGUAGES.map((other) => switchTo(other, language, here, phrases))}</ul></nav>
</header>
<main id="content">
${intro}
${question === null ? NOTHING : questionForm(question, phrases)}
${body}
</main>
<footer><p>${say.privacy}</p>${isGuarded && question !== null ? html`<form method="post" action="/sign-out"><button class="quiet">${say.signIn.out}</button></form>` : NOTHING}</footer>
</body>
</html>`;
}

function switchTo(other: Language, language: Language, here: string, { web }: Phrases): Html {
  const name = web.languages[other];
  if (other === language) return html`<li><span lang="${other}" aria-current="true">${name}</span></li>`;
  const address = `${here}${here.includes('?') ? '&' : '?'}lang=${other}`;
  return html`<li><a href="${address}" lang="${other}" hreflang="${other}" rel="nofollow">${name}</a></li>`;
}

function questionForm(question: string, { web }: Phrases): Html {
  return html`<form class="ask" role="search" method="get" action="/">
<label for="q">${web.question}</label>
<div><input id="q" name="q" type="search" required maxlength="${LONGEST_QUESTION}" autocomplete="off" dir="auto" value="${shown(question)}"><button>${web.ask}</button></div>
</form>`;
}
