import type { Phrases } from '../../i18n/en.js';
import type { ReplyState } from '../custom-id.js';
import { escapeWithin, oneLine } from '../markdown.js';
import { takeButton } from './tour.js';
import { ACCENT, type View, viewOf } from './view.js';

/** Of a message's room, what an example takes, once escaped. */
const EXAMPLE = 200;
/** Examples shown. */
const EXAMPLES = 5;

/** Subjects named in the help, and of a message's room what they take, once escaped. */
const SUBJECTS = 8;
const NAMES = 400;

/** What is answered from. */
export interface CorpusContent {
  /** Names of its subjects, the main ones first. */
  readonly subjects: readonly string[];
  readonly counts: { readonly documents: number; readonly passages: number; readonly pairs: number };
  /** The day on which it was last read, `YYYY-MM-DD`. */
  readonly readOn: string;
}

/** To whom help is given. */
export interface HelpContent extends Pick<ReplyState, 'asker'> {
  /** Whether only the asker sees it. Default false. */
  readonly hidden?: boolean;
  /** Headings of the corpus, or questions, in the interface's language. */
  readonly examples?: readonly string[];
  /** Null while it is being loaded. */
  readonly corpus?: CorpusContent | null;
}

/** What can be done here: the commands, the other ways to ask, what is kept. */
export function helpView(content: HelpContent, phrases: Phrases): View {
  const { title, what, ways, answers, privacy } = phrases.discord.help;
  const texts = [
    `### ${title}\n${what}`,
    ways.map((way) => `- ${way}`).join('\n'),
    answers,
    ...examplesOf(content, phrases),
    ...corpusOf(content, phrases),
    `-# ${privacy}`,
  ];
  return helpful(texts, content, phrases);
}

/** How a greeting, or thanks, are met: how to ask, with examples. */
export function chatterView(content: HelpContent, phrases: Phrases): View {
  return helpful([phrases.answer.chatter, ...examplesOf(content, phrases)], content, phrases);
}

/** How a message without a question is met: how to ask, with examples. */
export function emptyView(content: HelpContent, phrases: Phrases): View {
  const { empty, howToAsk } = phrases.answer;
  return helpful([`${empty} ${howToAsk}`, ...examplesOf(content, phrases)], content, phrases);
}

function examplesOf({ examples = [] }: HelpContent, phrases: Phrases): string[] {
  const { examples: introduction, example } = phrases.answer;
  const questions = examples
    .map(oneLine)
    .filter((topic) => topic !== '')
    .slice(0, EXAMPLES)
    .map((topic) => {
      const shown = escapeWithin(topic, EXAMPLE);
      return `- ${/\?$/.test(topic) ? shown : example(shown)}`;
    });
  return questions.length === 0 ? [] : [[introduction, ...questions].join('\n')];
}

function corpusOf({ corpus = null }: HelpContent, { index }: Phrases): string[] {
  if (corpus === null) return [];
  const names = escapeWithin(oneLine(corpus.subjects.slice(0, SUBJECTS).join(', ')), NAMES);
  return [index.about(names, index.summary(corpus.counts), corpus.readOn)];
}

function helpful(texts: readonly string[], { asker, hidden = false }: HelpContent, phrases: Phrases): View {
  return viewOf(
    ACCENT.none,
    texts.map((content) => ({ content })),
    [
      [
        takeButton(phrases),
        ...(hidden
          ? []
          : [{ label: phrases.discord.buttons.delete, press: { action: 'delete', asker } } as const]),
      ],
    ],
  );
}
