/** Ids of questions that a custom id has room for. */
export const MOST_QUESTIONS = 10;

/** What a team does with questions. */
export const CLOSINGS = ['answer', 'documented', 'declined', 'solved'] as const;
/** What `/settings` changes. */
export const SETTINGS = ['teamChannel', 'teamRole', 'pingsRole', 'retentionDays'] as const;

/** What the buttons, menus and forms between people and their team ask for. */
export type TeamPress =
  /** The question of the reply that it is on is to be sent to the team. */
  | { readonly action: 'ask' }
  /** `passage`: key of the passage that the reply shows. */
  | { readonly action: 'up' | 'down'; readonly passage: string }
  | { readonly action: (typeof CLOSINGS)[number]; readonly questions: readonly string[] }
  /** Shows questions of `/team` as the team channel does. */
  | { readonly action: 'open'; readonly questions: readonly string[] }
  /** Puts away the votes down on a reply. */
  | { readonly action: 'resolve'; readonly reply: string }
  /** A page was looked at again. */
  | { readonly action: 'reviewed'; readonly page: string }
  | { readonly action: 'setting'; readonly name: (typeof SETTINGS)[number] }
  /** All that is kept of who presses is deleted. */
  | { readonly action: 'forget' };

const VERSION = 't1';
const QUESTIONS = new RegExp(`^(?:[\\w-]{8}){1,${MOST_QUESTIONS}}$`);

/** A press as a custom id: `t1|<action>|<what it is about>`, at most 100 characters. */
export function teamIdOf(press: TeamPress): string {
  return [VERSION, press.action, ...aboutOf(press)].join('|');
}

function aboutOf(press: TeamPress): string[] {
  if ('questions' in press) return [press.questions.slice(0, MOST_QUESTIONS).join('')];
  if ('passage' in press) return [press.passage];
  if ('reply' in press) return [press.reply];
  if ('page' in press) return [press.page];
  return 'name' in press ? [press.name] : [];
}

/** What a custom id asks of the team; null when it is of another version, or none of these. */
export function teamPressOf(customId: string): TeamPress | null {
  const [version, action = '', about = '', ...more] = customId.split('|');
  if (version !== VERSION || more.length > 0) return null;
  const closing = CLOSINGS.find((one) => one === action) ?? (action === 'open' ? action : undefined);
  if (closing !== undefined) {
    return QUESTIONS.test(about) ? { action: closing, questions: about.match(/.{8}/g) ?? [] } : null;
  }
  switch (action) {
    case 'ask':
    case 'forget':
      return about === '' ? { action } : null;
    case 'up':
    case 'down':
      return /^[\w-]{7}$/.test(about) ? { action, passage: about } : null;
    case 'resolve':
      return /^\d{17,20}$/.test(about) ? { action, reply: about } : null;
    case 'reviewed':
      return /^[\w/-]{1,80}$/.test(about) ? { action, page: about } : null;
    case 'setting': {
      const name = SETTINGS.find((one) => one === about);
      return name === undefined ? null : { action, name };
    }
    default:
      return null;
  }
}
