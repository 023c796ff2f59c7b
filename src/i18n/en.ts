import type { Language, ProblemCode, Source } from '../corpus/document.js';
import type { FrontMatterReason } from '../corpus/formats/front-matter.js';
import type { UnreadableReason } from '../corpus/outline.js';
import type { FailureCode, FailureDetails } from '../failure.js';
import type { Notice } from '../index/build.js';
import { commandsEn } from './commands-en.js';
import { corpusEn } from './corpus-en.js';
import { counter, decimal, isRough, writtenDate } from './count.js';
import { because, type Described, detail, systemReason } from './details.js';
import { discordEn } from './discord-en.js';
import { doctorEn, settingsEn } from './doctor-en.js';
import { evaluateEn } from './evaluate-en.js';
import { machineFailuresEn, machinesEn } from './machines-en.js';
import { quizEn } from './quiz-en.js';
import { teamEn } from './team-en.js';
import { aboutEn, tourEn } from './tour-en.js';
import { webEn } from './web-en.js';

type FailurePhrases = { readonly [C in FailureCode]: (details: FailureDetails[C]) => string };

const count = counter('en');
const languages: Readonly<Record<Language, string>> = { fr: 'French', en: 'English' };

/** `in February 2010`, `on 3 February 2010`. */
function whenRead(date: string): string {
  return `${/^\d{4}-\d{2}-\d{2}$/.test(date) ? 'on' : 'in'} ${writtenDate(date, 'en')}`;
}

const unreadable: Described<UnreadableReason> = {
  missing: () => 'it is gone, or a link that leads nowhere',
  permission: () => 'permission denied; give yourself the right to read it',
  'not-a-file': () => 'it is no regular file',
  io: (d) => `the disk says ${detail(d, 'message')}`,
  'too-large': (d) => `it is larger than ${detail(d, 'limit')} MB; split it`,
  binary: () => 'it is not text; save it as UTF-8 text',
  misnamed: () => 'it is not of the format that its name says; save it again in that format',
  'too-large-unpacked': () => 'it would unpack to far more than it weighs; it is left alone',
  'out-of-time': (d) =>
    `it takes more than ${detail(d, 'seconds')} seconds to read; split it, or save it in another format`,
  'out-of-memory': () => 'it takes too much memory to read; split it, or save it in another format',
  encrypted: () => 'it asks for a password; save it without one',
  'dynamic-form': () => 'it is a form that only Adobe’s program shows (XFA); print it to a PDF from there',
  'no-text': () => 'its pages are pictures without text; run character recognition on it first',
  broken: (d) => `it is damaged (${detail(d, 'message')}); save it anew`,
};

/** What the system says when it refuses a file or a connection. */
const systemWords = {
  ENOENT: 'there is no such file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  EILSEQ: 'it is not text; save it as UTF-8',
  ENODATA: 'it is empty',
  ENOSPC: 'the disk is full',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is no folder',
  EEXIST: 'a file of that name is in the way',
  EMFILE: 'too many files are open',
  EADDRINUSE: 'another program uses this port',
  EADDRNOTAVAIL: 'this machine has no such address',
  ENOTFOUND: 'there is no host of that name',
  ECONNREFUSED: 'the connection is refused',
  ECONNRESET: 'the connection was broken off',
  ETIMEDOUT: 'no answer in time',
  EPROTO: 'what answers there is not Discord',
};
const system = (reason: string): string => systemReason(systemWords, reason);

const frontMatter: Described<FrontMatterReason> = {
  unclosed: () => 'the line that closes it, of --- or +++, is missing',
  'broken-yaml': (d) => `it is not YAML (${detail(d, 'message')})`,
  'broken-toml': (d) => `it is not TOML (${detail(d, 'message')})`,
  'unknown-key': (d) => `unknown key ${detail(d, 'key')}`,
  'bad-value': (d) => `${detail(d, 'key')} has a value that will not do`,
};

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

  failures: {
    ...machineFailuresEn(system),
    'corpus-missing': (d) => `There is no corpus folder at ${d.folder}. Name one with --corpus DIR.`,
    'corpus-unreadable': (d) => `The corpus folder ${d.folder} cannot be opened: ${system(d.reason)}`,
    'corpus-empty': (d) =>
      `The corpus folder ${d.folder} holds no passage. Put .md, .txt, .html, .docx, .pdf or other documents in it.`,
    'model-missing': (d) =>
      `The model ${d.model} lacks ${d.file}. Check the folder, or fetch a model of the hub with “verbatim model pull --model NAME”.`,
    'model-offline': (d) =>
      `The model ${d.model} is not here, and ${d.host} cannot be reached. Check the network, or fetch the model elsewhere and copy its folder.`,
    'model-not-found': (d) => `The hub has no ${d.file} for the model ${d.model}. Check its name.`,
    'model-forbidden': (d) => `The hub refuses ${d.file} of the model ${d.model}: it is private or gated.`,
    'model-cache': (d) => `The model ${d.model} cannot be stored in ${d.folder}: ${system(d.reason)}`,
    'model-broken': (d) =>
      `The model ${d.model} cannot be loaded: ${d.reason}. Delete its folder and fetch it again.`,
    'addon-missing': (d) => doctorEn.addonBroken(d.reason, true),
    'picture-unavailable': (d) =>
      `Pictures cannot be drawn here: the library @napi-rs/canvas does not load (${d.reason}). Everything else works.`,
    'index-unwritable': (d) => `The index cannot be written in ${d.folder}: ${system(d.reason)}`,
    'quote-mismatch': (d) =>
      `A quote of ${d.document} (${d.start}–${d.end}) is not what stands in it, so it is not shown. Run “verbatim index --force”.`,
    'config-invalid': (d) => `Settings that cannot be used (setting: what is allowed):\n${d.problems}`,
    'file-unreadable': (d) => `The file ${d.file} cannot be read: ${system(d.reason)}`,
    'file-unwritable': (d) => `The file ${d.file} cannot be written: ${system(d.reason)}`,
    'questions-malformed': (d) =>
      `${d.file}:${d.line} is no question with the passage that answers it. Mend the line, or take it out.`,
    'history-unwritable': (d) =>
      `The history of the corpus cannot be kept or read in ${d.folder}: ${system(d.reason)}. Nothing was changed.`,
    'store-unwritable': (d) =>
      `What people send to the team cannot be kept in ${d.folder}: ${system(d.reason)}. Name a folder that may be written as STATE.`,
    'store-locked': (d) =>
      `The database ${d.file} is in use by another program that keeps it for itself. Nothing was changed; try again in a moment.`,
    'store-full': (d) => `There is no room left on the disk of the database ${d.file}. Nothing was changed.`,
    'store-corrupt': (d) =>
      `The database ${d.file} is damaged. Put a backup (“verbatim backup”) in its place, or move it away to begin anew.`,
    'store-newer': (d) =>
      `The database ${d.file} is of a later version of Verbatim. Run that version, or put an earlier backup in its place.`,
    'discord-token-missing': (d) =>
      `No bot token. At https://discord.com/developers/applications choose your application, then Bot, then Reset Token, and put the token in ${d.file} as DISCORD_TOKEN=…\nWithout a token, “verbatim chat” (in a copy of the repository “npm run chat”) answers the same questions in this terminal.`,
    'discord-token-malformed': () =>
      'DISCORD_TOKEN is not a bot token: that is three parts with dots between them, and neither the client secret nor the public key. Copy it again from https://discord.com/developers/applications (Bot, Reset Token).',
    'discord-token-refused': () =>
      'Discord refuses the token in DISCORD_TOKEN: it is wrong or was reset. Get a new one at https://discord.com/developers/applications (Bot, Reset Token).',
    'discord-client-id': (d) =>
      `DISCORD_CLIENT_ID is ${d.given}, but the token belongs to the application ${d.actual}. Correct one of them, or leave DISCORD_CLIENT_ID out.`,
    'discord-guild': (d) =>
      `The bot cannot reach the server ${d.guild}. Check DISCORD_GUILD_ID, and that the bot was added to that server.`,
    'discord-intents': (d) =>
      `Discord refuses the gateway intents (code ${d.code}). Verbatim asks for no privileged one: check at https://discord.com/developers/applications that the application is not restricted, and that this copy of Verbatim is unchanged.`,
    'discord-closed': (d) =>
      `Discord has ended the connection for good (code ${d.code}). Look the code up at https://discord.com/developers/docs/topics/opcodes-and-status-codes, and see whether there is a newer version of Verbatim.`,
    'discord-unreachable': (d) =>
      `Discord cannot be reached at ${d.address}: ${system(d.reason)}. Check the network, and DISCORD_API_URL if you have set it.`,
    'questions-full': () => 'Too many questions at once. Ask again in a few seconds, please.',
    'questions-closed': () => 'Verbatim is restarting. Ask again in a minute, please.',
    'discord-refused': (d) => `Discord refuses: ${d.reason}`,
    'discord-wait': (d) =>
      `Discord takes no more of this for now. Try again in ${count(d.minutes, 'minute', 'minutes')}.`,
    'status-port': (d) =>
      `The status page cannot listen at ${d.host}, port ${d.port}: ${system(d.reason)}. Change STATUS_HOST or STATUS_PORT, or leave STATUS_PORT out.`,
    'web-port': (d) =>
      `The web page cannot be served at ${d.host}, port ${d.port}: ${system(d.reason)}. Choose others with --host and --port.`,
    'web-token-missing': (d) =>
      `Served at ${d.host}, the web page is open to other machines, and no token guards it. Put WEB_TOKEN=… (16 characters or more) in ${d.file}, or leave --host out.`,
  } satisfies FailurePhrases as FailurePhrases,
  unexpected: (reason: string) => `Something unforeseen went wrong: ${reason}`,

  severity: { error: 'error', warning: 'warning' },
  problems: {
    unreadable: (d) => `cannot be read: ${because(unreadable, d)}`,
    empty: () => 'has no text',
    'bad-bytes': () =>
      'has bytes here that its encoding does not know: the characters that stand for them may be wrong; save the file as UTF-8',
    'rows-left-out': (d) =>
      `has more rows than are read: only the first ${d['read']} are; split it, or keep the rows that people ask about`,
    draft: () => 'says that it is not published (draft, published or unlisted in its front matter): left out',
    'notes-left-out': (d) =>
      `speaker’s notes that are not read: ${detail(d, 'count')}; write what may be quoted on the slides`,
    'attachments-left-out': (d) =>
      `attachments that are not read: ${detail(d, 'count')}; save them beside the message`,
    'words-left-out': (d) =>
      `holds what is not read (${detail(d, 'element')}); compare with “verbatim corpus show”`,
    'page-cut': (d) =>
      `page ${detail(d, 'page')} has more than ${detail(d, 'read')} characters, and those beyond are not read; spread it over several pages, or save it as .csv`,
    'pages-left-out': (d) => `pages read: ${detail(d, 'read')} of ${detail(d, 'pages')}`,
    'front-matter': (d) => `front matter: ${because(frontMatter, d)}`,
    'missing-counterpart': (d) => `its counterpart ${detail(d, 'expected')} is missing`,
    'anchor-mismatch': (d) =>
      `#${detail(d, 'anchor')} has no section of that name in ${detail(d, 'counterpart')}`,
    'anchor-missing': (d) => `the heading “${detail(d, 'heading')}” has no {#anchor}`,
    'anchor-duplicate': (d) => `the anchor #${detail(d, 'anchor')} stands twice in this file`,
    'paragraph-mismatch': (d) =>
      `#${detail(d, 'anchor')} has ${detail(d, 'here')} paragraphs here and ${detail(d, 'there')} in the other language`,
    duplicate: (d) => `the same passage stands at ${detail(d, 'other')}`,
    'near-duplicate': (d) => `nearly the same passage stands at ${detail(d, 'other')}`,
    'too-long': (d) => `too long a passage: ${detail(d, 'sentences')} sentences, ${detail(d, 'words')} words`,
    'no-source': () => 'names no source',
    'no-date': () => 'has no date (asOf)',
    'not-in-copy': (d) => `is said to be quoted, and does not stand in the copy ${detail(d, 'copy')}`,
    'copy-unreadable': (d) =>
      `the copy ${detail(d, 'copy')} cannot be read: give its path from this file, inside the corpus folder`,
    'subject-unpresented': (d) =>
      `no page in this language presents the subject “${detail(d, 'subject')}” (give one its kind)`,
    'subject-repeated': (d) =>
      `the name “${detail(d, 'name')}” stands for another subject too, which ${detail(d, 'other')} presents`,
    'alias-common': (d) =>
      `the alias “${detail(d, 'alias')}” is a common word: questions that only hold the word would be taken for questions about the subject`,
    'unknown-language': () => 'neither French nor English',
    'link-loop': () => 'a link that leads back to a folder above it; not followed',
    unsupported: (d) =>
      `files of the format ${detail(d, 'format')} are not read; save it as .docx, .xlsx, .pptx, .html, .md or .pdf`,
  } satisfies Described<ProblemCode> as Described<ProblemCode>,

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
      `The index cannot be kept in ${detail(d, 'folder')} (${system(detail(d, 'reason'))}): it will be built again next time.`,
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
      `Discord cannot be reached at ${address} (${system(reason)}); trying again in ${count(seconds, 'second', 'seconds')}.`,
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

  usage: {
    titles: {
      'Usage:': 'Usage:',
      'Arguments:': 'Arguments:',
      'Options:': 'Options:',
      'Global Options:': 'Options of every command:',
      'Commands:': 'Commands:',
    } as Readonly<Record<string, string>>,
    examples: 'Examples:',
    command: '[options] [command]',
    exitCodes: {
      title: 'Exit status:',
      meanings: {
        0: 'answered, or only the closest passages',
        1: 'something failed',
        2: 'the command line makes no sense',
        3: 'it was not found in the documents',
      },
    },
    error: (message: string) => `error: ${message}`,
    seeHelp: 'See “verbatim --help”.',
    unknownOption: (option: string) => `unknown option ${option}`,
    unknownCommand: (command: string) => `unknown command ${command}`,
    missingArgument: (name: string) => `the argument ${name} is missing`,
    optionMissingArgument: (option: string) => `the option ${option} needs a value`,
    excessArguments: 'too many arguments',
    invalidArgument: (option: string, value: string, expected: string) =>
      `“${value}” will not do for ${option}: ${expected}`,
    didYouMean: (names: string) => `Did you mean ${names}?`,
    limitExpected: (most: number) => `a whole number from 1 to ${most}`,
    languageExpected: 'fr or en',
    notEmpty: 'it is empty',
    batchAndQuestion: 'a question and --batch exclude each other',
  },

  help: {
    program:
      'Ask a question in French or English: passages of the corpus answer, word for word, in both languages, with their source and their date.',
    ask: 'answer one question, or a file of them',
    askLong:
      'Answers a question by quoting the corpus. Without a question, it is read from standard input when that is a pipe.',
    question: 'the question; quotes around it are not needed',
    json: 'one JSON object a line',
    batch: 'answer every line of <file> (- for standard input), in order',
    limit: 'most passages to quote (3 unless told)',
    about: 'show what the corpus says of a subject first: its card',
    subject: 'the subject, by its name or another name of it',
    picture: 'draw the card into <file> as well, a PNG of 1200 × 630 pixels',
    chat: 'ask one question after another; follow-ups are understood',
    index: 'build the index ahead of the first question',
    watch: 'stay, and rebuild whenever the corpus changes',
    force: 'build it anew even when nothing has changed',
    corpus: 'look after the corpus',
    check: 'tell what was read of each file, and what is to be mended, as file:line: severity: message',
    show: 'print the passages of a file as they are searched and quoted',
    fileArgument: 'the file, as “corpus check” names it, or its path',
    model: 'look after the embedding model',
    pull: 'fetch the model from its hub, once, so that no question waits for it',
    report: 'tell what people sent to their team, what became of it, and what they think of answers',
    since: 'from when on: 30d (unless told), or a day as 2026-03-01',
    reportJson: 'as one JSON object',
    reportCsv: 'as CSV, one line a question or vote',
    reportMarkdown: 'as Markdown',
    evaluate:
      'ask the questions of the corpus’s own questions.jsonl, and tell how many are met with the right passage',
    backup: 'copy the database of what people send to the team into a new file',
    backupArgument:
      'the file to write; put in the place of verbatim.db while the bot is stopped, it restores it',
    doctor: 'check that everything Verbatim needs is there and works',
    corpusOption: 'folder of the corpus',
    indexOption: 'folder of the index',
    langOption: 'language of the interface and of the answers (fr or en)',
    plainOption: 'no columns and no marks: for screen readers',
    modelOption: 'embedding model: a folder, or a name on the hub',
    helpOption: 'show this help',
    helpCommand: 'show the help of a command',
    versionOption: 'show the version',
    examples: {
      program: [
        'verbatim ask "Who founded Groupe SOS?"',
        'verbatim chat --lang fr',
        'verbatim ask --corpus ~/notes "What was decided in May?"',
      ],
      ask: [
        'verbatim ask "Who founded Groupe SOS?"',
        'verbatim ask --json --limit 1 "How many employees does Groupe SOS have?"',
        'verbatim ask --batch questions.txt --json > answers.jsonl',
      ],
      about: ['verbatim about Ashoka', 'verbatim about "Groupe SOS" --picture groupe-sos.png'],
      report: ['verbatim report', 'verbatim report --since 90d --csv > report.csv'],
      index: ['verbatim index', 'verbatim index --corpus ~/notes --watch'],
      model: ['verbatim model pull --model Xenova/multilingual-e5-small'],
      check: ['verbatim corpus check --corpus ~/notes'],
      show: ['verbatim corpus show --corpus ~/notes minutes.docx'],
    },
  },
};

/** Everything Verbatim says of its own accord. A language that lacks a phrase does not compile. */
export type Phrases = typeof en;
