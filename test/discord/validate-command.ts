import { z } from 'zod';
import { checked, list, type Problem, refuse, text } from './validate.js';
import { repeated } from './validate-components.js';

/** The locales that Discord knows. */
const LOCALES = new Set(
  'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko'.split(
    ' ',
  ),
);

/** All names, descriptions and choices of a command together, the longest localisation of each. */
const MOST_CHARACTERS = 8000;

export const CHAT_INPUT = 1;
export const MESSAGE = 3;

const SLASH_NAME = /^[-_'\p{L}\p{N}\p{Script=Deva}\p{Script=Thai}]{1,32}$/u;

const slashName = z.string().superRefine((name, context) => {
  if (SLASH_NAME.test(name) && name === name.toLowerCase()) return;
  refuse(context, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
});

function localised<T extends z.ZodType<string>>(each: T) {
  return z
    .record(z.string(), each)
    .superRefine((texts, context) => {
      for (const locale of Object.keys(texts)) {
        if (!LOCALES.has(locale)) refuse(context, 'BASE_TYPE_CHOICES', 'Not a locale of Discord', [locale]);
      }
    })
    .nullish();
}

const Choice = z.strictObject({
  name: text(1, 100),
  name_localizations: localised(text(1, 100)),
  value: z.union([text(1, 100), z.number()]),
});

/** Every type of option but subcommands and their groups. */
const Option = z
  .strictObject({
    type: z.int().min(3).max(11),
    name: slashName,
    name_localizations: localised(slashName),
    description: text(1, 100),
    description_localizations: localised(text(1, 100)),
    required: z.boolean().optional(),
    choices: list(Choice, 0, 25).optional(),
    autocomplete: z.boolean().optional(),
    min_length: z.int().min(0).max(6000).optional(),
    max_length: z.int().min(1).max(6000).optional(),
    min_value: z.number().optional(),
    max_value: z.number().optional(),
    channel_types: z.array(z.int()).optional(),
  })
  .superRefine(({ type, choices, autocomplete, min_length, max_length }, context) => {
    const isText = type === 3;
    const takesChoices = isText || type === 4 || type === 10;
    const wrong = (field: string, message: string) =>
      refuse(context, 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', message, [field]);
    if (choices?.length && autocomplete) wrong('autocomplete', 'Choices and autocomplete exclude each other');
    if (!takesChoices && (choices?.length || autocomplete)) wrong('type', 'This type has no choices');
    if (!isText && (min_length ?? max_length) !== undefined) wrong('type', 'This type has no length');
    if ((min_length ?? 0) > (max_length ?? 6000)) wrong('min_length', 'Above the greatest length');
    for (const [place, choice] of (choices ?? []).entries()) {
      if (takesChoices && isText !== (typeof choice.value === 'string'))
        wrong('choices', `Wrong value at ${place}`);
    }
    for (const place of repeated((choices ?? []).map(({ name }) => name))) {
      const message = 'Choice names must be unique';
      refuse(context, 'APPLICATION_COMMAND_OPTIONS_CHOICES_DUPLICATE', message, ['choices', place, 'name']);
    }
  });

function uniquelyNamed(options: readonly { readonly name: string }[], context: z.RefinementCtx): void {
  for (const place of repeated(options.map(({ name }) => name))) {
    const message = 'Option names must be unique';
    refuse(context, 'APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATE', message, [place, 'name']);
  }
}

const Options = list(Option, 0, 25).superRefine((options, context) => {
  uniquelyNamed(options, context);
  const firstOptional = options.findIndex(({ required }) => !required);
  for (const [place, { required }] of options.entries()) {
    if (!required || firstOptional < 0 || place < firstOptional) continue;
    const message = 'Required options must be placed before non-required options';
    refuse(context, 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', message, [place]);
  }
});

/** A subcommand; groups of them are not known here. */
const Subcommand = z.strictObject({
  type: z.literal(1),
  name: slashName,
  name_localizations: localised(slashName),
  description: text(1, 100),
  description_localizations: localised(text(1, 100)),
  options: Options.optional(),
});

/** Of a command: options, or subcommands that have them. */
const AllOptions = z.union([list(Subcommand, 1, 25).superRefine(uniquelyNamed), Options]);

const Command = z.strictObject({
  // What the client sends back of a command that it has read.
  id: z.string().optional(),
  application_id: z.string().optional(),
  version: z.string().optional(),
  type: z.literal([CHAT_INPUT, 2, MESSAGE]).default(CHAT_INPUT),
  name: text(1, 32),
  name_localizations: localised(text(1, 32)),
  description: text(0, 100).optional(),
  description_localizations: localised(text(1, 100)),
  options: AllOptions.optional(),
  default_member_permissions: z.string().regex(/^\d+$/).nullish(),
  dm_permission: z.boolean().nullish(),
  contexts: list(z.literal([0, 1, 2]), 1, 3).nullish(),
  integration_types: list(z.literal([0, 1]), 1, 2).nullish(),
  nsfw: z.boolean().optional(),
});
export type CommandBody = z.infer<typeof Command>;
export type CommandOption = z.infer<typeof Option>;
export type Subcommand = z.infer<typeof Subcommand>;

/** Whether an entry of a command is a subcommand of it, not an option. */
export function isSubcommand(entry: CommandOption | Subcommand): entry is Subcommand {
  return entry.type === 1;
}

/** The options of a command or of a subcommand. */
export function optionsOf({ options = [] }: Pick<CommandBody, 'options'>): CommandOption[] {
  return options.flatMap((entry) => (isSubcommand(entry) ? [] : [entry]));
}

/** A command as the bot may declare it. */
export function checkedCommand(payload: unknown, under: readonly string[] = []): CommandBody {
  return checked(Command, payload, { more: commandProblems, under });
}

function commandProblems(command: CommandBody): Problem[] {
  const problems: Problem[] = [];
  const add = (path: readonly string[], code: string, message: string) =>
    problems.push({ path, code, message });
  const { type, contexts, integration_types, description = '', description_localizations } = command;
  if (type === CHAT_INPUT) {
    for (const [locale, name] of [['', command.name], ...Object.entries(command.name_localizations ?? {})]) {
      const path = locale ? ['name_localizations', locale] : ['name'];
      if (!slashName.safeParse(name).success)
        add(path, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
    }
    if (description === '') add(['description'], 'BASE_TYPE_REQUIRED', 'This field is required');
  } else {
    const code = 'APPLICATION_COMMAND_DESCRIPTION_NOT_ALLOWED';
    const message = 'Context menu commands cannot have description';
    if (description !== '' || Object.keys(description_localizations ?? {}).length > 0) {
      add(['description'], code, message);
    }
    if (command.options?.length) add(['options'], code, 'Context menu commands cannot have options');
  }
  if (contexts?.includes(2) && !(integration_types ?? [0]).includes(1)) {
    const message = 'PRIVATE_CHANNEL requires USER_INSTALL';
    add(['contexts'], 'APPLICATION_COMMAND_CONTEXTS_PRIVATE_CHANNEL_REQUIRES_USER_INSTALL', message);
  }
  if (sizeOf(command) > MOST_CHARACTERS) {
    add([], 'APPLICATION_COMMAND_TOO_LARGE', `Command exceeds maximum size (${MOST_CHARACTERS})`);
  }
  return problems;
}

function sizeOf({
  name,
  name_localizations,
  description = '',
  description_localizations,
  options,
}: Pick<
  CommandBody,
  'name' | 'name_localizations' | 'description' | 'description_localizations' | 'options'
>): number {
  let size = longest(name, name_localizations) + longest(description, description_localizations);
  for (const option of options ?? []) {
    if (isSubcommand(option)) {
      size += sizeOf(option);
      continue;
    }
    size += longest(option.name, option.name_localizations);
    size += longest(option.description, option.description_localizations);
    for (const choice of option.choices ?? []) {
      size += longest(choice.name, choice.name_localizations);
      if (typeof choice.value === 'string') size += choice.value.length;
    }
  }
  return size;
}

function longest(text: string, localisations: Readonly<Record<string, string>> | null | undefined): number {
  return Math.max(text.length, ...Object.values(localisations ?? {}).map(({ length }) => length));
}
