import { html } from 'hono/html';
import type { Answer, Quote, Section } from '../search/answer.js';
import { legible } from '../search/clean.js';
import type { Engine } from '../search/engine.js';
import { askAddress, type Html, NOTHING, shown } from './html.js';
import { type Frame, pageOf } from './layout.js';
import { quoteView } from './quote.js';
import type { Refusal } from './refusal.js';

/** Subjects of the corpus that are named. */
const SUBJECTS = 8;

/** The page that one begins at: what can be asked here, and of what. Null while there is nothing to ask. */
export function homePage(engine: Engine | null, frame: Frame): Html {
  const { phrases, language } = frame;
  const names =
    engine
      ?.subjects(language)
      .slice(0, SUBJECTS)
      .map(({ name }) => name) ?? [];
  const about =
    engine === null
      ? phrases.web.troubles.loading
      : phrases.index.about(shown(names.join(', ')), phrases.index.summary(engine.counts), engine.readOn);
  const intro = html`<h1>${phrases.web.heading}</h1><p>${phrases.web.what}</p>`;
  const body = html`${engine === null ? NOTHING : examplesOf(engine, frame)}
<p class="small">${about}</p>`;
  return pageOf({ title: null, question: '', intro, body }, frame);
}

/** The answer to a question, as on Discord: the quote first, then the others, or what to do where there is none. */
export function answerPage(answer: Answer, engine: Engine, frame: Frame): Html {
  const { phrases } = frame;
  const say = phrases.answer;
  const { question, understoodAs, intent, verdict, quotes } = answer;
  const [first, ...others] = quotes;
  const [kind, heading] =
    intent !== 'question' ? (['none', say[intent]] as const) : ([verdict, say[verdict]] as const);
  const understood =
    understoodAs === null
      ? NOTHING
      : html`<p class="small">${say.understoodAs(shown(legible(understoodAs)))}</p>`;
  const body = html`<section class="answer ${kind}" aria-labelledby="verdict">
<h1 id="verdict">${heading}</h1>
${understood}
${first === undefined ? howToGoOn(answer, engine, frame) : quoteView(first, phrases)}
</section>
${others.length === 0 ? NOTHING : html`<section class="others" aria-labelledby="others"><h2 id="others">${say.others}</h2>${others.map((quote) => quoteView(quote, phrases))}</section>`}`;
  return pageOf({ title: `${heading} · ${legible(question)}`, question, body }, frame);
}

/** What to do when nothing is quoted: the nearest topics, how to ask, examples. */
function howToGoOn({ intent, topics, language }: Answer, engine: Engine, frame: Frame): Html {
  const { answer } = frame.phrases;
  const links = topics.map(
    ({ key, title }) => html`<li lang="${language}"><a href="/p/${key}">${shown(title)}</a></li>`,
  );
  const nearest = html`<p>${answer.topics}</p><ul>${links}</ul>`;
  return html`${intent === 'chatter' ? NOTHING : html`<p>${answer.howToAsk}</p>`}
${links.length === 0 ? NOTHING : nearest}
${intent === 'question' ? NOTHING : examplesOf(engine, frame)}`;
}

function examplesOf(engine: Engine, { language, phrases }: Frame): Html {
  const questions = engine
    .examples(language)
    .map((topic) => (/\?\s*$/.test(topic) ? topic : phrases.answer.example(topic)));
  if (questions.length === 0) return NOTHING;
  const links = questions.map((each) => html`<li><a href="${askAddress(each)}">${shown(each)}</a></li>`);
  return html`<p>${phrases.answer.examples}</p><ul>${links}</ul>`;
}

/** A passage of a section, and those around it. */
export interface SectionContent {
  readonly section: Section;
  readonly quote: Quote;
  /** Nearest passages of the section before and after it, in order. */
  readonly before: readonly Quote[];
  readonly after: readonly Quote[];
  /** How many passages of the section are not shown, before and after those. */
  readonly left: readonly [before: number, after: number];
}

/** A passage by its link, with the section around it. */
export function passagePage({ section, quote, before, after, left }: SectionContent, frame: Frame): Html {
  const { phrases } = frame;
  const { web } = phrases;
  const isAlone = before.length + after.length === 0;
  const rest = (n: number, say: (n: number) => string) =>
    n === 0 ? NOTHING : html`<p class="small">… ${say(n)}</p>`;
  const beside = (quotes: readonly Quote[]) => quotes.map((each) => quoteView(each, phrases, 'section'));
  const around = html`<section class="others" aria-labelledby="around"><h2 id="around">${web.around}</h2>
${rest(left[0], web.before)}${beside(before)}
<p class="here"><a href="#passage">${web.here}</a></p>
${beside(after)}${rest(left[1], web.after)}
</section>`;
  const body = html`<section class="answer" aria-labelledby="passage"><h1 id="passage" lang="${quote.language}">${shown(section.title)}</h1>
${quoteView(quote, phrases, 'own page')}</section>
${isAlone ? NOTHING : around}`;
  return pageOf({ title: section.title, question: '', body }, frame);
}

/** That a request is refused, and what to do. */
export function refusedPage(refusal: Refusal, question: string, frame: Frame): Html {
  const { trouble } = refusal;
  const { title, advice } = refusal.said(frame.phrases);
  const body = html`<section class="answer refused" role="alert"><h1>${title}</h1><p>${advice}</p></section>`;
  return pageOf(
    { title, question: trouble === 'host' || trouble === 'signed-out' ? null : question, body },
    frame,
  );
}

/** The form that asks for the token. */
export function signInPage(next: string, isWrong: boolean, frame: Frame): Html {
  const say = frame.phrases.web.signIn;
  const wrong = html`<p id="wrong" class="wrong" role="alert">${say.wrong}</p>`;
  const described = html` aria-invalid="true" aria-describedby="wrong"`;
  const body = html`<section class="answer" aria-labelledby="sign-in"><h1 id="sign-in">${say.title}</h1><p>${say.what}</p>
<form class="ask" method="post" action="/sign-in">
<input type="text" name="username" value="verbatim" autocomplete="username" hidden>
<input type="hidden" name="next" value="${shown(next)}">
<label for="token">${say.token}</label>
<div><input id="token" name="token" type="password" required autocomplete="current-password" autofocus${isWrong ? described : NOTHING}><button>${say.button}</button></div>
${isWrong ? wrong : NOTHING}
</form></section>`;
  return pageOf({ title: say.title, question: null, body }, frame);
}
