import type { Phrases } from '../../i18n/en.js';
import type { Topic } from '../../search/answer.js';
import { legible } from '../../search/clean.js';
import type { ReplyState } from '../custom-id.js';
import { escapedHead, unescapeMarkdown } from '../markdown.js';
import { askButton, type Reply, replyView } from './reply.js';
import { BETWEEN } from './source.js';
import { topicButtons } from './topic.js';
import { ACCENT, type Text, textWith, type View, viewOf } from './view.js';

/** Ids of the paragraphs that a reply's question is read back from. */
const QUESTION_ID = 1001;
const UNDERSTOOD_ID = 1002;

/** Of a message's room, what a question takes, once escaped; as asked, where it is also said as understood. */
const QUESTION = 1100;
const ASKED = 250;

/** A question as asked, and as understood. */
export interface AskedQuestion {
  /** Null when it is not known (any more). */
  readonly question: string | null;
  /** The question as completed or corrected, when it was. */
  readonly understoodAs: string | null;
}

/** What an answer shows. */
export interface AnswerContent extends AskedQuestion, Reply {}

/** One passage that answers a question, with its counterpart, sources and buttons. */
export function answerView({ question, understoodAs, ...reply }: AnswerContent, phrases: Phrases): View {
  const { state, pages } = reply;
  const head = [
    ...questionTexts({ question, understoodAs }, phrases),
    { content: headingOf(state, pages, phrases) },
  ];
  return replyView(ACCENT[state.verdict], head, reply, phrases);
}

function headingOf({ page, verdict }: ReplyState, pages: number, phrases: Phrases): string {
  if (page > 0) return `### ${phrases.answer.others}${BETWEEN}${page + 1}/${pages}`;
  return verdict === 'unsure' ? `### ${phrases.answer.unsure}` : `-# ${phrases.answer.answered}`;
}

/** What is shown of a question that the corpus does not answer. */
export interface UnansweredContent extends AskedQuestion, Pick<ReplyState, 'asker' | 'language' | 'hidden'> {
  /** The nearest topics; five at most are shown. */
  readonly topics: readonly Pick<Topic, 'key' | 'title'>[];
  /** Whether there is a team to send the question to. Default false. */
  readonly hasTeam?: boolean;
}

/** That the corpus does not say, the nearest topics as buttons, and how to ask. */
export function unansweredView({ topics, ...content }: UnansweredContent, phrases: Phrases): View {
  const { asker, hidden, hasTeam = false } = content;
  const buttons = topicButtons(topics, content);
  const texts = [
    ...questionTexts(content, phrases),
    { content: `### ${phrases.answer.unanswered}\n${phrases.answer.howToAsk}` },
    ...(buttons.length === 0 ? [] : [{ content: `-# ${phrases.answer.topics}` }]),
  ];
  return viewOf(ACCENT.none, texts, [
    buttons,
    [
      ...(hasTeam ? [askButton(phrases)] : []),
      ...(hidden
        ? []
        : [{ label: phrases.discord.buttons.delete, press: { action: 'delete', asker } } as const]),
    ],
  ]);
}

/** The question in bold, on one line, and below it in small print what it was understood as. */
function questionTexts({ question, understoodAs }: AskedQuestion, phrases: Phrases): Text[] {
  const texts: Text[] = [];
  const asked = question === null ? '' : bold(legible(question), understoodAs === null ? QUESTION : ASKED);
  if (asked !== '') texts.push({ id: QUESTION_ID, content: asked });
  const understood = understoodAs === null ? '' : bold(legible(understoodAs), QUESTION);
  if (understood !== '') {
    texts.push({ id: UNDERSTOOD_ID, content: `-# ${phrases.answer.understoodAs(understood)}` });
  }
  return texts;
}

/** The `…` of a question that is cut stands outside the bold: that is how it is told from one of the question's own. */
function bold(question: string, most: number): string {
  const { content, isCut } = escapedHead(question, most);
  if (content === '') return '';
  return isCut ? `**${content}**…` : `**${content}**`;
}

/**
 * What a reply shows of the question it answers, read back from its components (as Discord's JSON): what
 * `cleanQuestion` makes of it, with `…` where the reply does not show all of it.
 */
export function askedIn(components: readonly unknown[]): AskedQuestion {
  const read = (id: number): string | null => {
    const shown = shownAs(id, components);
    return shown === null ? null : `${shown.text}${shown.isCut ? '…' : ''}`;
  };
  return { question: read(QUESTION_ID), understoodAs: read(UNDERSTOOD_ID) };
}

/** The question that a reply answers, as it was understood. Null when the reply shows none, or not all of it. */
export function questionOf(components: readonly unknown[]): string | null {
  const shown = shownAs(UNDERSTOOD_ID, components) ?? shownAs(QUESTION_ID, components);
  return shown === null || shown.isCut ? null : shown.text;
}

/** What a paragraph of a reply shows in bold, up to its end or to the `…` of a cut. */
function shownAs(id: number, components: readonly unknown[]): { text: string; isCut: boolean } | null {
  const [, words, cut] = /\*\*(.+)\*\*(…?)$/su.exec(textWith(id, components) ?? '') ?? [];
  return words === undefined ? null : { text: unescapeMarkdown(words), isCut: cut !== '' };
}
