import { counter } from './count.js';

const count = counter('en');

/** What the web page shows, and what its operator is told, in English. */
export const webEn = {
  title: 'Verbatim',
  heading: 'Ask the documents',
  what: 'Ask in English or in French. Passages of the corpus answer, word for word, in both languages, with their source and their date. Nothing is rephrased; when nothing is found, you are told so.',
  question: 'Your question',
  ask: 'Ask',
  skip: 'Skip to the content',
  language: 'Language',
  languages: { fr: 'Français', en: 'English' },
  isCited: 'Quoted passage',
  permalink: 'Link to this passage, in its section',
  around: 'The section around it',
  here: 'The passage of this link',
  before: (n: number) => `${count(n, 'passage', 'passages')} before`,
  after: (n: number) => `${count(n, 'passage', 'passages')} after`,
  privacy: 'Questions are answered and forgotten.',

  signIn: {
    title: 'Sign in',
    what: 'This page is for those who have its token. Whoever runs it can give it to you.',
    token: 'Token',
    button: 'Sign in',
    wrong: 'This is not the token. Check that it was copied whole.',
    out: 'Sign out',
  },

  again: (seconds: number) => `Please ask again in ${count(seconds, 'second', 'seconds')}.`,
  /** What went wrong with a request, as a title. */
  troubles: {
    rate: 'That is a lot of questions',
    busy: 'Many people are asking right now',
    loading: 'The corpus is being loaded',
    closing: 'Verbatim is restarting',
    'not-found': 'There is no such page',
    'no-passage': 'This passage is no longer there',
    'too-large': 'That is too long',
    'not-json': 'This is not JSON',
    invalid: 'This request makes no sense here',
    host: 'This is not the address of this page',
    'signed-out': 'Not signed in',
    failed: 'Something went wrong',
  } satisfies Record<Trouble, string> as Readonly<Record<Trouble, string>>,
  /** What to do about those that waiting does not mend. */
  advice: {
    'not-found': 'Check the address, or ask a question.',
    'no-passage': 'The corpus has changed since this link was made. Ask your question again.',
    'too-large': 'Shorten your question, please.',
    'not-json': 'Send a JSON object in UTF-8, as application/json.',
    invalid: 'Send an object with question and, if you like, language (fr or en) and limit (1 to 20).',
    host: 'Without a token it answers to localhost and 127.0.0.1 alone. Open it there, or set WEB_TOKEN.',
    'signed-out': 'Send the token: Authorization: Bearer ….',
    failed: 'This could not be answered, and whoever runs Verbatim was told. Please ask again.',
  } as Readonly<Partial<Record<Trouble, string>>>,

  operator: {
    listening: (address: string) => `Serving at ${address}. Ctrl-C to stop.`,
    ready: (what: string) => `Ready: ${what}`,
    renewed: (what: string) => `The corpus has changed and is answered from: ${what}`,
    notRenewed: (why: string) => `The corpus has changed and cannot be read; the old one stays: ${why}`,
    back: 'Postgres answers again.',
    failed: (why: string) => `A request failed: ${why}`,
    leaving: 'Leaving: questions in flight are answered. Ctrl-C again to leave at once.',
  },

  help: {
    serve: 'open a web page and a JSON API that answer, to this machine alone unless a token guards them',
    port: 'the port (8080 unless told; 0 for any that is free)',
    host: 'the address to listen at (127.0.0.1 unless told); any that other machines reach asks for WEB_TOKEN',
    portExpected: (most: number) => `a whole number from 0 to ${most}`,
    examples: ['verbatim serve', 'verbatim serve --corpus ~/notes --port 8090'],
  },
};

/** What can be wrong with a request. */
export type Trouble =
  | 'rate'
  | 'busy'
  | 'loading'
  | 'closing'
  | 'not-found'
  | 'no-passage'
  | 'too-large'
  | 'not-json'
  | 'invalid'
  | 'host'
  | 'signed-out'
  | 'failed';

export type WebPhrases = typeof webEn;
