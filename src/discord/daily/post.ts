import { type Client, channelMention, PermissionFlagsBits } from 'discord.js';
import { type Language, otherLanguage } from '../../corpus/document.js';
import { phrasesFor } from '../../i18n/phrases.js';
import type { Quote } from '../../search/answer.js';
import { factOf } from '../../search/fact.js';
import type { DailyFact } from '../../store/quizzes.js';
import { delivered, obtained } from '../acknowledge.js';
import { nonceOfDay, unlessRefused } from '../once.js';
import { libraryFor } from '../reader.js';
import { languageOf, type Service } from '../service.js';
import { sendable } from '../team/access.js';
import { factView } from '../views/daily.js';
import { noticeOf } from '../views/team/notice.js';
import { SHARED_OPTIONS, type View } from '../views/view.js';
import { nextTime } from './schedule.js';

/** How late a fact of the day may come, in milliseconds, when the bot was not there; later it waits for the next day. */
const LATEST = 6 * 3_600_000;

/** Shows the facts that are due, each once, whoever else looks. */
export async function postFacts(client: Client, service: Service, now: Date): Promise<void> {
  if (service.libraries === null || service.closing) return;
  try {
    for (const fact of await service.store.dueFacts(now)) {
      // A server of another process is that one's.
      if (!client.guilds.cache.has(fact.guild)) continue;
      if (!(await service.store.takeFact(fact, nextTime(fact, now).toISOString()))) continue;
      if (now.getTime() - Date.parse(fact.nextAt) <= LATEST) await postFact(fact, client, service, now);
    }
  } catch (error) {
    service.log.error({ event: 'fact', error });
  }
}

async function postFact(fact: DailyFact, client: Client, service: Service, now: Date): Promise<void> {
  const guild = client.guilds.cache.get(fact.guild);
  const language = languageOf(guild?.preferredLocale ?? 'en-US');
  const quote = await quoteFor(fact, language, service, now);
  if (quote === null) return service.log.info({ event: 'no-fact', guild: service.log.hash(fact.guild) });
  // Before it is shown: whoever is killed in between shows it to nobody, rather than twice.
  await service.store.keepShownFact(fact.guild, quote.key, now);
  const sent = await obtained(service, () =>
    unlessRefused(() => send(fact, factView(quote, phrasesFor(quote.language)), client, now)),
  );
  if (sent !== 'refused') return;
  // Whoever takes it away tells the team.
  if (!(await service.store.deleteDailyFact(fact.guild))) return;
  const { teamChannel } = await service.store.settingsOf(fact.guild);
  const channel = teamChannel === null ? null : await sendable(client, teamChannel);
  const notice = noticeOf(phrasesFor(language).quiz.daily.lost(channelMention(fact.channel)));
  if (channel !== null) await delivered(service, () => channel.send({ ...SHARED_OPTIONS, ...notice }));
}

/** A sentence that the server has not seen this season, in its language when there is one. */
async function quoteFor(
  { guild, channel, nextAt }: DailyFact,
  language: Language,
  service: Service,
  now: Date,
): Promise<Quote | null> {
  const library = await libraryFor({ guild, channels: [channel], roles: [] }, service);
  if (library === null) return null;
  const { store } = service;
  const [seed, shown] = [`${guild}|${nextAt}`, new Set(await store.shownFacts(guild, now))];
  const own = await factOf(library.engine, language, seed, shown);
  return own ?? factOf(library.engine, otherLanguage(language), seed, shown);
}

async function send(
  { channel: id, guild }: DailyFact,
  view: View,
  client: Client,
  now: Date,
): Promise<'sent' | 'refused'> {
  const channel = await client.channels.fetch(id);
  if (channel === null || channel.isDMBased() || !channel.isSendable() || channel.guildId !== guild)
    return 'refused';
  const { ViewChannel, SendMessages } = PermissionFlagsBits;
  const me = channel.guild.members.me;
  if (me !== null && !channel.permissionsFor(me).has([ViewChannel, SendMessages])) return 'refused';
  await channel.send({ ...SHARED_OPTIONS, ...view, nonce: nonceOfDay(guild, now), enforceNonce: true });
  return 'sent';
}
