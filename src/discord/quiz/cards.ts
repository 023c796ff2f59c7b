import { createEmptyCard, fsrs, Rating } from 'ts-fsrs';
import { z } from 'zod';
import type { QuizCard } from '../../store/quizzes.js';
import type { Service } from '../service.js';

/** What the scheduler remembers of a card, as it is kept. */
const Memory = z.object({
  due: z.coerce.date(),
  stability: z.number(),
  difficulty: z.number(),
  elapsed_days: z.number(),
  scheduled_days: z.number(),
  learning_steps: z.number(),
  reps: z.number(),
  lapses: z.number(),
  state: z.number().int().min(0).max(3),
  last_review: z.coerce.date(),
});

// Without steps of minutes: there is one reminder a day.
const scheduler = fsrs({ enable_short_term: false, enable_fuzz: false });

/** Keeps an answer of somebody who is reminded, and when its question comes back; of anybody else nothing is kept. */
export async function keepAnswer(
  answer: Pick<QuizCard, 'person' | 'passage' | 'start' | 'language'>,
  isRight: boolean,
  now: Date,
  { store }: Pick<Service, 'store'>,
): Promise<void> {
  if ((await store.quizPlayer(answer.person)) === null) return;
  const before = await store.quizCard(answer.person, answer.passage, answer.start);
  const memory = before === null ? null : memoryOf(before.memory);
  const { card } = scheduler.next(memory ?? createEmptyCard(now), now, isRight ? Rating.Good : Rating.Again);
  const due = card.due.toISOString();
  await store.keepQuizCard(
    { ...answer, due, reviewedAt: now.toISOString(), memory: JSON.stringify(card) },
    before,
  );
}

/** Null of what another version kept: the card then begins anew. */
function memoryOf(json: string) {
  try {
    return Memory.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    return null;
  }
}
