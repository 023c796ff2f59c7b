import type { Side } from '../index/snapshot.js';
import type { Reader, Reading } from '../models/reader.js';
import { readableOf, sideOf } from './passage.js';
import type { Question } from './question.js';
import type { Candidate } from './retrieve.js';
import { logOddsOf, probabilityOf, verdictOf } from './verdict.js';

/** A candidate, read in the question's language when it has it. */
export interface Ranked extends Candidate {
  readonly passage: Side;
  readonly reading: Reading;
  /** What candidates are ordered by: the log-odds that it answers and a share of the retrieval score; without a reader, that score. */
  readonly rank: number;
}

/** Candidates read at most, unless more are wanted. */
export const MOST_READ = 8;
/** Share of the retrieval score beside the log-odds. */
const PRIOR = 4;
/** Candidates read before reading may stop. */
const READ_ANYWAY = 3;
/** How far below the first, in log-odds, a newer figure for the same question may lie; and one that alone would not be sure. */
const NEWER_WITHIN = 1.5;
const AS_GOOD = 0.5;

/**
 * Reads the first candidates, best first, and puts them in order. Reading stops early when one of them answers, unless it is with a
 * figure that a later passage may give for a newer year, or more are wanted than are read.
 *
 * @param reader null ranks by retrieval alone
 * @param wanted how many candidates are to be shown at most
 */
export async function order(
  question: Question,
  candidates: readonly Candidate[],
  reader: Reader | null,
  wanted: number,
): Promise<Ranked[]> {
  const ranked: Ranked[] = [];
  let isSettled = false;
  const mayBeOld = !YEAR.test(question.text);
  for (const candidate of candidates.slice(0, Math.max(MOST_READ, wanted))) {
    if (isSettled && ranked.length >= READ_ANYWAY && wanted <= MOST_READ) break;
    const passage = sideOf(candidate.pair, question.language);
    if (passage === null) continue;
    if (reader === null) {
      ranked.push({ ...candidate, passage, reading: UNREAD, rank: candidate.score });
      continue;
    }
    const reading = await reader.read(question.text, readableOf(passage));
    const rank = logOddsOf(reading, reader.calibration) + PRIOR * candidate.score;
    const read = { ...candidate, passage, reading, rank };
    ranked.push(read);
    isSettled ||= isAnswer(read, reader) && !(mayBeOld && isFigure(read));
  }
  ranked.sort((a, b) => b.rank - a.rank);
  return reader === null ? ranked : newestFirst(question, ranked, reader);
}

const UNREAD: Reading = { logit: 0, span: null };

/** A year. */
const YEAR = /\b(?:1[5-9]|20)\d\d\b/;

function isAnswer({ reading }: Ranked, { calibration }: Reader): boolean {
  return verdictOf(probabilityOf(reading, calibration), calibration) === 'answered';
}

/** Whether a passage answers with a figure that may change with the years; a date does not. */
function isFigure({ reading: { span }, passage }: Ranked): boolean {
  const words = span === null ? '' : passage.text.slice(span.start, span.end);
  return /\d/.test(words) && !YEAR.test(words);
}

/** When several passages answer with a figure and the question names no year, the newest of them comes first. */
function newestFirst(question: Question, ranked: Ranked[], reader: Reader): Ranked[] {
  const [best] = ranked;
  if (best === undefined || !isFigure(best) || !isAnswer(best, reader) || YEAR.test(question.text))
    return ranked;
  const oddsOf = ({ reading }: Ranked) => logOddsOf(reading, reader.calibration);
  const isRival = (each: Ranked) => {
    const within = isAnswer(each, reader) ? NEWER_WITHIN : AS_GOOD;
    return isFigure(each) && oddsOf(each) >= oddsOf(best) - within;
  };
  const dateOf = ({ passage }: Ranked) => passage.source.asOf ?? '';
  const [newest = best] = ranked.filter(isRival).sort((a, b) => dateOf(b).localeCompare(dateOf(a)));
  return [newest, ...ranked.filter((each) => each !== newest)];
}
