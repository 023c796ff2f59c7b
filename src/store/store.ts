import type { QuizStore } from './quizzes.js';

/** What a server has chosen. */
export interface GuildSettings {
  /** Channel that questions without an answer are sent to; null while there is none, and nothing can be sent. */
  readonly teamChannel: string | null;
  /** Role of the people who answer them; null for those who may manage the server. */
  readonly teamRole: string | null;
  /** Whether that role is pinged, once, by each question sent. */
  readonly pingsRole: boolean;
  /** Days after which what people sent is deleted. */
  readonly retentionDays: number;
  /** Whether what one person prepares for the corpus is published by another. */
  readonly needsApproval: boolean;
  /** Whether the team channel is told once a week what needs somebody. */
  readonly hasDigest: boolean;
  /** When it was last told; null for never. */
  readonly digestAt: string | null;
}

/** The settings of a server that has chosen nothing. */
export const DEFAULT_SETTINGS: GuildSettings = {
  teamChannel: null,
  teamRole: null,
  pingsRole: false,
  retentionDays: 90,
  needsApproval: false,
  hasDigest: false,
  digestAt: null,
};

/** How a question ended: with a page, with a passage that was there, as none of the team's business, or otherwise. */
export const OUTCOMES = ['answered', 'documented', 'declined', 'solved'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** A question that somebody sends to the team. Ids are Discord's. */
export interface NewQuestion {
  readonly guild: string;
  readonly asker: string;
  /** Whether the team is told who asks. */
  readonly isNamed: boolean;
  /** Holds no NUL: no database takes it in a text. */
  readonly text: string;
  readonly language: 'fr' | 'en';
  /** Keys of the nearest passages, best first. */
  readonly passages: readonly string[];
  /** Where it was asked. */
  readonly channel: string;
  /** The bot's reply that it was sent from; null when only its asker sees that one. */
  readonly reply: string | null;
  /** How the asker is to be told of the answer. */
  readonly tell: 'thread' | 'direct';
  /** When it is sent: ISO 8601, UTC, as all times here. */
  readonly askedAt: string;
}

/** A message of the bot. */
export interface Place {
  readonly channel: string;
  readonly message: string;
}

/** A question as it is kept. */
export interface SentQuestion extends NewQuestion {
  /** Eight characters of base64url. */
  readonly id: string;
  /** Where the team reads it; null when it is not posted (yet). */
  readonly post: Place | null;
  /** Null while it is open. */
  readonly closed: {
    readonly outcome: Outcome;
    readonly at: string;
    /** Null once they have had their data deleted. */
    readonly by: string | null;
    /** What answers it: the path of a page without its language, or the key of a passage. */
    readonly with: string | null;
  } | null;
}

/** How a question is closed. */
export interface Closing {
  readonly outcome: Outcome;
  readonly at: string;
  readonly by: string;
  readonly with?: string;
}

export const REASONS = ['passage', 'date', 'incomplete', 'language', 'other'] as const;
/** Why an answer is of no use: the wrong passage, out of date, incomplete, in the wrong language, something else. */
export type Reason = (typeof REASONS)[number];

/** What somebody thinks of an answer; one each for a person and an answer. */
export interface Vote {
  readonly guild: string;
  /** The bot's reply. */
  readonly place: Place;
  readonly voter: string;
  /** Key of the passage that was shown first. */
  readonly passage: string;
  readonly votedAt: string;
  /** Null for a vote up. */
  readonly down: {
    readonly reason: Reason;
    /** What the voter wrote; may be empty. */
    readonly note: string;
    /** What was asked, as the reply shows it; may be empty. */
    readonly question: string;
  } | null;
}

/** A page that was written from Discord. */
export interface AnswerPage {
  /** Path in the corpus folder, without language and ending. */
  readonly path: string;
  readonly guild: string;
  readonly title: string;
  /** Who verified it; null once they have had their data deleted. */
  readonly author: string | null;
  readonly verifiedAt: string;
  /** The day it is to be looked at again, `YYYY-MM-DD`; null for never. */
  readonly reviewOn: string | null;
}

/** A folder of the corpus that is read only in some channels, or by people of some roles, of one server. */
export interface FolderLimit {
  /** Path in the corpus folder. */
  readonly path: string;
  /** The server that says so. */
  readonly guild: string;
  /** Channels, and the threads in them, that it is read in; all when empty. */
  readonly channels: readonly string[];
  /** Roles that read it; all people when empty. */
  readonly roles: readonly string[];
}

export type CorpusAction = 'add' | 'replace' | 'remove' | 'undo';

/** A change of the corpus, as somebody prepares it. */
export interface NewDraft {
  readonly guild: string;
  readonly author: string;
  readonly action: CorpusAction;
  /** What it changes: a path in the corpus folder. */
  readonly path: string;
  /** Name of the file that waits to be put there; null when something is removed or undone. */
  readonly file: string | null;
  /** Id of the change that it undoes. */
  readonly undoes: string | null;
  readonly preparedAt: string;
}

export interface Draft extends NewDraft {
  /** Eight characters of base64url. */
  readonly id: string;
}

/** A change of the corpus that was published. */
export interface Change {
  readonly id: string;
  readonly guild: string;
  /** Who prepared it; null once they have had their data deleted. */
  readonly author: string | null;
  readonly action: CorpusAction;
  readonly path: string;
  /** What was before it is found by this: see `corpus/history`. */
  readonly kept: string;
  readonly publishedAt: string;
  readonly undoneAt: string | null;
}

/** How far somebody is in the tour. */
export interface TourPlace {
  /** The step they saw last, from 0. */
  readonly step: number;
  readonly leftAt: string;
}

/** All that is kept of one person. */
export interface PersonalData {
  readonly questions: readonly SentQuestion[];
  readonly votes: readonly Vote[];
  readonly pages: readonly AnswerPage[];
  /** How many questions of others they closed. */
  readonly closed: number;
  /** Changes of the corpus that they prepared, published or not. */
  readonly drafts: readonly Draft[];
  readonly changes: readonly Change[];
  /** How many questions of quizzes they are to be reminded of; null when they do not want to be. */
  readonly cards: number | null;
  /** Null when they are in no tour. */
  readonly tour: TourPlace | null;
}

/** All that was sent or verified in a span of time. */
export interface Activity {
  readonly questions: readonly SentQuestion[];
  readonly votes: readonly Vote[];
  readonly pages: readonly AnswerPage[];
}

/**
 * What is kept on Verbatim's side of Discord. Whatever a promise acknowledges survives a kill at any moment.
 *
 * Every function throws a Failure: `store-locked` when another program keeps the database for itself, `store-full` when
 * there is no room left, `store-corrupt` when it is damaged. In Postgres, `postgres-unreachable`, `postgres-refused` and
 * `postgres-busy` too. Nothing is changed then, but for a connection lost while a change was under way: that may be done.
 */
export interface Store extends QuizStore {
  settingsOf(guild: string): Promise<GuildSettings>;
  /** Gives the settings as they are then. */
  changeSettings(guild: string, change: Partial<GuildSettings>): Promise<GuildSettings>;

  /** Gives its id. */
  addQuestion(question: NewQuestion): Promise<string>;
  question(id: string): Promise<SentQuestion | null>;
  /** Says where the team reads a question. */
  placeQuestion(id: string, post: Place): Promise<void>;
  /** Oldest first. */
  openQuestions(guild: string): Promise<SentQuestion[]>;
  /** False when there is no such question, or it was closed before: the first closing stands. */
  closeQuestion(id: string, closing: Closing): Promise<boolean>;
  /** Takes back a question, sent in vain. */
  deleteQuestion(id: string): Promise<void>;

  /** Takes the place of an earlier vote of the same person on the same answer. */
  vote(vote: Vote): Promise<void>;
  /** Votes down that nobody has dealt with, oldest first. */
  openVotes(guild: string): Promise<Vote[]>;
  /** Puts away the votes down on an answer; false when there are none. */
  resolveVotes(reply: string): Promise<boolean>;

  /** Takes the place of an earlier page of the same path. */
  keepPage(page: AnswerPage): Promise<void>;
  /** Pages whose day of review has come, the longest due first. */
  pagesToReview(guild: string, day: string): Promise<AnswerPage[]>;

  /** Of all servers, by path: what one of them limits is nobody else's to read. */
  folderLimits(): Promise<FolderLimit[]>;
  /** Limits a folder, or frees it when it names neither channels nor roles; false when another server has limited it. */
  limitFolder(limit: FolderLimit): Promise<boolean>;

  /** Gives its id. */
  addDraft(draft: NewDraft): Promise<string>;
  draft(id: string): Promise<Draft | null>;
  /** Of a server, oldest first. */
  drafts(guild: string): Promise<Draft[]>;
  /** False when there was none any more: whoever takes a draft away is the only one to publish it. */
  deleteDraft(id: string): Promise<boolean>;
  /** Those prepared before a moment, of all servers, which are then gone. */
  deleteDraftsBefore(moment: string): Promise<Draft[]>;
  keepChange(change: Omit<Change, 'undoneAt'>): Promise<void>;
  /** Of a server, newest first. */
  changes(guild: string, most: number): Promise<Change[]>;
  /** False when there is no such change, or it was undone before. */
  undoChange(id: string, at: string): Promise<boolean>;
  /** Servers that are told of what needs their team, and were not since a moment. */
  digestsDue(before: string): Promise<string[]>;

  /** Null when somebody is in no tour. */
  tourOf(person: string): Promise<TourPlace | null>;
  keepTour(person: string, place: TourPlace): Promise<void>;
  endTour(person: string): Promise<void>;

  dataOf(user: string): Promise<PersonalData>;
  /** Deletes what a person sent, and takes their id off all else; gives what was kept of them. */
  forget(user: string): Promise<PersonalData>;
  /** Deletes what is older than its server keeps it; gives the questions deleted. */
  deleteExpired(now: Date): Promise<SentQuestion[]>;

  /** What came from a moment on, oldest first. */
  activity(since: string): Promise<Activity>;

  /**
   * Writes the whole database, as it is at one moment, into a new file that can be put in its place.
   *
   * @throws Failure `file-unwritable`, also when there is such a file.
   */
  backup(file: string): Promise<void>;
  close(): Promise<void>;
}
