import { DAY_MS, dayOf, daysBefore, isCalendarDate } from '../day.js';
import type { Phrases } from '../i18n/en.js';
import { type Activity, OUTCOMES, REASONS } from '../store/store.js';
import { inline, safeJson } from './display.js';
import { withKept } from './kept.js';
import { print, type Session } from './session.js';

/** Columns of the longest bar. */
const BAR = 30;

export const REPORT_FORMATS = ['text', 'json', 'csv', 'markdown'] as const;

/** What to report. */
export interface ReportChoices {
  /** From when on: ISO 8601. */
  readonly since: string;
  readonly format: (typeof REPORT_FORMATS)[number];
}

/** A span of time as it is typed, `30d`, or its first day, `2026-03-01`, as the moment it begins; null when it is neither. */
export function sinceOf(typed: string, now: Date): string | null {
  const days = /^(\d{1,4})d$/.exec(typed)?.[1];
  if (days !== undefined) return daysBefore(now, Number(days));
  return typed.length === 10 && isCalendarDate(typed) ? new Date(typed).toISOString() : null;
}

/** Tells what people sent to their teams, what became of it, and what they think of answers; never who they are. */
export function report(session: Session, { since, format }: ReportChoices): Promise<number> {
  return withKept(session, async (store) => {
    const activity = await store.activity(since);
    await print(session, RENDER[format](activity, since, session.phrases));
  });
}

const RENDER: Readonly<Record<ReportChoices['format'], (a: Activity, since: string, p: Phrases) => string>> =
  {
    text: asText,
    json: (activity, since) => `${safeJson({ since, ...entriesOf(activity) })}\n`,
    csv: asCsv,
    markdown: asMarkdown,
  };

/** What is told of each question and vote; whoever sent it is left out. */
function entriesOf({ questions, votes, pages }: Activity) {
  return {
    questions: questions.map(({ askedAt, language, text, closed }) => ({
      askedAt,
      language,
      state: closed?.outcome ?? ('open' as const),
      closedAt: closed?.at ?? null,
      text,
    })),
    votes: votes.map(({ votedAt, passage, down }) => ({
      votedAt,
      passage,
      vote: down === null ? ('up' as const) : ('down' as const),
      reason: down?.reason ?? null,
      note: down?.note ?? '',
      question: down?.question ?? '',
    })),
    pages: pages.map(({ path, title, verifiedAt, reviewOn }) => ({ path, title, verifiedAt, reviewOn })),
  };
}

/** A line of the report: what is counted, how often, and how far it is moved in. */
type Count = readonly [label: string, n: number, depth: 0 | 1];

function countsOf({ questions, votes, pages }: Activity, { report: say, team }: Phrases): Count[] {
  const open = questions.filter(({ closed }) => closed === null).length;
  const down = votes.filter((vote) => vote.down !== null);
  const closings = OUTCOMES.map(
    (outcome): Count => [
      say.states[outcome],
      questions.filter(({ closed }) => closed?.outcome === outcome).length,
      1,
    ],
  );
  const reasons = REASONS.map(
    (reason): Count => [
      team.vote.reasons[reason],
      down.filter((vote) => vote.down?.reason === reason).length,
      1,
    ],
  );
  const counts: Count[] = [
    [say.questions, questions.length, 0],
    [say.states.open, open, 1],
    ...closings,
    [say.up, votes.length - down.length, 0],
    [say.down, down.length, 0],
    ...reasons,
    [say.pages, pages.length, 0],
  ];
  return counts.filter(([, n, depth]) => n > 0 || depth === 0);
}

function asText(activity: Activity, since: string, phrases: Phrases): string {
  const { report: say } = phrases;
  const counts = countsOf(activity, phrases);
  const width = Math.max(...counts.map(([label, , depth]) => label.length + 2 * depth));
  const lines = counts.map(([label, n, depth]) => `${`${'  '.repeat(depth)}${label}`.padEnd(width)}  ${n}`);
  const weeks = weeksOf(activity);
  const most = Math.max(1, ...weeks.map(([, n]) => n));
  const chart = weeks.map(([day, n]) => `${day}  ${'█'.repeat(Math.ceil((n / most) * BAR))} ${n}`);
  const open = activity.questions.filter(({ closed }) => closed === null);
  const sections = [
    [say.since(since.slice(0, 10)), ...lines],
    ...(chart.length === 0 ? [] : [[say.weeks, ...chart]]),
    ...(open.length === 0
      ? []
      : [[say.open, ...open.map(({ askedAt, text }) => `${askedAt.slice(0, 10)}  ${inline(text)}`)]]),
  ];
  return `${sections.map((section) => section.join('\n')).join('\n\n')}\n`;
}

/** How many questions were sent in each week that had some and those between, by its Monday. */
function weeksOf({ questions }: Activity): [monday: string, n: number][] {
  const mondayOf = (time: string): number => {
    const day = Math.floor(Date.parse(time) / DAY_MS);
    // The epoch began on a Thursday.
    return day - ((day + 3) % 7);
  };
  const mondays = questions.map(({ askedAt }) => mondayOf(askedAt));
  const weeks: [string, number][] = [];
  for (let monday = Math.min(...mondays); monday <= Math.max(...mondays); monday += 7) {
    const n = mondays.filter((one) => one === monday).length;
    weeks.push([dayOf(new Date(monday * DAY_MS)), n]);
  }
  return weeks;
}

/** One line a question or vote. A text that a spreadsheet would take for a formula begins with an apostrophe. */
function asCsv(activity: Activity): string {
  const { questions, votes } = entriesOf(activity);
  const rows = [
    ['kind', 'at', 'state', 'text', 'note'],
    ...questions.map(({ askedAt, state, text }) => ['question', askedAt, state, text, '']),
    ...votes.map(({ votedAt, vote, reason, note, question }) => [
      vote,
      votedAt,
      reason ?? '',
      question,
      note,
    ]),
  ];
  const cell = (text: string): string => {
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function asMarkdown(activity: Activity, since: string, phrases: Phrases): string {
  const { report: say } = phrases;
  const escaped = (text: string) => inline(text).replace(/[\\|`*_<>[\]]/g, '\\$&');
  const counts = countsOf(activity, phrases).map(
    ([label, n, depth]) => `| ${'– '.repeat(depth)}${label} | ${n} |`,
  );
  const open = activity.questions.filter(({ closed }) => closed === null);
  return [
    `## ${say.since(since.slice(0, 10))}`,
    '',
    `| | |\n| --- | ---: |\n${counts.join('\n')}`,
    ...(open.length === 0
      ? []
      : [
          '',
          `### ${say.open}`,
          '',
          ...open.map(({ askedAt, text }) => `- ${askedAt.slice(0, 10)} ${escaped(text)}`),
        ]),
    '',
  ].join('\n');
}
