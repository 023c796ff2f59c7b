import { ContainerBuilder, SectionBuilder, TextDisplayBuilder, TimestampStyles, time } from 'discord.js';
import type { Phrases } from '../../../i18n/en.js';
import type { AnswerPage, Draft, SentQuestion, Vote } from '../../../store/store.js';
import { escapeWithin, oneLine } from '../../markdown.js';
import { pathShown } from '../corpus/path.js';
import { BETWEEN } from '../source.js';
import { ACCENT, type Button, buttonOf, type View } from '../view.js';

/** Of each kind, what is shown at once: three components each, of Discord's forty, and 380 of a message's room. */
const SHOWN = { questions: 4, votes: 2, pages: 2, drafts: 1 };
/** Of a message's room, what the text of an item takes. */
const TEXT = 180;

/** What needs the team. */
export interface Overview {
  /** Open questions, in groups of those alike. */
  readonly groups: readonly (readonly SentQuestion[])[];
  /** Votes down, oldest first. */
  readonly votes: readonly Vote[];
  readonly pages: readonly AnswerPage[];
  /** Changes of the corpus that wait. */
  readonly drafts: readonly Draft[];
  /** Whether the corpus can no longer be read. */
  readonly isStale: boolean;
}

/** A line of the overview, and what is done about it. */
interface Item {
  readonly text: string;
  readonly button: Button;
}

/** What needs the team today, each with its button. */
export function overviewView({ groups, votes, pages, drafts, isStale }: Overview, phrases: Phrases): View {
  const { overview: say, buttons } = phrases.team;
  const container = new ContainerBuilder().setAccentColor(ACCENT.topic);
  const add = (content: string) => container.addTextDisplayComponents(new TextDisplayBuilder({ content }));
  const list = (title: string, items: readonly Item[], most: number): void => {
    if (items.length === 0) return;
    add(title);
    for (const { text, button } of items.slice(0, most)) {
      container.addSectionComponents(
        new SectionBuilder()
          .addTextDisplayComponents(new TextDisplayBuilder({ content: text }))
          .setButtonAccessory(buttonOf(button)),
      );
    }
    if (items.length > most) add(`-# ${say.more(items.length - most)}`);
  };
  add(`### ${say.title}`);
  const answers = byReply(votes);
  if (isStale) add(`⚠️ ${phrases.corpus.team.build}`);
  if (groups.length + answers.length + pages.length + drafts.length === 0 && !isStale) add(say.nothing);
  list(
    say.questions(groups.flat().length),
    groups.map((group) => groupItem(group, phrases)),
    SHOWN.questions,
  );
  list(
    say.votes(answers.length),
    answers.map((group) => voteItem(group, phrases)),
    SHOWN.votes,
  );
  list(
    say.pages(pages.length),
    pages.map(({ path, title, reviewOn }) => ({
      text: `${escapeWithin(oneLine(title), TEXT)}\n-# \`${path}\`${BETWEEN}${say.due(reviewOn ?? '')}`,
      button: { label: buttons.reviewed, press: { team: { action: 'reviewed', page: path } } },
    })),
    SHOWN.pages,
  );
  list(
    phrases.corpus.team.drafts(drafts.length),
    drafts.map(({ id, action, path }) => ({
      text: `${phrases.corpus.draft.heading[action]}\n-# \`${pathShown(path)}\``,
      button: { label: phrases.corpus.buttons.see, press: { team: { action: 'see', draft: id } } },
    })),
    SHOWN.drafts,
  );
  return { components: [container.toJSON()] };
}

function groupItem(group: readonly SentQuestion[], { team }: Phrases): Item {
  const last =
    group
      .map(({ askedAt }) => askedAt)
      .sort()
      .at(-1) ?? '';
  const when = time(new Date(last), TimestampStyles.RelativeTime);
  return {
    text: `${escapeWithin(oneLine(group[0]?.text ?? ''), TEXT)}\n-# ${team.overview.asked(group.length, when)}`,
    button: {
      label: team.buttons.open,
      press: { team: { action: 'open', questions: group.map(({ id }) => id) } },
    },
  };
}

function voteItem(votes: readonly Vote[], { team }: Phrases): Item {
  const [vote] = votes;
  const { guild = '', place, down } = vote ?? {};
  const asked = escapeWithin(oneLine(down?.question ?? ''), TEXT) || team.overview.noQuestion;
  const note = escapeWithin(oneLine(down?.note ?? ''), TEXT);
  const reasons = [...new Set(votes.flatMap((one) => (one.down === null ? [] : [one.down.reason])))];
  const why = reasons.map((reason) => team.vote.reasons[reason]).join(', ');
  const link = `[${team.overview.link}](<https://discord.com/channels/${guild}/${place?.channel}/${place?.message}>)`;
  const facts = [why, ...(note === '' ? [] : [note]), link];
  return {
    text: `${asked}\n-# ${votes.length > 1 ? `${votes.length} 👎 · ` : ''}${facts.join(BETWEEN)}`,
    button: {
      label: team.buttons.resolve,
      press: { team: { action: 'resolve', reply: place?.message ?? '' } },
    },
  };
}

/** Votes on one answer together, in the order of their first. */
function byReply(votes: readonly Vote[]): Vote[][] {
  const groups = new Map<string, Vote[]>();
  for (const vote of votes) {
    const { message } = vote.place;
    groups.set(message, [...(groups.get(message) ?? []), vote]);
  }
  return [...groups.values()];
}
