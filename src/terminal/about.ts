import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Failure, systemReasonOf } from '../failure.js';
import type { Phrases } from '../i18n/en.js';
import { phrasesFor } from '../i18n/phrases.js';
import type { Card, Fact } from '../search/card.js';
import { findSubject } from '../search/find-subject.js';
import { inline, safeJson } from './display.js';
import { openForSession } from './open.js';
import { titleOf } from './quote.js';
import { EXIT, print, type Session, tell } from './session.js';
import type { Style } from './style.js';
import { wrap } from './wrap.js';

/** How `about` is to tell. */
export interface AboutChoices {
  readonly json: boolean;
  /** File to write the card to as a picture. */
  readonly picture: string | undefined;
}

/**
 * Prints the card of a subject.
 *
 * @throws Failure `picture-unavailable`, `file-unwritable`, and whatever keeps the engine from being opened.
 */
export async function about(session: Session, typed: string, choices: AboutChoices): Promise<number> {
  const { style } = session;
  const asked = session.language ?? session.locale;
  const phrases = phrasesFor(asked);
  const engine = await openForSession(session);
  const found = findSubject(typed, asked, engine.subjects);
  if (found === null) {
    const names = [...new Set(engine.subjects(asked).map(({ name }) => name))].join(', ');
    tell(
      session,
      names === '' ? phrases.about.none : `${phrases.about.unknown(typed)} ${phrases.about.known(names)}`,
    );
    return EXIT.unanswered;
  }
  const card = await engine.card(found.subject, found.language);
  await print(session, choices.json ? `${safeJson(cardRecord(card))}\n` : renderCard(card, style, phrases));
  if (choices.picture !== undefined) {
    await writePicture(card, choices.picture, phrases);
    tell(session, phrases.about.written(resolve(choices.picture)));
  }
  return EXIT.done;
}

async function writePicture(card: Card, file: string, phrases: Phrases): Promise<void> {
  const { drawCard } = await import('../picture/card-picture.js');
  const { png } = await drawCard(card, phrases);
  try {
    await writeFile(file, png);
  } catch (error) {
    throw new Failure('file-unwritable', { file, reason: systemReasonOf(error) }, { cause: error });
  }
}

/** A card as `--json` prints it: these keys, in this order, are a contract with other programs. */
export function cardRecord({ subject, language, definition, facts, questions, topics }: Card) {
  return {
    subject: subject.name,
    aliases: subject.aliases,
    kind: subject.kind,
    main: subject.isMain,
    declared: subject.isDeclared,
    language,
    definition: definition === null ? null : factRecord(definition),
    facts: facts.map(factRecord),
    questions: questions.map(({ text }) => text),
    topics: topics.map(({ title }) => title),
  };
}

function factRecord({ sentence, document, section, source }: Fact) {
  const { title, publisher, url, asOf, quoted, read } = source;
  return { sentence, document, section, source: { title, publisher, url, asOf, quoted, read } };
}

/** A card as a person reads it, ending with a line feed. */
export function renderCard(card: Card, style: Style, phrases: Phrases): string {
  const { subject, definition, facts, questions, topics } = card;
  const say = phrases.about;
  const [more, offered] =
    questions.length > 0
      ? [say.ask, questions.map(({ text }) => text)]
      : [say.lookUp, topics.map(({ title }) => title)];
  const aliases =
    subject.aliases.length === 0
      ? []
      : indented(say.alsoNamed(subject.aliases.join(', ')), style).map(style.small);
  return `${[
    style.heading(inline(subject.name)),
    ...aliases,
    ...(definition === null
      ? indented(say.noDefinition, style).map(style.small)
      : factLines([definition], style, phrases)),
    ...(facts.length === 0 ? [] : ['', say.facts]),
    ...factLines(facts, style, phrases),
    ...(offered.length === 0 ? [] : ['', more]),
    ...offered.map((text) => `  · ${inline(text)}`),
  ].join('\n')}\n`;
}

/** Sentences, and where they come from, once after all that come from there. */
function factLines(facts: readonly Fact[], style: Style, { answer }: Phrases): string[] {
  const sources = facts.map(({ source }) => {
    const asOf = source.asOf === null ? answer.undated : answer.asOf(source.asOf);
    return `↳ ${titleOf(source, { answer })} · ${asOf}`;
  });
  return facts.flatMap(({ sentence }, i) => [
    ...indented(sentence, style),
    ...(sources[i] === sources[i + 1] ? [] : indented(sources[i] ?? '', style).map(style.small)),
  ]);
}

function indented(text: string, { columns }: Style): string[] {
  return wrap(text, columns - 2).map(({ start, end }) => `  ${inline(text.slice(start, end))}`);
}
