import { counter } from './count.js';

const count = counter('en');

/** How many commands were written, each way. */
export interface Written {
  readonly created: number;
  readonly changed: number;
  readonly removed: number;
}

/**
 * Names and descriptions of the commands on Discord, and what deploying them says, in English. Names of
 * slash commands and of their options: at most 32 characters, lower case, no space. Descriptions: at
 * most 100 characters.
 */
export const commandsEn = {
  ask: {
    name: 'ask',
    description: 'Ask a question: passages of the corpus answer, word for word, in English and French',
    question: { name: 'question', description: 'Your question, in English or in French' },
    language: { name: 'language', description: 'Language to quote first (that of the question unless told)' },
    private: { name: 'private', description: 'Show the answer to you only' },
  },
  fact: {
    name: 'fact',
    description: 'Look up a topic of the corpus',
    topic: { name: 'topic', description: 'Begin to type, then choose from the list' },
    private: { name: 'private', description: 'Show the passage to you only' },
  },
  about: {
    name: 'about',
    description: 'What the corpus says of a subject first: what it is, facts with their sources',
    subject: { name: 'subject', description: 'Begin to type, then choose from the list' },
    private: { name: 'private', description: 'Show the card to you only' },
  },
  start: { name: 'start', description: 'A short tour: what this is about, and how to ask' },
  sources: {
    name: 'sources',
    description: 'The documents that answers are quoted from, with their dates and links',
  },
  help: { name: 'help', description: 'What you can ask here, and how' },
  quiz: {
    name: 'quiz',
    description: 'Five sentences of the corpus with words left out: which ones?',
    remind: {
      name: 'remind',
      description: 'Bring questions back when you may be about to forget them, or no more',
    },
  },
  team: {
    name: 'team',
    description: 'What needs the team today: open questions, answers voted down, pages to review',
  },
  settings: {
    name: 'settings',
    description: 'The team channel, the team role, how long things are kept, who reads which folder',
    folder: { name: 'folder', description: 'A folder of the corpus: who reads it' },
  },
  privacy: { name: 'privacy', description: 'What is kept of you, and how to delete it' },
  corpus: {
    name: 'corpus',
    description: 'Add, see, replace and remove documents that answers are quoted from',
    add: { name: 'add', description: 'Add a document: you see what was read of it before it is published' },
    list: { name: 'list', description: 'The documents of the corpus' },
    show: { name: 'show', description: 'What is read of a document' },
    replace: { name: 'replace', description: 'Put a new file in the place of a document' },
    remove: { name: 'remove', description: 'Take a document out of the corpus' },
    undo: { name: 'undo', description: 'Undo the last change made here' },
    document: { name: 'document', description: 'Begin to type, then choose from the list' },
  },
  quote: { name: 'Answer with a quote' },
  keep: { name: 'Keep as an answer' },

  deploy: {
    program:
      'Shows how the commands on Discord differ from those of this version, and writes the differences.',
    guild: 'only in the server with this id, at once (or DISCORD_GUILD_ID)',
    global: 'everywhere, even when DISCORD_GUILD_ID is set',
    dryRun: 'show the differences and write nothing',
    guildExpected: 'the id of a server, 17 to 20 digits',
    guildAndGlobal: '--guild and --global exclude each other',
    seeHelp: 'See “npm run deploy-commands -- --help”.',
    examples: [
      'npm run deploy-commands -- --dry-run',
      'npm run deploy-commands -- --guild 123456789012345678',
    ],
    everywhere: (application: string) => `Commands of ${application}, everywhere:`,
    inGuild: (application: string, guild: string) => `Commands of ${application}, in the server ${guild}:`,
    unchanged: (n: number) => `${count(n, 'command', 'commands')} unchanged`,
    nothing: 'nothing',
    upToDate: 'Nothing to do.',
    dry: 'Nothing was written.',
    written: (done: Written) =>
      `Written: ${done.created} created, ${done.changed} changed, ${done.removed} removed.`,
    cutShort: 'Broken off: what was written stays. Run the command again for the rest.',
    waiting: (seconds: number) => `Discord asks to wait ${count(seconds, 'second', 'seconds')}: waiting.`,
    usableEverywhere:
      'They can be used in servers, in direct messages with the bot and in private conversations.',
    soon: 'Discord may take a minute to show what changed; reload it if it stays away.',
    usableInGuild: 'They can be used in that server, at once.',
    invite: 'To add the bot to a server:',
    install: 'To use it with one’s own account, in any server or conversation:',
    noUserInstall:
      'Accounts cannot install it yet: tick “User Install” at https://discord.com/developers/applications, under Installation.',
    noGuildInstall:
      'Servers cannot add it yet: tick “Guild Install” at https://discord.com/developers/applications, under Installation.',
  },
};

export type CommandPhrases = typeof commandsEn;
