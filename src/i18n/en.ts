import type { Language, Source } from '../corpus/document.js';
import type { Notice } from '../index/build.js';
import { commandsEn } from './commands-en.js';
import { corpusEn } from './corpus-en.js';
import { counter, decimal, isRough, writtenDate } from './count.js';
import { type Described, detail } from './details.js';
import { discordEn } from './discord-en.js';
import { doctorEn, settingsEn } from './doctor-en.js';
import { evaluateEn } from './evaluate-en.js';
import { failuresEn, systemEn } from './failures-en.js';
import { machinesEn } from './machines-en.js';
import { problemsEn } from './problems-en.js';
import { quizEn } from './quiz-en.js';
import { teamEn } from './team-en.js';
import { aboutEn, tourEn } from './tour-en.js';
import { helpEn, usageEn } from './usage-en.js';
import { webEn } from './web-en.js';

const count = counter('en');
const languages: Readonly<Record<Language, string>> = { fr: 'French', en: 'English' };

/** `in February 2010`, `on 3 February 2010`. */
function whenRead(date: string): string {
  return `${/^\d{4}-\d{2}-\d{2}$/.test(date) ? 'on' : 'in'} ${writtenDate(date, 'en')}`;
}

/** English. Its type is the list of everything to be said. */
export const en = {
  languages,
  /** As they head a passage. */
  headings: { fr: 'French', en: 'English' } as Readonly<Record<Language, string>>,

  answer: {
    answered: 'Found in the corpus',
    unsure: 'Not sure: these are only the closest passages, and they may not answer',
    unanswered: 'I did not find this in the documents.',
    empty: 'There is no question here.',
    understoodAs: (question: string) => `understood as: ${question}`,
    others: 'Other passages',
    /** For whoever is read to, instead of marks. */
    aloud: {
      span: (words: string) => `Answering words: ${words}`,
      source: (facts: string) => `Source: ${facts}`,
    },
    onlyIn: (language: Language) => `This passage exists in ${languages[language]} only.`,
    asOf: (date: string) => `as of ${isRough(date) ? 'about ' : ''}${writtenDate(date, 'en')}`,
    /** Who is named as the source: for its own words by its name alone, for words written after it by what says so. */
    attribution: (publisher: string, { quoted, read }: Pick<Source, 'quoted' | 'read'>) =>
      `${quoted ? '' : 'after '}${publisher}${read === null ? '' : `, page read ${whenRead(read)}`}`,
    undated: 'undated',
    topics: 'Nearest topics:',
    howToAsk: 'Try a whole question, with a name, a place or a year. French and English both work.',
    chatter: 'Hello! Ask about what the corpus holds: you get its own words back, with their source.',
    examples: 'For instance:',
    example: (topic: string) => `What does the corpus say about “${topic}”?`,
  },

  failures: failuresEn,
  unexpected: (reason: string) => `Something unforeseen went wrong: ${reason}`,

  severity: { error: 'error', warning: 'warning' },
  problems: problemsEn,

  notices: {
    missing: () => 'No index yet: building it.',
    'half-written': (d) => `The index is incomplete (${detail(d, 'file')}): building it anew.`,
    corrupt: (d) => `The index is damaged (${detail(d, 'file')}): building it anew.`,
    foreign: (d) =>
      `The index was made by another ${d['what'] === 'model' ? 'model' : 'version of Verbatim'}: building it anew.`,
    stale: () => 'The corpus has changed: bringing the index up to date.',
    away: (d) =>
      `The Postgres ${detail(d, 'server')} is away: going on with the version of the index at hand.`,
    unwritable: (d) =>
      `The index cannot be kept in ${detail(d, 'folder')} (${systemEn(detail(d, 'reason'))}): it will be built again next time.`,
  } satisfies Described<Notice['state']> as Described<Notice['state']>,
  problemsSeen: (n: number, folder: string) =>
    `${count(n, 'problem', 'problems')} in the corpus: see “verbatim corpus check --corpus ${folder}”.`,
  stages: {
    read: 'Reading the corpus',
    embed: 'Embedding the passages',
    publish: 'Publishing the index',
    fetch: 'Fetching the index',
    vectors: 'Indexing the vectors',
    words: 'Indexing the words',
    write: 'Writing the index',
  },
  downloading: (file: string) => `Fetching ${file}`,
  perSecond: '/s',
  timeLeft: 'left:',

  index: {
    built: (what: string) => `Index built: ${what}`,
    fresh: (what: string) => `Index up to date: ${what}`,
    summary: (s: { documents: number; passages: number; pairs: number }) =>
      `${count(s.documents, 'document', 'documents')}, ${count(s.passages, 'passage', 'passages')}, ${count(s.pairs, 'pair', 'pairs')}`,
    /** What the corpus is about, how large it is, and when it was last read. */
    about: (subjects: string, what: string, read: string) =>
      `${subjects === '' ? '' : `Subjects of the corpus: ${subjects}. `}It holds ${what}, last read on ${writtenDate(read, 'en')}.`,
    took: (seconds: number, passages: number) =>
      `${decimal('en', seconds, 1)} s (${count(passages, 'passage', 'passages')} a second)`,
    watching: (folder: string) => `Watching ${folder}. Ctrl-C to stop.`,
  },

  check: {
    read: (passages: number, languages: Partial<Record<Language, number>>, paired: number) => {
      const inEach = [
        languages.fr ? `${languages.fr} French` : '',
        languages.en ? `${languages.en} English` : '',
      ];
      const parts = [
        ...inEach.filter((part) => part !== ''),
        ...(paired > 0 ? [`${paired} with their counterpart`] : []),
      ];
      return `${count(passages, 'passage', 'passages')} (${parts.join(', ')})`;
    },
    nothing: 'nothing was read',
    mainSubject: (name: string) => `${name} (main)`,
    subjects: (language: Language, names: string, isDeclared: boolean) =>
      `Subjects in ${languages[language]} (${isDeclared ? 'declared' : 'detected: no page declares any'}): ${names}`,
    clean: 'Nothing to mend.',
    summary: (errors: number, warnings: number) =>
      `${count(errors, 'error', 'errors')}, ${count(warnings, 'warning', 'warnings')}`,
  },

  show: {
    unknown: (file: string, folder: string) =>
      `There is no file ${file} that is read in the corpus ${folder}. “verbatim corpus check --corpus ${folder}” lists those there are.`,
  },

  model: { ready: (id: string) => `The model ${id} is ready.` },

  report: {
    since: (day: string) => `Since ${writtenDate(day, 'en')}`,
    questions: 'Questions sent to a team',
    states: {
      open: 'open',
      answered: 'answered with a page',
      documented: 'already documented',
      declined: 'not for the team',
      solved: 'solved otherwise',
    },
    up: 'Votes up',
    down: 'Votes down',
    pages: 'Answers published',
    weeks: 'Questions by week',
    open: 'Open questions',
    sinceExpected: 'a number of days, as 30d, or a day, as 2026-03-01',
    oneFormat: '--json, --csv and --markdown exclude each other',
  },

  backup: {
    written: (file: string) => `Backup written: ${file}`,
    nothing: (folder: string) => `Nothing is kept in ${folder} yet.`,
  },

  settings: settingsEn,
  doctor: doctorEn,

  chat: {
    prompt: 'Question> ',
    welcome: 'Ask in French or English. /help for help, Ctrl-D to leave.',
    help: [
      'Type a question; the next one may refer to it (“and in 2012?”).',
      '/more     more passages for the last question',
      '/sources  the documents, with dates, links and numbers of passages',
      '/help     this help',
      '/quit     leave (also Ctrl-D, or Ctrl-C twice)',
    ],
    unknown: (command: string) => `There is no ${command}. /help lists what there is.`,
    noMore: 'There is no more.',
    leaveHint: 'Ctrl-C again to leave.',
    passages: (n: number) => count(n, 'passage', 'passages'),
  },

  bot: {
    loggedIn: (name: string, servers: readonly string[]) =>
      servers.length === 0
        ? `Logged in as ${name}, in no server yet.`
        : `Logged in as ${name}, in ${count(servers.length, 'server', 'servers')}: ${servers.join(', ')}`,
    loaded: (what: string, model: string) => `Loaded ${what}; model ${model}`,
    ready: 'Ready: people may ask. Ctrl-C to stop.',
    unreachable: (address: string, reason: string, seconds: number) =>
      `Discord cannot be reached at ${address} (${systemEn(reason)}); trying again in ${count(seconds, 'second', 'seconds')}.`,
    leaving:
      'Leaving: no more questions are taken, those in flight are answered. Ctrl-C again to leave at once.',
    status: (address: string) => `Status at ${address}: /healthz, /readyz, /metrics`,
  },
  discord: discordEn,
  team: teamEn,
  corpus: corpusEn,
  evaluate: evaluateEn,
  machines: machinesEn,
  web: webEn,
  quiz: quizEn,
  about: aboutEn,
  tour: tourEn,
  commands: commandsEn,

  usage: usageEn,
  help: helpEn,
};

/** Everything Verbatim says of its own accord. A language that lacks a phrase does not compile. */
export type Phrases = typeof en;
