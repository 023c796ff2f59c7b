import type { Language } from '../corpus/document.js';
import { counter } from './count.js';

const count = counter('en');

/** What Discord shows, in English. Labels of buttons: at most 80 characters, of which a phone shows about 38. */
export const discordEn = {
  buttons: {
    previous: 'Previous',
    next: 'Next',
    more: (page: number, pages: number) => `More passages ${page}/${pages}`,
    only: { fr: 'French only', en: 'English only' } as Readonly<Record<Language, string>>,
    both: 'Both languages',
    readOn: 'Read on',
    readOnIn: { fr: 'Read on in French', en: 'Read on in English' } as Readonly<Record<Language, string>>,
    share: 'Share',
    delete: 'Delete',
  },
  sharedBy: (whom: string) => `Shared by ${whom}`,
  /** Text of a link beside a title that cannot be one itself. */
  link: 'link',
  part: (part: number, parts: number) => `part ${part} of ${parts}`,
  sources: (n: number) => `Sources: ${count(n, 'document', 'documents')}`,
  inBoth: 'in both languages',
  noSources: 'No document has been loaded.',

  help: {
    title: 'Answers that are quotes',
    what: 'Ask in English or in French. You get passages of the corpus, word for word, in both languages, with their source and their date. Nothing is rephrased; when nothing is found, you are told so.',
    ways: [
      '**/ask** (in French **/demander**): ask a question; **private** shows the answer to you only.',
      '**/start** (**/visite**): a short tour. **/about** (**/fiche**): what the corpus says of a subject first.',
      '**/fact** (**/fait**): look up a topic.',
      '**/sources**: the documents, with their dates and links. **/quiz**: sentences of theirs with words left out.',
      '**/help** (**/aide**): this help. **/privacy** (**/confidentialité**): what is kept of you.',
      '**Answer with a quote** (**Répondre par une citation**): in the Apps menu of anybody’s message.',
      'Or mention the bot, reply to it, or write to it in a direct message. A follow-up such as “and in 2012?” is understood.',
    ],
    answers:
      'Under an answer: more passages, one language or both, and **Delete** for whoever asked and for moderators. Where a server has a team: 👍, 👎, and **Ask the team** about what was not found.',
    privacy:
      'Questions are answered and forgotten, unless whoever runs this bot has chosen to log them, or you send one to the team.',
  },

  notices: {
    rateLimited: (when: string) => `That is a lot of questions. Please ask again ${when}.`,
    busy: 'Many people are asking right now. Please ask again in a minute.',
    loading: 'The corpus is being loaded. Please ask again in a minute.',
    closing: 'The bot is restarting. Please ask again in a minute.',
    failed: 'Something went wrong, and this could not be answered. Please ask again.',
    outdated: 'This answer is from an earlier version of the corpus or of the bot. Please ask again.',
    unknownTopic: 'There is no such topic. Begin to type, and choose one from the list.',
    unreadable: 'There is no text to answer in this message. Write your question, or use **/ask**.',
    hidden: (mention: string) =>
      `Discord does not show the bot what this message says. Mention ${mention} in your question, or use **/ask**.`,
    forbidden: 'The bot may not write here. Ask a moderator to let it send messages in this channel.',
    notYours: 'Only the person who asked, or a moderator, can delete this.',
    shared: 'The answer is now shown to everyone here.',
  },
};

export type DiscordPhrases = typeof discordEn;
