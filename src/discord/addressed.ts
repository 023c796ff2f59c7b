import { cleanContent, type Message, MessageReferenceType, MessageType } from 'discord.js';

/** A message that speaks to the bot. */
export interface Addressed {
  readonly way: 'mention' | 'reply' | 'direct';
  /** What is asked; empty when there is only the mention, a file or the like, or when Discord does not show it. */
  readonly text: string;
  /** Whether Discord keeps from the bot what the message says. */
  readonly isHidden: boolean;
}

/**
 * What a message asks of the bot; null when it does not speak to it. It does when it mentions the bot (or
 * the role that is the bot's own, which Discord offers beside it under the same name), replies to a message
 * of the bot, or stands in a direct message.
 * Bots, webhooks and what Discord itself posts are never answered.
 *
 * @param bot user id of the bot
 */
export function addressedTo(bot: string, message: Message): Addressed | null {
  if (message.author.bot || message.webhookId !== null) return null;
  if (message.type !== MessageType.Default && message.type !== MessageType.Reply) return null;
  const way = wayOf(bot, message);
  return way === null ? null : { way, text: textOf(bot, message), isHidden: isHidden(bot, message) };
}

function wayOf(bot: string, message: Message): Addressed['way'] | null {
  if (isReplyTo(bot, message)) return 'reply';
  if (message.channel.isDMBased()) return 'direct';
  if (mentionsOf(bot, message).some((mention) => message.content.includes(mention))) return 'mention';
  return message.mentions.roles.some(({ tags }) => tags?.botId === bot) ? 'mention' : null;
}

/**
 * Of messages in servers, Discord shows a bot only those that ping it: not those that mention its role, nor
 * replies without a ping or to what it answered a command with.
 */
function isHidden(bot: string, { channel, content, mentions }: Message): boolean {
  return content === '' && !channel.isDMBased() && !mentions.users.has(bot);
}

/** Whether a message replies to the bot, which is not the same as forwarding what the bot said. */
function isReplyTo(bot: string, message: Message): boolean {
  return (
    message.type === MessageType.Reply &&
    message.reference?.type === MessageReferenceType.Default &&
    message.mentions.repliedUser?.id === bot
  );
}

/** The ways to write a mention of the bot. */
function mentionsOf(bot: string, message: Message): string[] {
  const role = message.guild?.roles.botRoleFor(bot);
  return [`<@${bot}>`, `<@!${bot}>`, ...(role ? [`<@&${role.id}>`] : [])];
}

/** A call to all: never part of a question. */
const EVERYONE = /@(?:everyone|here)\b/g;

/** The text without the mentions of the bot and of everyone; other people and places by their names. */
function textOf(bot: string, message: Message): string {
  let text = message.content.replace(EVERYONE, ' ');
  for (const mention of mentionsOf(bot, message)) text = text.replaceAll(mention, ' ');
  // discord.js knows the names of those it remembers only, and it is to remember nobody.
  for (const { id, displayName } of message.mentions.users.values()) {
    text = text.replaceAll(new RegExp(`<@!?${id}>`, 'g'), () => `@${displayName}`);
  }
  return cleanContent(text, message.channel).trim();
}
