import type { Client } from 'discord.js';
import { dayOf, daysBefore } from '../../day.js';
import { obtained } from '../acknowledge.js';
import { phrasesOf, type Service } from '../service.js';
import { noticeOf } from '../views/team/notice.js';
import { SHARED_OPTIONS } from '../views/view.js';
import { sendable } from './access.js';

/** Tells teams that want it, once a week, how much needs them; those that nothing needs are left alone. */
export async function sendDigests(client: Client, service: Service): Promise<void> {
  const { store, log } = service;
  try {
    const since = daysBefore(new Date(), 7);
    for (const guild of await store.digestsDue(since)) {
      // Of several processes, the one that serves the server tells it.
      if (!client.guilds.cache.has(guild)) continue;
      const { teamChannel } = await store.settingsOf(guild);
      // First, so that nobody is told twice.
      await store.changeSettings(guild, { digestAt: new Date().toISOString() });
      const channel = teamChannel === null ? null : await sendable(client, teamChannel);
      const lines = channel === null ? [] : await linesFor(guild, since, client, service);
      if (channel === null || lines.length === 0) continue;
      const phrases = phrasesOf(client.guilds.cache.get(guild)?.preferredLocale ?? 'en-US');
      const { title, see } = phrases.corpus.digest;
      const view = noticeOf(`### ${title}`, lines.map((line) => `- ${line}`).join('\n'), `-# ${see}`);
      await obtained<unknown>(service, () => channel.send({ ...SHARED_OPTIONS, ...view }));
    }
  } catch (error) {
    log.error({ event: 'store', error });
  }
}

/** What a server's team is told: numbers alone. */
async function linesFor(guild: string, since: string, client: Client, { store }: Service): Promise<string[]> {
  const { digest } = phrasesOf(client.guilds.cache.get(guild)?.preferredLocale ?? 'en-US').corpus;
  const votes = await store.openVotes(guild);
  const { questions } = await store.activity(since);
  const lately = questions.filter((question) => question.guild === guild);
  const counts = [
    [(await store.openQuestions(guild)).length, digest.questions],
    [new Set(votes.map(({ place }) => place.message)).size, digest.votes],
    [(await store.pagesToReview(guild, dayOf(new Date()))).length, digest.pages],
    [(await store.drafts(guild)).length, digest.drafts],
    [lately.length, (n: number) => digest.lately(n, lately.filter(({ closed }) => closed !== null).length)],
  ] as const;
  return counts.flatMap(([n, say]) => (n === 0 ? [] : [say(n)]));
}
