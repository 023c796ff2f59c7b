import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { ApiError, unknownInteraction, unknownMessage, unknownWebhook } from './api-error.js';
import type { Answered, Asked, Route } from './http.js';
import { checked, invalidForm } from './validate.js';
import { Modal, type ModalForm } from './validate-components.js';
import {
  type Choice,
  checkedChoices,
  checkedDeferral,
  checkedMessage,
  FLAGS,
  type MessageBody,
} from './validate-message.js';
import {
  type Channel,
  contentsFrom,
  type InteractionMetadata,
  type Json,
  type Message,
  type Owners,
  pingsOf,
  snowflake,
  type User,
  type World,
} from './world.js';

/** Types of interactions. */
export const INTERACTION = { command: 2, component: 3, autocomplete: 4, form: 5 } as const;

/** Types of callbacks. */
export const CALLBACK = {
  message: 4,
  deferredMessage: 5,
  deferredUpdate: 6,
  update: 7,
  choices: 8,
  form: 9,
} as const;

/** Times that interactions live by, in milliseconds. */
export interface InteractionSettings {
  /** To acknowledge one. Discord: 3000. */
  ackWindowMs: number;
  /** To follow up on one and to edit its responses. Discord: 900,000. */
  tokenLifetimeMs: number;
}

/** Follow-ups to an interaction of an application that only its user installed. */
const MOST_USER_FOLLOW_UPS = 5;

/** What a person did, and what became of it. */
export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly type: number;
  readonly user: User;
  readonly channel: Channel;
  readonly owners: Owners;
  /** Of a component: the message that it is on. */
  readonly source: Message | null;
  /** Of a command on a message: that message. */
  readonly target: Message | null;
  /** When the bot was told of it: milliseconds of `performance.now()`. */
  readonly toldAt: number;
  /** Whether the time to acknowledge it is over, unused. */
  expired: boolean;
  /** The first callback that was taken. */
  acknowledgement: { readonly type: number; readonly at: number } | null;
  /** What `@original` is; null once it is deleted too. */
  original: Message | null;
  /** When there was a response to read (not only a deferral), or choices. */
  answeredAt: number | null;
  followUps: Message[];
  followedUp: number;
  choices: readonly Choice[] | null;
  /** The form that was shown in answer. */
  form: ModalForm | null;
}

/** Interactions, and the routes by which they are answered. */
export function createInteractions(world: World, settings: InteractionSettings) {
  const byId = new Map<string, Interaction>();
  const byToken = new Map<string, Interaction>();
  const readers = new Map<string, User>();
  /** Of those doubled, `changed` came as another kind of callback than the first: not one sent again. */
  const counts = { acknowledged: 0, late: 0, doubled: 0, changed: 0, unacknowledged: 0 };

  /** Tells the bot of an interaction. */
  function open(
    seed: Pick<Interaction, 'type' | 'user' | 'channel' | 'owners'> &
      Partial<Pick<Interaction, 'source' | 'target'>>,
    payload: Json,
  ): Interaction {
    const interaction: Interaction = {
      source: null,
      target: null,
      ...seed,
      id: snowflake(),
      token: randomBytes(48).toString('base64url'),
      toldAt: performance.now(),
      expired: false,
      acknowledgement: null,
      original: null,
      answeredAt: null,
      followUps: [],
      followedUp: 0,
      choices: null,
      form: null,
    };
    byId.set(interaction.id, interaction);
    byToken.set(interaction.token, interaction);
    const { id, token, type } = interaction;
    world.tell({
      name: 'INTERACTION_CREATE',
      intent: 0,
      data: () => ({ ...payload, id, token, type, application_id: world.applicationId, version: 1 }),
    });
    const expiry = setTimeout(() => {
      if (interaction.acknowledgement !== null) return;
      interaction.expired = true;
      counts.unacknowledged += 1;
      world.changed();
    }, settings.ackWindowMs);
    expiry.unref();
    return interaction;
  }

  function hasExpired(interaction: Interaction): boolean {
    const { acknowledgement, expired, toldAt } = interaction;
    return acknowledgement === null && (expired || performance.now() - toldAt > settings.ackWindowMs);
  }

  function metadataOf({
    id,
    type,
    user,
    owners,
    source,
    target,
    original,
  }: Interaction): InteractionMetadata {
    return {
      id,
      type,
      user,
      authorizing_integration_owners: owners,
      ...(source ? { interacted_message_id: source.id } : {}),
      ...(target ? { target_message_id: target.id } : {}),
      ...(original && original !== source ? { original_response_message_id: original.id } : {}),
    };
  }

  function respond(interaction: Interaction, body: MessageBody, replyTo: Message | null): Message {
    const { channel, target, user } = interaction;
    const contents = contentsFrom(body, null);
    const message: Omit<Message, 'id' | 'channel_id' | 'timestamp' | 'edited_timestamp'> = {
      type: replyTo ? 19 : target ? 23 : 20,
      author: world.bot,
      ...contents,
      ...pingsOf(contents, body.allowed_mentions ?? { parse: ['users'] }, world.users),
      webhook_id: world.applicationId,
      application_id: world.applicationId,
      interaction_metadata: metadataOf(interaction),
      ...(replyTo ? { message_reference: { type: 0, message_id: replyTo.id, channel_id: channel.id } } : {}),
    };
    const posted = world.post(channel, message);
    if ((posted.flags & FLAGS.ephemeral) !== 0) readers.set(posted.id, user);
    return posted;
  }

  function rewrite(interaction: Interaction, message: Message, payload: unknown, under: string[] = []): void {
    const body = checkedMessage(payload ?? {}, 'edit', { held: message, under });
    const contents = contentsFrom(body, message);
    const pings = pingsOf(contents, body.allowed_mentions ?? { parse: ['users'] }, world.users);
    interaction.answeredAt ??= performance.now();
    world.edit(message, { ...contents, ...pings, edited_timestamp: new Date().toISOString() });
  }

  function acknowledge(interaction: Interaction, { type, data }: z.infer<typeof Callback>): void {
    const at = performance.now();
    const under = ['data'];
    const isAutocomplete = interaction.type === INTERACTION.autocomplete;
    const allowed: readonly number[] = isAutocomplete
      ? [CALLBACK.choices]
      : [
          CALLBACK.message,
          CALLBACK.deferredMessage,
          ...(interaction.source ? [CALLBACK.deferredUpdate, CALLBACK.update] : []),
          ...(interaction.type === INTERACTION.form ? [] : [CALLBACK.form]),
        ];
    if (!allowed.includes(type)) {
      const message = `Value must be one of (${allowed.join(', ')}).`;
      throw invalidForm([{ path: ['type'], code: 'BASE_TYPE_CHOICES', message }]);
    }
    if (type === CALLBACK.choices) {
      interaction.choices = checkedChoices(data ?? {}, under);
      interaction.answeredAt = at;
    } else if (type === CALLBACK.form) {
      interaction.form = checked(Modal, data, { under });
    } else if (type === CALLBACK.message) {
      const body = checkedMessage(data ?? {}, 'interaction', { under });
      interaction.answeredAt = at;
      interaction.original = respond(interaction, body, interaction.source);
    } else if (type === CALLBACK.deferredMessage) {
      const flags = FLAGS.loading | (checkedDeferral(data, under) ? FLAGS.ephemeral : 0);
      interaction.original = respond(interaction, { flags }, interaction.source);
    } else {
      if (type === CALLBACK.update && interaction.source)
        rewrite(interaction, interaction.source, data, under);
      interaction.original = interaction.source;
    }
    interaction.acknowledgement = { type, at };
    counts.acknowledged += 1;
    world.changed();
  }

  function callback({ params: [id = '', token], query, body }: Asked): Answered {
    const interaction = byId.get(id);
    if (!interaction || interaction.token !== token) throw unknownInteraction();
    if (interaction.acknowledgement !== null) {
      counts.doubled += 1;
      if (Callback.safeParse(body).data?.type !== interaction.acknowledgement.type) counts.changed += 1;
      throw new ApiError(400, 40060, 'Interaction has already been acknowledged.');
    }
    if (hasExpired(interaction)) {
      counts.late += 1;
      throw unknownInteraction();
    }
    const given = checked(Callback, body);
    acknowledge(interaction, given);
    return query.get('with_response') === 'true' ? { body: callbackJson(interaction, given.type) } : {};
  }

  function callbackJson({ id, type, original }: Interaction, callbackType: number): Json {
    const flags = original?.flags ?? 0;
    const message = original ? { message: world.asBotSees(original, true) } : {};
    return {
      interaction: {
        id,
        type,
        response_message_id: original?.id,
        response_message_loading: (flags & FLAGS.loading) !== 0,
        response_message_ephemeral: (flags & FLAGS.ephemeral) !== 0,
      },
      resource: { type: callbackType, ...message },
    };
  }

  function ofToken({ params: [application, token = ''] }: Asked): Interaction {
    const interaction = byToken.get(token);
    if (application !== world.applicationId || !interaction) throw unknownWebhook();
    if (performance.now() - interaction.toldAt > settings.tokenLifetimeMs) {
      throw new ApiError(401, 50027, 'Invalid Webhook Token');
    }
    const taken = interaction.acknowledgement?.type ?? CALLBACK.choices;
    if (taken === CALLBACK.choices || taken === CALLBACK.form) throw unknownWebhook();
    return interaction;
  }

  function messageOf(interaction: Interaction, id: string): Message {
    const own = [interaction.original, ...interaction.followUps];
    const message = id === '@original' ? interaction.original : own.find((candidate) => candidate?.id === id);
    if (!message || world.messageOf(message.id) === undefined) throw unknownMessage();
    return message;
  }

  const shown = (message: Message) => ({ body: world.asBotSees(message, true) });

  function followUp(asked: Asked): Answered {
    const interaction = ofToken(asked);
    if (!interaction.owners['0'] && interaction.followedUp >= MOST_USER_FOLLOW_UPS) {
      throw new ApiError(400, 40094, 'This interaction has hit the maximum number of follow up messages.');
    }
    const { original, source } = interaction;
    if (original && (original.flags & FLAGS.loading) !== 0 && world.messageOf(original.id)) {
      // The first follow-up to a deferral takes its place, and stays as private as it was.
      const body = checkedMessage(asked.body, 'interaction');
      rewrite(interaction, original, { ...body, flags: (body.flags ?? 0) & ~FLAGS.ephemeral });
      interaction.followedUp += 1;
      return shown(original);
    }
    const body = checkedMessage(asked.body, 'interaction');
    const message = respond(interaction, body, original ?? source);
    interaction.followedUp += 1;
    interaction.followUps.push(message);
    world.changed();
    return shown(message);
  }

  function edit(asked: Asked): Answered {
    const interaction = ofToken(asked);
    const message = messageOf(interaction, asked.params[2] ?? '');
    rewrite(interaction, message, asked.body);
    return shown(message);
  }

  function remove(asked: Asked): Answered {
    const interaction = ofToken(asked);
    world.remove(messageOf(interaction, asked.params[2] ?? ''));
    return {};
  }

  const responses = '/webhooks/:id/:token/messages/:message';
  const routes: Route[] = [
    { method: 'POST', path: '/interactions/:id/:token/callback', open: true, answer: callback },
    { method: 'POST', path: '/webhooks/:id/:token', open: true, answer: followUp },
    {
      method: 'GET',
      path: responses,
      open: true,
      answer: (asked) => shown(messageOf(ofToken(asked), asked.params[2] ?? '')),
    },
    { method: 'PATCH', path: responses, open: true, answer: edit },
    { method: 'DELETE', path: responses, open: true, answer: remove },
  ];

  return {
    open,
    routes,
    counts,
    hasExpired,
    /** The one person who sees a private response. */
    readerOf: (message: Pick<Message, 'id'>) => readers.get(message.id),
    forget() {
      byId.clear();
      byToken.clear();
      readers.clear();
    },
  };
}
export type Interactions = ReturnType<typeof createInteractions>;

const Callback = z.strictObject({ type: z.int(), data: z.unknown().optional() });
