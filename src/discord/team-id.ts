import { createHash } from 'node:crypto';
import { isKey } from './custom-id.js';

/** Ids of questions that a custom id has room for. */
export const MOST_QUESTIONS = 10;

/** What a team does with questions. */
export const CLOSINGS = ['answer', 'documented', 'declined', 'solved'] as const;
/** What `/settings` changes. */
export const SETTINGS = [
  ...(['teamChannel', 'teamRole', 'pingsRole', 'retentionDays', 'needsApproval', 'hasDigest'] as const),
] as const;
/** What is done with a change of the corpus that waits. */
export const DRAFT_ACTIONS = ['publish', 'discard', 'see'] as const;
/** By what the reading of a folder is limited; `none` frees it. */
export const LIMITS = ['channels', 'roles', 'none'] as const;

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
  /** The form of a document: for a new one, or in the place of one: see `nameOf`. */
  | { readonly action: 'upload'; readonly file: string | null }
  | { readonly action: (typeof DRAFT_ACTIONS)[number]; readonly draft: string }
  /** A page of the documents, from 0. */
  | { readonly action: 'files'; readonly at: number }
  /** Who may read a folder, by its short name. */
  | { readonly action: 'limit'; readonly by: (typeof LIMITS)[number]; readonly folder: string }
  /** A message becomes an answer. */
  | { readonly action: 'keep' }
  /** All that is kept of who presses is deleted. */
  | { readonly action: 'forget' };

const VERSION = 't1';
const NAME = /^[\w-]{8}$/;
const QUESTIONS = new RegExp(`^(?:[\\w-]{8}){1,${MOST_QUESTIONS}}$`);

/** A short name of a path: eight characters, which two paths of a corpus share once in a million corpora. */
export function nameOf(path: string): string {
  return createHash('sha256').update(path).digest('base64url').slice(0, 8);
}

/** A press as a custom id: `t1|<action>|<what it is about>`, at most 100 characters. */
export function teamIdOf(press: TeamPress): string {
  return [VERSION, press.action, ...aboutOf(press)].join('|');
}

function aboutOf(press: TeamPress): string[] {
  if ('questions' in press) return [press.questions.slice(0, MOST_QUESTIONS).join('')];
  if ('passage' in press) return [press.passage];
  if ('reply' in press) return [press.reply];
  if ('page' in press) return [press.page];
  if ('draft' in press) return [press.draft];
  if ('file' in press) return [press.file ?? ''];
  if ('at' in press) return [String(press.at)];
  if ('folder' in press) return [`${press.folder}${press.by}`];
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
  const onDraft = DRAFT_ACTIONS.find((one) => one === action);
  if (onDraft !== undefined) return NAME.test(about) ? { action: onDraft, draft: about } : null;
  switch (action) {
    case 'keep':
    case 'ask':
    case 'forget':
      return about === '' ? { action } : null;
    case 'up':
    case 'down':
      return isKey(about) ? { action, passage: about } : null;
    case 'resolve':
      return /^\d{17,20}$/.test(about) ? { action, reply: about } : null;
    case 'reviewed':
      return /^[\w/-]{1,80}$/.test(about) ? { action, page: about } : null;
    case 'upload':
      return about === '' || NAME.test(about) ? { action, file: about || null } : null;
    case 'files':
      return /^\d{1,4}$/.test(about) ? { action, at: Number(about) } : null;
    case 'limit': {
      const by = LIMITS.find((one) => one === about.slice(8));
      const folder = about.slice(0, 8);
      return by !== undefined && NAME.test(folder) ? { action, by, folder } : null;
    }
    case 'setting': {
      const name = SETTINGS.find((one) => one === about);
      return name === undefined ? null : { action, name };
    }
    default:
      return null;
  }
}
