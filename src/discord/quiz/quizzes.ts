import { randomUUID } from 'node:crypto';
import { type Language, otherLanguage } from '../../corpus/document.js';
import type { Engine } from '../../search/engine.js';
import { type Cloze, createQuiz, type Due, type Quiz } from '../../search/quiz.js';
import type { Queue } from '../../service/queue.js';

/** Presses that are remembered: enough for people who play at the same moment. */
const REMEMBERED = 1_000;

/** The quizzes of what people may read. */
export interface Quizzes {
  /**
   * The next question for somebody, in their language when the corpus gives one in it, else in the other; each step of the way to
   * it in its turn. Null when there is none.
   *
   * @throws Failure `questions-full` or `questions-closed`
   */
  next(player: Player, engine: Engine): Promise<Cloze | null>;
  /** Whether a question of a message is answered for the first time, as far as this process has seen. */
  isFirstAnswer(question: string): boolean;
}

/** Who plays, and what of. */
export interface Player {
  readonly person: string;
  readonly language: Language;
  /** Keys of the passages asked about in this round. */
  readonly asked: readonly string[];
  readonly due: readonly Due[];
}

export function createQuizzes(queue: Queue): Quizzes {
  const made = new WeakMap<Engine, Readonly<Record<Language, Promise<Quiz>>>>();
  const answered = new Set<string>();

  function quizOf(engine: Engine, language: Language): Promise<Quiz> {
    const quizzes = made.get(engine) ?? { fr: createQuiz(engine, 'fr'), en: createQuiz(engine, 'en') };
    made.set(engine, quizzes);
    return quizzes[language];
  }

  async function nextIn(
    language: Language,
    { person, asked, due }: Player,
    engine: Engine,
  ): Promise<Cloze | null> {
    const quiz = await quizOf(engine, language);
    const [seed, before] = [randomUUID(), new Set(asked)];
    for (;;) {
      const next = await queue.run(person, () => quiz.step(seed, before, due));
      if (next !== 'more') return next;
    }
  }

  return {
    async next(player, engine) {
      const own = await nextIn(player.language, player, engine);
      if (own !== null || player.asked.length > 0) return own;
      return nextIn(otherLanguage(player.language), player, engine);
    },
    isFirstAnswer(question) {
      if (answered.has(question)) return false;
      answered.add(question);
      for (const old of answered) if (answered.size > REMEMBERED) answered.delete(old);
      return true;
    },
  };
}
