/** Days of a season: as long as a fact of the day is not shown again. */
export const SEASON_DAYS = 90;

/** Somebody who asked to be reminded. */
export interface QuizPlayer {
  readonly person: string;
  /** Server they asked in, whose rule says how long things are kept; empty in a direct message. */
  readonly guild: string;
  readonly language: 'fr' | 'en';
}

/** A question that somebody who is reminded has answered. */
export interface QuizCard {
  readonly person: string;
  /** Key of the passage. */
  readonly passage: string;
  /** Where the hidden words begin in it, in UTF-16 code units. */
  readonly start: number;
  readonly language: 'fr' | 'en';
  /** When it comes back. */
  readonly due: string;
  readonly reviewedAt: string;
  /** What the scheduler remembers, as JSON. */
  readonly memory: string;
}

/** Where and when a server has its fact of the day. */
export interface DailyFact {
  readonly guild: string;
  readonly channel: string;
  /** 0–23, in the zone. */
  readonly hour: number;
  /** IANA name. */
  readonly zone: string;
  /** When the next one is due, in UTC. */
  readonly nextAt: string;
}

/** What is kept of quizzes and facts of the day. */
export interface QuizStore {
  /** Null for somebody who does not want to be reminded. */
  quizPlayer(person: string): Promise<QuizPlayer | null>;
  /** Somebody wants to be reminded. */
  addQuizPlayer(player: QuizPlayer): Promise<void>;
  /** Somebody does not want to be reminded any more: all that was kept of their quizzes is deleted. */
  deleteQuizPlayer(person: string): Promise<void>;
  quizCard(person: string, passage: string, start: number): Promise<QuizCard | null>;
  /**
   * Keeps a card in the place of the one that was read before.
   *
   * @returns false, and changes nothing, when another answer was kept meanwhile or there is no such player (any more)
   */
  keepQuizCard(card: QuizCard, before: QuizCard | null): Promise<boolean>;
  /** The longest due first. */
  dueQuizCards(person: string, now: Date): Promise<QuizCard[]>;
  /** Takes the players who have something due and were not reminded within a day; nobody else is given the same ones. */
  takeReminders(now: Date): Promise<QuizPlayer[]>;

  /** Null where there is no fact of the day. */
  dailyFact(guild: string): Promise<DailyFact | null>;
  keepDailyFact(fact: DailyFact): Promise<void>;
  /** False when there was none. */
  deleteDailyFact(guild: string): Promise<boolean>;
  dueFacts(now: Date): Promise<DailyFact[]>;
  /** Puts the next time in the place of the one that is due; false when somebody else did, who then shows the fact. */
  takeFact(fact: DailyFact, nextAt: string): Promise<boolean>;
  /** Keys of the passages that a server was shown this season. */
  shownFacts(guild: string, now: Date): Promise<string[]>;
  keepShownFact(guild: string, passage: string, now: Date): Promise<void>;
}
