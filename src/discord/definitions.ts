import {
  type APIApplicationCommandStringOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from 'discord.js';
import { LANGUAGES, type Language } from '../corpus/document.js';
import type { Phrases } from '../i18n/en.js';
import { phrasesFor } from '../i18n/phrases.js';

/** A command as Discord is told of it. */
export type CommandDefinition =
  | RESTPostAPIChatInputApplicationCommandsJSONBody
  | RESTPostAPIContextMenuApplicationCommandsJSONBody;

/** The interface languages of Discord that commands are written for, and the phrases each shows. */
const LOCALES = { fr: 'fr', 'en-US': 'en', 'en-GB': 'en' } as const satisfies Record<string, Language>;

/** What Discord shows where a person's interface is in none of these. */
const DEFAULT = phrasesFor('en');

const names = DEFAULT.commands;

/** The names that interactions carry, whatever language they were chosen in. */
export const COMMAND = {
  ask: names.ask.name,
  fact: names.fact.name,
  about: names.about.name,
  start: names.start.name,
  sources: names.sources.name,
  help: names.help.name,
  quiz: names.quiz.name,
  team: names.team.name,
  settings: names.settings.name,
  privacy: names.privacy.name,
  corpus: names.corpus.name,
  quote: names.quote.name,
  keep: names.keep.name,
} as const;

/** The names of the subcommands of `/corpus` that interactions carry. */
export const SUBCOMMAND = {
  add: names.corpus.add.name,
  list: names.corpus.list.name,
  show: names.corpus.show.name,
  replace: names.corpus.replace.name,
  remove: names.corpus.remove.name,
  undo: names.corpus.undo.name,
} as const;

/** The names of options that interactions carry, whatever language they were chosen in. */
export const OPTION = {
  question: names.ask.question.name,
  language: names.ask.language.name,
  private: names.ask.private.name,
  topic: names.fact.topic.name,
  document: names.corpus.document.name,
  folder: names.settings.folder.name,
  remind: names.quiz.remind.name,
  subject: names.about.subject.name,
} as const;

/** Characters of the longest question that `/ask` takes. */
export const MOST_QUESTION_CHARACTERS = 1000;

/** Characters of the longest topic: what Discord lets an autocomplete choice hold. */
const MOST_TOPIC_CHARACTERS = 100;

/** A phrase in every locale that commands are written for. */
type Localised = Record<keyof typeof LOCALES, string>;

type Phrase = (phrases: Phrases) => string;

function localised(phrase: Phrase): Localised {
  const say = (locale: keyof typeof LOCALES): string => phrase(phrasesFor(LOCALES[locale]));
  // The default's own locale too: someone with en-US would otherwise be shown en-GB.
  return { fr: say('fr'), 'en-US': say('en-US'), 'en-GB': say('en-GB') };
}

function named(phrase: Phrase): { name: string; name_localizations: Localised } {
  return { name: phrase(DEFAULT), name_localizations: localised(phrase) };
}

function described(phrase: Phrase): { description: string; description_localizations: Localised } {
  return { description: phrase(DEFAULT), description_localizations: localised(phrase) };
}

/** What is named and described in both languages: a command or an option. */
type Entry = (phrases: Phrases) => { readonly name: string; readonly description: string };

function entry(of: Entry): ReturnType<typeof named> & ReturnType<typeof described> {
  return { ...named((phrases) => of(phrases).name), ...described((phrases) => of(phrases).description) };
}

/** Servers, direct messages with the bot, private conversations; added to a server or to an account. */
function available(): Required<Pick<CommandDefinition, 'contexts' | 'integration_types'>> {
  return {
    contexts: [
      InteractionContextType.Guild,
      InteractionContextType.BotDM,
      InteractionContextType.PrivateChannel,
    ],
    integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
  };
}

/** Servers alone. */
function inServers(): ReturnType<typeof available> {
  return {
    contexts: [InteractionContextType.Guild],
    integration_types: [ApplicationIntegrationType.GuildInstall],
  };
}

/** A subcommand of `/corpus`. */
function subcommand(
  name: keyof typeof SUBCOMMAND,
  options: APIApplicationCommandStringOption[],
): APIApplicationCommandSubcommandOption {
  return {
    type: ApplicationCommandOptionType.Subcommand,
    ...entry(({ commands }) => commands.corpus[name]),
    ...(options.length === 0 ? {} : { options }),
  };
}

/** The commands of Verbatim, in both languages. */
export function commandDefinitions(): CommandDefinition[] {
  const document: APIApplicationCommandStringOption = {
    type: ApplicationCommandOptionType.String,
    ...entry(({ commands }) => commands.corpus.document),
    required: true,
    autocomplete: true,
    max_length: MOST_TOPIC_CHARACTERS,
  };
  return [
    {
      type: ApplicationCommandType.ChatInput,
      ...entry(({ commands }) => commands.ask),
      options: [
        {
          type: ApplicationCommandOptionType.String,
          ...entry(({ commands }) => commands.ask.question),
          required: true,
          autocomplete: true,
          min_length: 1,
          max_length: MOST_QUESTION_CHARACTERS,
        },
        {
          type: ApplicationCommandOptionType.String,
          ...entry(({ commands }) => commands.ask.language),
          choices: LANGUAGES.map((language) => ({
            ...named(({ headings }) => headings[language]),
            value: language,
          })),
        },
        { type: ApplicationCommandOptionType.Boolean, ...entry(({ commands }) => commands.ask.private) },
      ],
      ...available(),
    },
    {
      type: ApplicationCommandType.ChatInput,
      ...entry(({ commands }) => commands.fact),
      options: [
        {
          type: ApplicationCommandOptionType.String,
          ...entry(({ commands }) => commands.fact.topic),
          required: true,
          autocomplete: true,
          min_length: 1,
          max_length: MOST_TOPIC_CHARACTERS,
        },
        { type: ApplicationCommandOptionType.Boolean, ...entry(({ commands }) => commands.fact.private) },
      ],
      ...available(),
    },
    {
      type: ApplicationCommandType.ChatInput,
      ...entry(({ commands }) => commands.about),
      options: [
        {
          type: ApplicationCommandOptionType.String,
          ...entry(({ commands }) => commands.about.subject),
          required: true,
          autocomplete: true,
          min_length: 1,
          max_length: MOST_TOPIC_CHARACTERS,
        },
        { type: ApplicationCommandOptionType.Boolean, ...entry(({ commands }) => commands.about.private) },
      ],
      ...available(),
    },
    { type: ApplicationCommandType.ChatInput, ...entry(({ commands }) => commands.start), ...available() },
    { type: ApplicationCommandType.ChatInput, ...entry(({ commands }) => commands.sources), ...available() },
    { type: ApplicationCommandType.ChatInput, ...entry(({ commands }) => commands.help), ...available() },
    {
      type: ApplicationCommandType.ChatInput,
      ...entry(({ commands }) => commands.quiz),
      options: [
        { type: ApplicationCommandOptionType.Boolean, ...entry(({ commands }) => commands.quiz.remind) },
      ],
      ...available(),
    },
    { type: ApplicationCommandType.ChatInput, ...entry(({ commands }) => commands.team), ...inServers() },
    {
      type: ApplicationCommandType.ChatInput,
      ...entry(({ commands }) => commands.settings),
      options: [
        {
          type: ApplicationCommandOptionType.String,
          ...entry(({ commands }) => commands.settings.folder),
          autocomplete: true,
          max_length: MOST_TOPIC_CHARACTERS,
        },
      ],
      default_member_permissions: String(PermissionFlagsBits.ManageGuild),
      ...inServers(),
    },
    { type: ApplicationCommandType.ChatInput, ...entry(({ commands }) => commands.privacy), ...available() },
    {
      type: ApplicationCommandType.ChatInput,
      ...entry(({ commands }) => commands.corpus),
      options: [
        subcommand('add', []),
        subcommand('list', []),
        subcommand('show', [document]),
        subcommand('replace', [document]),
        subcommand('remove', [document]),
        subcommand('undo', []),
      ],
      ...inServers(),
    },
    { type: ApplicationCommandType.Message, ...named(({ commands }) => commands.quote.name), ...available() },
    { type: ApplicationCommandType.Message, ...named(({ commands }) => commands.keep.name), ...inServers() },
  ];
}
