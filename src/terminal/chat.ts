import { createInterface, type Interface } from 'node:readline';
import { phrasesFor } from '../i18n/phrases.js';
import type { Answer } from '../search/answer.js';
import type { Engine } from '../search/engine.js';
import { type Conversation, startConversation } from '../search/follow-up.js';
import { exampleLines, renderAnswer, renderOthers } from './answer.js';
import { excerpt, inline } from './display.js';
import { openForSession } from './open.js';
import { EXIT, print, type Session, tell } from './session.js';
import { renderSources } from './sources.js';

/** Quotes of an answer, and how many more `/more` shows each time. */
const QUOTES = 3;

/** What a chat remembers between two lines. */
interface Chat {
  readonly session: Session;
  readonly engine: Engine;
  readonly conversation: Conversation;
  last: { answer: Answer; shown: number } | null;
}

/** Answers one line after another until the input ends, `/quit`, Ctrl-D, or Ctrl-C twice. */
export async function chat(session: Session): Promise<number> {
  const { stdin, stdout, phrases } = session;
  const engine = await openForSession(session);
  const terminal = stdin.isTTY === true && stdout.isTTY === true;
  const lines = createInterface({ input: stdin, terminal, ...(terminal ? { output: stdout } : {}) });
  lines.setPrompt(phrases.chat.prompt);
  if (terminal) {
    tell(session, phrases.chat.welcome);
    clearOnInterrupt(lines, session);
    lines.prompt();
  }
  const state: Chat = { session, engine, conversation: startConversation(), last: null };
  for await (const line of lines) {
    // A pipe shows no question by itself.
    if (!terminal && line.trim() !== '')
      await print(session, `${session.style.heading(`» ${excerpt(line)}`)}\n`);
    const said = await reply(state, line.trim());
    if (said === null) break;
    if (said !== '') await print(session, `${said}\n`);
    if (terminal) lines.prompt();
  }
  lines.close();
  if (terminal) stdout.write('\n');
  return EXIT.done;
}

/** Ctrl-C clears the line; on an empty line it says how to leave, and then leaves. */
function clearOnInterrupt(lines: Interface, session: Session): void {
  let asked = false;
  lines.on('line', () => {
    asked = false;
  });
  lines.on('SIGINT', () => {
    if (asked && lines.line === '') {
      lines.close();
      return;
    }
    asked = true;
    lines.write(null, { ctrl: true, name: 'e' });
    lines.write(null, { ctrl: true, name: 'u' });
    session.stdout.write('\n');
    tell(session, session.phrases.chat.leaveHint);
    lines.prompt();
  });
}

/** What to show for a line; null to leave. */
async function reply(state: Chat, line: string): Promise<string | null> {
  const { session, engine } = state;
  const say = session.phrases.chat;
  switch (line.startsWith('/') ? line.toLowerCase() : '') {
    case '':
      return line === '' ? '' : answerLine(state, line);
    case '/quit':
      return null;
    case '/help':
      return help(state);
    case '/sources':
      return renderSources(await engine.sourceFiles(), session.style, session.phrases);
    case '/more':
      return more(state);
    default:
      tell(session, say.unknown(line));
      return '';
  }
}

/** What may be typed, what the corpus is about, and a few questions to begin with. */
function help({ session, engine }: Chat): string {
  const { phrases } = session;
  const language = session.language ?? session.locale;
  const subjects = engine
    .subjects(language)
    .map(({ name }) => inline(name))
    .join(', ');
  return [
    ...phrases.chat.help,
    '',
    phrases.index.about(subjects, phrases.index.summary(engine.counts), engine.readOn),
    ...exampleLines(engine.examples(language), phrases),
    '',
  ].join('\n');
}

async function answerLine(state: Chat, question: string): Promise<string> {
  const { session, engine, conversation } = state;
  const { language, locale, style } = session;
  const asked = { limit: QUOTES, locale, conversation, ...(language === null ? {} : { language }) };
  const answer = await engine.ask(question, asked);
  if (answer.intent === 'question') state.last = { answer, shown: answer.quotes.length };
  return renderAnswer(answer, style, phrasesFor(answer.language), engine.examples(answer.language));
}

/** The next best passages for the last question, as it was understood. */
async function more(state: Chat): Promise<string> {
  const { session, engine, last } = state;
  if (last === null || last.shown === 0) return `${session.phrases.chat.noMore}\n`;
  const { answer, shown } = last;
  const longer = await engine.ask(answer.understoodAs ?? answer.question, {
    limit: shown + QUOTES,
    language: answer.language,
  });
  const seen = new Set(answer.quotes.map(({ pair }) => pair));
  const quotes = longer.quotes.filter(({ pair }) => !seen.has(pair));
  if (quotes.length === 0) return `${session.phrases.chat.noMore}\n`;
  state.last = {
    answer: { ...answer, quotes: [...answer.quotes, ...quotes] },
    shown: shown + quotes.length,
  };
  return `${renderOthers(quotes, session.style, phrasesFor(answer.language)).join('\n')}\n`;
}
