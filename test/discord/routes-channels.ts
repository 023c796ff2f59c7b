import { z } from 'zod';
import {
  ApiError,
  missingAccess,
  missingPermissions,
  unknownChannel,
  unknownMessage,
  unknownUser,
} from './api-error.js';
import type { Answered, Asked, Route } from './http.js';
import { checked, invalidForm, Snowflake, text } from './validate.js';
import { checkedMessage, FLAGS, type MessageBody } from './validate-message.js';
import {
  botMay,
  CHANNEL,
  type Channel,
  channelJson,
  contentsFrom,
  isLater,
  isThread,
  type Message,
  PERMISSIONS,
  pingsOf,
  type World,
} from './world.js';

const EVERYONE = { parse: ['users', 'roles', 'everyone'] } as const;

/** Channels, threads, direct messages and what is written in them. */
export function channelRoutes(world: World, readsContent: () => boolean): Route[] {
  const { bot, channels } = world;

  function channelOf({ params: [id = ''] }: Asked): Channel {
    const channel = channels.get(id);
    if (!channel) throw unknownChannel();
    const isIn = channel.guild ? channel.guild.installed : channel.recipients.includes(bot);
    if (!isIn || !botMay(channel, PERMISSIONS.viewChannel)) throw missingAccess();
    return channel;
  }

  function messageOf(asked: Asked): Message {
    const message = channelOf(asked).messages.get(asked.params[1] ?? '');
    if (!message || isEphemeral(message)) throw unknownMessage();
    return message;
  }

  const seen = (message: Message) => world.asBotSees(message, readsContent());

  function list(asked: Asked): Answered {
    const channel = channelOf(asked);
    if (!botMay(channel, PERMISSIONS.readMessageHistory)) return { body: [] };
    const all = [...channel.messages.values()].filter((message) => !isEphemeral(message));
    return { body: select(all, asked.query).reverse().map(seen) };
  }

  function get(asked: Asked): Answered {
    if (!botMay(channelOf(asked), PERMISSIONS.readMessageHistory)) throw missingPermissions();
    return { body: seen(messageOf(asked)) };
  }

  function mustWriteIn(channel: Channel): void {
    const needed = isThread(channel) ? PERMISSIONS.sendMessagesInThreads : PERMISSIONS.sendMessages;
    if (!botMay(channel, needed)) throw missingPermissions();
    if (channel.archived && channel.locked) throw new ApiError(400, 50083, 'Thread is archived');
    if (channel.guild === null && channel.recipients.some(({ id }) => world.closedDms.has(id))) {
      throw new ApiError(403, 50007, 'Cannot send messages to this user');
    }
  }

  function repliedTo(channel: Channel, reference: MessageBody['message_reference']): Message | null {
    if (!reference) return null;
    if (!botMay(channel, PERMISSIONS.readMessageHistory)) {
      throw new ApiError(403, 160002, 'Cannot reply without permission to read message history');
    }
    const message = channel.messages.get(reference.message_id);
    if (message && !isEphemeral(message)) return message;
    if (reference.fail_if_not_exists === false) return null;
    const problem = {
      path: ['message_reference'],
      code: 'REPLIES_UNKNOWN_MESSAGE',
      message: 'Unknown message',
    };
    throw invalidForm([problem]);
  }

  function withNonce({ messages }: Channel, nonce: string | number): Message | undefined {
    return [...messages.values()].find((message) => message.author === bot && message.nonce === nonce);
  }

  function write(asked: Asked): Answered {
    const channel = channelOf(asked);
    mustWriteIn(channel);
    const body = checkedMessage(asked.body, 'channel');
    const replied = repliedTo(channel, body.message_reference);
    const same = body.enforce_nonce && body.nonce ? withNonce(channel, body.nonce) : undefined;
    if (same) return { body: seen(same) };
    const contents = contentsFrom(body, null);
    const pings = pingsOf(contents, body.allowed_mentions ?? { parse: [...EVERYONE.parse] }, world.users);
    const pingsReplied = body.allowed_mentions ? body.allowed_mentions.replied_user === true : true;
    const message = world.post(channel, {
      type: replied ? 19 : 0,
      author: bot,
      ...contents,
      ...pings,
      mentions: [
        ...new Set([
          ...(replied && pingsReplied && !replied.webhook_id ? [replied.author] : []),
          ...pings.mentions,
        ]),
      ],
      ...(body.nonce ? { nonce: body.nonce } : {}),
      ...(replied
        ? { message_reference: { type: 0, message_id: replied.id, channel_id: channel.id } as const }
        : {}),
    });
    return { body: seen(message) };
  }

  function edit(asked: Asked): Answered {
    const message = messageOf(asked);
    if (message.author !== bot)
      throw new ApiError(403, 50005, 'Cannot edit a message authored by another user');
    const body = checkedMessage(asked.body, 'edit', { held: message });
    world.edit(message, { ...contentsFrom(body, message), edited_timestamp: new Date().toISOString() });
    return { body: seen(message) };
  }

  function remove(asked: Asked): Answered {
    const message = messageOf(asked);
    const channel = channelOf(asked);
    if (message.author !== bot && (channel.guild === null || !botMay(channel, PERMISSIONS.manageMessages))) {
      throw missingPermissions();
    }
    world.remove(message);
    return {};
  }

  function openDm({ body }: Asked): Answered {
    const { recipient_id } = checked(z.strictObject({ recipient_id: Snowflake }), body);
    const user = world.users.get(recipient_id);
    if (!user) throw unknownUser();
    return { body: channelJson(world.dmWith(user), bot) };
  }

  function openThread(asked: Asked): Answered {
    const parent = channelOf(asked);
    const isOnMessage = asked.params.length > 1;
    const { name, type } = checked(ThreadBody, asked.body);
    if (parent.type !== CHANNEL.text)
      throw new ApiError(400, 50024, 'Cannot execute action on this channel type');
    if (!botMay(parent, PERMISSIONS.createPublicThreads)) throw missingPermissions();
    const id = isOnMessage ? messageOf(asked).id : undefined;
    if (id !== undefined && channels.has(id)) {
      throw new ApiError(400, 160004, 'A thread has already been created for this message');
    }
    const kind = isOnMessage ? CHANNEL.publicThread : (type ?? CHANNEL.privateThread);
    const { guild } = parent;
    const opened = { type: kind, name, guild, parent, botJoined: true, ...(id ? { id } : {}) };
    return { status: 201, body: channelJson(world.addChannel(opened), bot) };
  }

  function joinThread(asked: Asked): Answered {
    const thread = channelOf(asked);
    if (!isThread(thread)) throw new ApiError(400, 50024, 'Cannot execute action on this channel type');
    world.joinThread(thread);
    return {};
  }

  function type(asked: Asked): Answered {
    mustWriteIn(channelOf(asked));
    return {};
  }

  return [
    { method: 'POST', path: '/users/@me/channels', answer: openDm },
    {
      method: 'GET',
      path: '/channels/:id',
      answer: (asked) => ({ body: channelJson(channelOf(asked), bot) }),
    },
    { method: 'GET', path: '/channels/:id/messages', answer: list },
    { method: 'POST', path: '/channels/:id/messages', answer: write },
    { method: 'GET', path: '/channels/:id/messages/:id', answer: get },
    { method: 'PATCH', path: '/channels/:id/messages/:id', answer: edit },
    { method: 'DELETE', path: '/channels/:id/messages/:id', answer: remove },
    { method: 'POST', path: '/channels/:id/typing', answer: type },
    { method: 'POST', path: '/channels/:id/threads', answer: openThread },
    { method: 'POST', path: '/channels/:id/messages/:id/threads', answer: openThread },
    { method: 'PUT', path: '/channels/:id/thread-members/@me', answer: joinThread },
  ];
}

const ThreadBody = z.strictObject({
  name: text(1, 100),
  type: z.literal([CHANNEL.publicThread, CHANNEL.privateThread]).optional(),
  auto_archive_duration: z.literal([60, 1440, 4320, 10_080]).optional(),
  rate_limit_per_user: z.int().min(0).max(21_600).nullish(),
  invitable: z.boolean().optional(),
});

const Page = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  before: Snowflake.optional(),
  after: Snowflake.optional(),
  around: Snowflake.optional(),
});

/** The messages asked for, oldest first. */
function select(all: readonly Message[], query: URLSearchParams): Message[] {
  const { limit, before, after, around } = checked(Page, Object.fromEntries(query));
  if (around !== undefined) {
    const place = all.findIndex(({ id }) => !isLater(around, id));
    const from = Math.max(0, (place < 0 ? all.length : place) - Math.floor(limit / 2));
    return all.slice(from, from + limit);
  }
  if (after !== undefined) return all.filter(({ id }) => isLater(id, after)).slice(0, limit);
  return all.filter(({ id }) => before === undefined || isLater(before, id)).slice(-limit);
}

function isEphemeral({ flags }: Message): boolean {
  return (flags & FLAGS.ephemeral) !== 0;
}
