import { MediaGalleryBuilder } from 'discord.js';
import type { Phrases } from '../../i18n/en.js';
import type { Picture } from '../../picture/card-picture.js';
import { haveOneSource } from '../../search/answer.js';
import type { Card, Fact } from '../../search/card.js';
import { cut, MESSAGE_TEXT, sizeOf } from '../limits.js';
import { escapeWithin, oneLine, withoutControls } from '../markdown.js';
import { markOf } from '../tour-id.js';
import { BETWEEN, dateOf, titleOf } from './source.js';
import { ACCENT, type Button, labelOf, type View, viewOf } from './view.js';

/** Of a message's room, what a name, other names and a sentence take, once escaped. */
const NAME = 200;
const ALIASES = 200;
const SENTENCE = 600;
/** Facts of a card, and of one in short. */
const FACTS = 5;
const FEW_FACTS = 1;
/** Buttons of questions, or sections, under a card, and under one in short. */
const ASK = 4;
const FEW_ASK = 2;
/** What Discord takes as the alternative text of a picture. */
const ALT = 1024;
const FILE = 'card.png';

/** To whom a card is shown. */
export interface CardOwner {
  /** User id. */
  readonly asker: string;
  readonly hidden: boolean;
}

/** A card: what the subject is, its facts with their sources, buttons that ask about it and one that draws it. */
export function cardView(card: Card, { asker, hidden }: CardOwner, phrases: Phrases): View {
  const say = phrases.about;
  const { subject, language } = card;
  const picture: Button = {
    label: say.buttons.picture,
    press: { tour: { action: 'picture', subject: markOf(subject.name), language, hidden } },
  };
  const remove: Button = { label: phrases.discord.buttons.delete, press: { action: 'delete', asker } };
  const buttons = askButtons(card, FACTS, ASK);
  const offer = card.questions.length > 0 ? say.ask : say.lookUp;
  const texts = [
    headOf(card, phrases),
    ...factsOf(card, FACTS, phrases),
    ...(buttons.length > 0 ? [`-# ${offer}`] : []),
  ];
  return viewOf(
    ACCENT.topic,
    texts.map((content) => ({ content })),
    [buttons, hidden ? [picture] : [picture, remove]],
  );
}

/** A card in short: what the subject is, one fact, two buttons that ask about it. */
export function shortCard(card: Card, phrases: Phrases): { texts: string[]; buttons: Button[] } {
  return {
    texts: [headOf(card, phrases), ...factsOf(card, FEW_FACTS, phrases)],
    buttons: askButtons(card, FEW_FACTS, FEW_ASK),
  };
}

/**
 * Buttons that ask questions which have an answer, those first that the facts shown do not answer; of a card without questions, such
 * as show its sections.
 */
function askButtons(
  { subject, language, questions, definition, facts, topics }: Card,
  shown: number,
  most: number,
): Button[] {
  const mark = markOf(subject.name);
  if (questions.length > 0) {
    const told = new Set([definition, ...facts.slice(0, shown)].map((fact) => fact?.sentence));
    const [others, answered] = [false, true].map((isTold) =>
      questions.filter(({ sentence }) => told.has(sentence) === isTold),
    );
    return [...(others ?? []), ...(answered ?? [])].slice(0, most).map(({ text }) => ({
      label: labelOf(text),
      press: { tour: { action: 'ask', subject: mark, language, question: markOf(text) } },
    }));
  }
  const distinct = [...new Map(topics.map(({ key, title }) => [key, labelOf(title)]))];
  return distinct
    .filter(([, label]) => label !== '')
    .slice(0, most)
    .map(([key, label]) => ({ label, press: { tour: { action: 'look', language, key } } }));
}

/** The subjects that there are, for somebody who asked about another. */
export function unknownSubjectView(typed: string, names: readonly string[], phrases: Phrases): View {
  const say = phrases.about;
  const shown = escapeWithin(oneLine(names.join(', ')), 1_000);
  const content =
    names.length === 0 ? say.none : `${say.unknown(escapeWithin(oneLine(typed), NAME))}\n${say.known(shown)}`;
  return viewOf(ACCENT.none, [{ content }]);
}

/** A card as a picture. */
export function pictureView({ png, alt }: Picture, { asker, hidden }: CardOwner, phrases: Phrases): View {
  const description = cut(withoutControls(alt), ALT);
  const gallery = new MediaGalleryBuilder({
    items: [{ media: { url: `attachment://${FILE}` }, description }],
  });
  const remove: Button = { label: phrases.discord.buttons.delete, press: { action: 'delete', asker } };
  const below = hidden ? [] : viewOf(ACCENT.topic, [], [[remove]]).components;
  return { components: [gallery.toJSON(), ...below], files: [{ attachment: png, name: FILE, description }] };
}

function headOf({ subject, definition }: Card, phrases: Phrases): string {
  const say = phrases.about;
  const name = escapeWithin(oneLine(subject.name), NAME);
  const aliases = escapeWithin(oneLine(subject.aliases.join(', ')), ALIASES);
  return [
    ...(name === '' ? [] : [`### ${name}`]),
    ...(aliases === '' ? [] : [`-# ${say.alsoNamed(aliases)}`]),
    ...(definition === null
      ? [`-# ${say.noDefinition}`]
      : [quoted(definition), sourceOf(definition, phrases)]),
  ].join('\n');
}

/** The first facts, each with its source; sentences of one source and date that stand together have it once. */
function factsOf({ facts }: Card, most: number, phrases: Phrases): string[] {
  const shown = facts.slice(0, most);
  const lines = shown.map((fact, i) => {
    const next = shown[i + 1];
    const isShared = next !== undefined && haveOneSource(fact, next) && fact.document === next.document;
    return isShared ? quoted(fact) : `${quoted(fact)}\n${sourceOf(fact, phrases)}`;
  });
  const kept: string[] = [];
  // Five long sentences with their sources may be more than a message holds beside the rest.
  for (const line of lines) if (sizeOf([...kept, line].join('\n')) <= MESSAGE_TEXT - 1_800) kept.push(line);
  return kept.length === 0 ? [] : [kept.join('\n')];
}

function quoted({ sentence }: Fact): string {
  return `> ${escapeWithin(oneLine(sentence), SENTENCE)}`;
}

function sourceOf({ source }: Fact, phrases: Phrases): string {
  return `-# ${titleOf(source, phrases)}${BETWEEN}${dateOf(source, phrases)}`;
}
