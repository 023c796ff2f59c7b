import { cleanContent, type Message, MessageReferenceType, MessageType } from 'discord.js';

/** A message that speaks to the bot. */
export interface Addressed {
  readonly way: 'mention' | 'reply' | 'direct';
  /** What is asked; empty when Discord does not show it, or when there is only the mention. */
  readonly text: string;
}

/**
 * What a message asks of the bot; null when it does not speak to it. It does when it mentions the bot (or
 * the role that is the bot's own), replies to a message of the bot, or stands in a direct message.
 * Bots, webhooks and what Discord itself posts are never answered.
 *
 * @param bot user id of the bot
 */
export function addressedTo(bot: string, message: Message): Addressed | null {
  if (message.author.bot || message.webhookId !== null || message.system) return null;
  if (message.type !== MessageType.Default && message.type !== MessageType.Reply) return null;
  const way = wayOf(bot, message);
  return way === null ? null : { way, text: textOf(bot, message) };
}

function wayOf(bot: string, message: Message): Addressed['way'] | null {
  if (isReplyTo(bot, message)) return 'reply';
  if (message.channel.isDMBased()) return 'direct';
  if (mentionsOf(bot, message).some((mention) => message.content.includes(mention))) return 'mention';
  return null;
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

/** The text without the mentions of the bot; other people and places by their names. */
function textOf(bot: string, message: Message): string {
  let text = message.content;
  for (const mention of mentionsOf(bot, message)) text = text.replaceAll(mention, ' ');
  return cleanContent(text, message.channel).trim();
}
