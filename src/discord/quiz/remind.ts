import type { Client } from 'discord.js';
import { phrasesFor } from '../../i18n/phrases.js';
import type { QuizPlayer } from '../../store/quizzes.js';
import { obtained } from '../acknowledge.js';
import { nonceOfDay, unlessRefused } from '../once.js';
import { libraryFor } from '../reader.js';
import type { Service } from '../service.js';
import { reminderView } from '../views/quiz.js';
import { SHARED_OPTIONS } from '../views/view.js';

/** Tells those who want to be reminded that questions come back, once a day at most; who takes no messages is reminded no more. */
export async function remind(client: Client, service: Service, now: Date): Promise<void> {
  if (service.libraries === null || service.closing) return;
  try {
    for (const player of await service.store.takeReminders(now))
      await remindOne(player, client, service, now);
  } catch (error) {
    service.log.error({ event: 'remind', error });
  }
}

async function remindOne(
  { person, language }: QuizPlayer,
  client: Client,
  service: Service,
  now: Date,
): Promise<void> {
  const { store } = service;
  const library = await libraryFor({ guild: null, channels: [], roles: [] }, service);
  let due = 0;
  for (const { passage } of await store.dueQuizCards(person, now)) {
    if ((await library?.engine.index.find(passage)) != null) due++;
  }
  if (due === 0) return;
  const view = reminderView(due, { asker: person, language, right: 0, asked: [] }, phrasesFor(language));
  const options = { ...SHARED_OPTIONS, ...view, nonce: nonceOfDay(person, now), enforceNonce: true };
  const sent = await obtained(service, () =>
    unlessRefused(async () => (await client.users.createDM(person)).send(options)),
  );
  if (sent === 'refused') await store.deleteQuizPlayer(person);
}
