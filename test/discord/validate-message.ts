import { z } from 'zod';
import { ApiError } from './api-error.js';
import { address, checked, list, type Problem, refuse, Snowflake, text } from './validate.js';
import { breaksTheServer, problemsTogether, TopLevel } from './validate-components.js';

/** Flags of a message. */
export const FLAGS = {
  suppressEmbeds: 1 << 2,
  ephemeral: 1 << 6,
  loading: 1 << 7,
  suppressNotifications: 1 << 12,
  componentsV2: 1 << 15,
} as const;

const Author = z.strictObject({
  name: text(1, 256),
  url: address(['http', 'https']).nullish(),
  icon_url: address(['http', 'https', 'attachment']).nullish(),
});
const Image = z.strictObject({ url: address(['http', 'https', 'attachment']) });

const Embed = z.strictObject({
  title: text(0, 256).nullish(),
  type: z.literal('rich').optional(),
  description: text(0, 4096).nullish(),
  url: address(['http', 'https']).nullish(),
  timestamp: z.iso.datetime({ offset: true }).nullish(),
  color: z.int().min(0).max(0xff_ff_ff).nullish(),
  footer: z
    .strictObject({ text: text(1, 2048), icon_url: address(['http', 'https', 'attachment']).nullish() })
    .nullish(),
  image: Image.nullish(),
  thumbnail: Image.nullish(),
  author: Author.nullish(),
  fields: list(
    z.strictObject({ name: text(1, 256), value: text(1, 1024), inline: z.boolean().optional() }),
    0,
    25,
  ).nullish(),
});

function lengthOf(embed: z.infer<typeof Embed>): number {
  const { title, description, footer, author, fields } = embed;
  const parts = [title, description, footer?.text, author?.name];
  for (const { name, value } of fields ?? []) parts.push(name, value);
  return parts.reduce((sum, part) => sum + (part?.length ?? 0), 0);
}

const Embeds = list(Embed, 0, 10).superRefine((embeds, context) => {
  if (embeds.reduce((sum, embed) => sum + lengthOf(embed), 0) <= 6000) return;
  refuse(context, 'MAX_EMBED_SIZE_EXCEEDED', 'Embed size exceeds maximum size of 6000');
});

const AllowedMentions = z
  .strictObject({
    parse: z.array(z.enum(['users', 'roles', 'everyone'])).optional(),
    users: list(Snowflake, 0, 100).optional(),
    roles: list(Snowflake, 0, 100).optional(),
    replied_user: z.boolean().optional(),
  })
  .superRefine(({ parse = [], users = [], roles = [] }, context) => {
    const refuseBoth = (name: string) =>
      refuse(
        context,
        'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
        `parse:["${name}"] and ${name}: [ids...] are mutually exclusive.`,
      );
    if (parse.includes('users') && users.length > 0) refuseBoth('users');
    if (parse.includes('roles') && roles.length > 0) refuseBoth('roles');
  });
export type AllowedMentionsBody = z.infer<typeof AllowedMentions>;

/** What a bot may say of a message; stickers and polls are not known here, and refused. */
const MessageBody = z.strictObject({
  content: text(0, 2000).nullish(),
  embeds: Embeds.nullish(),
  components: list(TopLevel, 0, 40).nullish(),
  allowed_mentions: AllowedMentions.nullish(),
  flags: z.int().min(0).nullish(),
  tts: z.boolean().nullish(),
  attachments: list(
    z.strictObject({
      id: z.union([text(1, 20), z.int()]),
      filename: text(1, 260).optional(),
      description: text(0, 1024).optional(),
    }),
    0,
    10,
  ).nullish(),
  sticker_ids: list(Snowflake, 0, 0).nullish(),
  poll: z.null().optional(),
  nonce: z.union([text(0, 25), z.int()]).nullish(),
  enforce_nonce: z.boolean().nullish(),
  message_reference: z
    .strictObject({
      type: z.literal(0).optional(),
      message_id: Snowflake,
      channel_id: Snowflake.optional(),
      guild_id: Snowflake.optional(),
      fail_if_not_exists: z.boolean().optional(),
    })
    .nullish(),
});
export type MessageBody = z.infer<typeof MessageBody>;

const { suppressEmbeds, ephemeral, suppressNotifications, componentsV2 } = FLAGS;
const BY_CHANNEL_ONLY = ['nonce', 'enforce_nonce', 'message_reference'] as const;

/** How a message comes, and what may be said of it then. */
const WAYS = {
  channel: { flags: suppressEmbeds | suppressNotifications | componentsV2, refused: [] },
  interaction: {
    flags: suppressEmbeds | ephemeral | suppressNotifications | componentsV2,
    refused: BY_CHANNEL_ONLY,
  },
  edit: { flags: suppressEmbeds | componentsV2, refused: [...BY_CHANNEL_ONLY, 'tts'] },
} as const;

/** What a message already holds when it is edited. */
export interface Held {
  readonly flags: number;
  readonly content: string;
  readonly embeds: readonly unknown[];
  readonly components: readonly unknown[];
}

/**
 * A message as the bot may send it.
 *
 * @param held what it holds, when it is edited.
 * @throws ApiError as Discord answers.
 */
export function checkedMessage(
  payload: unknown,
  way: keyof typeof WAYS,
  { held, under = [] }: { held?: Held; under?: readonly string[] } = {},
): MessageBody {
  const body = checked(MessageBody, payload, { more: (value) => messageProblems(value, way, held), under });
  const { content, embeds, components } = {
    content: body.content ?? (body.content === null ? '' : held?.content),
    embeds: body.embeds ?? (body.embeds === null ? [] : held?.embeds),
    components: body.components ?? (body.components === null ? [] : held?.components),
  };
  if (!content?.trim() && !embeds?.length && !components?.length) {
    throw new ApiError(400, 50006, 'Cannot send an empty message');
  }
  if (breaksTheServer(body.components ?? [])) throw new ApiError(500, 0, '500: Internal Server Error');
  return body;
}

function messageProblems(body: MessageBody, way: keyof typeof WAYS, held: Held | undefined): Problem[] {
  const problems: Problem[] = [];
  const add = (field: string, code: string, message: string) =>
    problems.push({ path: [field], code, message });
  const { flags, refused } = WAYS[way];
  const asked = body.flags ?? 0;
  if ((asked & ~flags) !== 0)
    add('flags', 'MESSAGE_FLAGS_NOT_ALLOWED', `Flags ${asked & ~flags} cannot be set here`);
  for (const field of refused) {
    // The client sends `tts: false` and `enforce_nonce: false` unasked, which say nothing.
    if (body[field]) add(field, 'UNKNOWN_FIELD', 'This field is not taken here');
  }
  const wasV2 = ((held?.flags ?? 0) & componentsV2) !== 0;
  if (wasV2 && typeof body.flags === 'number' && (asked & componentsV2) === 0) {
    add('flags', 'MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG', 'The IS_COMPONENTS_V2 flag cannot be removed');
  }
  const isV2 = wasV2 || (asked & componentsV2) !== 0;
  problems.push(...problemsTogether(body.components ?? [], isV2));
  if (isV2)
    for (const field of leftovers(body, held)) {
      const message = `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`;
      add(field, 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2', message);
    }
  return problems;
}

/** What a message of components v2 may not hold, and would. */
function leftovers(body: MessageBody, held: Held | undefined): string[] {
  const content = body.content === undefined ? held?.content : body.content;
  const embeds = body.embeds === undefined ? held?.embeds : body.embeds;
  return [...(content ? ['content'] : []), ...(embeds?.length ? ['embeds'] : [])];
}

const Deferral = z.strictObject({
  flags: z
    .int()
    .nullish()
    .superRefine((flags, context) => {
      if (((flags ?? 0) & ~ephemeral) === 0) return;
      refuse(context, 'MESSAGE_FLAGS_NOT_ALLOWED', 'Only EPHEMERAL can be set on a deferred response');
    }),
});

/** Whether a deferral is to be seen by the asker alone. */
export function checkedDeferral(payload: unknown, under: readonly string[]): boolean {
  return ((checked(Deferral, payload ?? {}, { under }).flags ?? 0) & ephemeral) !== 0;
}

const Choices = z.strictObject({
  choices: list(
    z.strictObject({
      name: text(1, 100),
      name_localizations: z.record(z.string(), text(1, 100)).nullish(),
      value: z.union([text(1, 100), z.number()]),
    }),
    0,
    25,
  ),
});
export type Choice = z.infer<typeof Choices>['choices'][number];

/** Choices offered while a person types. */
export function checkedChoices(payload: unknown, under: readonly string[]): Choice[] {
  return checked(Choices, payload, { under }).choices;
}
