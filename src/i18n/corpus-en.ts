import { counter, writtenDate } from './count.js';

const count = counter('en');
const passages = (n: number) => count(n, 'passage', 'passages');

/** What is said of changing the corpus from Discord, and of who may read it, in English. Limits as in `team-en`. */
export const corpusEn = {
  form: {
    add: 'Add a document',
    replace: 'Replace a document',
    file: 'The document',
    fileNote: (megabytes: number) => `${megabytes} MB at most`,
    title: 'Title',
    titleNote: 'Empty: as the document itself says, else the name of the file',
    asOf: 'The date it speaks of',
    asOfNote: 'As 2027, 2027-01 or 2027-01-31; empty when nobody knows',
    language: 'Language',
    languageNote: 'Only when the same document is also here in the other language',
    source: 'Source',
    sourceNote: 'Its address, or who published it',
  },

  refused: {
    type: (name: string, formats: string) =>
      `“${name}” is of a format that is not read. Those that are: ${formats}.`,
    size: (megabytes: number, most: number) =>
      `The file has ${megabytes} MB: more than ${most} MB are not taken. Split it, or put it into the corpus folder by hand.`,
    empty: 'The file is empty.',
    date: (given: string) =>
      `“${given}” is no date. Write it as 2027, 2027-01 or 2027-01-31, or leave it out.`,
    download: 'Discord did not give the file in time. Please try again.',
    twice: 'This file is with the bot already: see what it said before.',
    ending: (ending: string) =>
      `The new file must be of the same format as the old one (\`${ending}\`). Otherwise remove the old one and add the new.`,
    unknown: 'There is no such document: choose one from the list.',
    state:
      'The file could not be put aside: the disk is full or cannot be written. Please tell whoever runs the bot.',
    gone: 'This is no longer waiting: it was published or discarded, or waited for too long.',
    publishing: 'Somebody is publishing this right now.',
    server:
      'This server may not change the documents, nor who reads them. Whoever runs the bot can name it in CORPUS_SERVERS.',
    nothingToUndo: 'There is nothing to undo: no document was changed from here.',
  },

  draft: {
    heading: {
      add: 'To be added',
      replace: 'To be replaced',
      remove: 'To be removed',
      undo: 'To be undone',
    },
    read: (n: number, fr: number, en: number) =>
      `Read: ${passages(n)} (${fr} in French, ${en} in English). Passages are what is quoted; here are the first:`,
    unread: 'Nothing of it can be quoted, so that it cannot be published:',
    problems: '**To be known**',
    more: (n: number) => `and ${n} more`,
    remove: 'Its passages will no longer be quoted. **/corpus undo** brings it back.',
    undo: {
      add: 'It will be taken out again.',
      replace: 'It will be again as it was before.',
      remove: 'It will be put back.',
      undo: 'It will be as it was before that.',
    },
    undoes: {
      add: (day: string) => `Added on ${day}`,
      replace: (day: string) => `Replaced on ${day}`,
      remove: (day: string) => `Removed on ${day}`,
      undo: (day: string) => `Undone on ${day}`,
    },
    day: (day: string) => writtenDate(day, 'en'),
    approval: 'This server wants a second person: **Publish** asks the team for one.',
  },

  approval: {
    asked: 'The team is asked: somebody else has to publish it.',
    own: 'This server wants a second person: somebody else of the team has to publish it.',
    nowhere:
      'This server wants a second person, and the team channel cannot be written in. Whoever manages the server can choose one with **/settings**.',
    post: (who: string) => `${who} has prepared a change of the corpus. A second person has to publish it.`,
  },

  done: {
    add: (path: string, n: number) =>
      `Published as \`${path}\`: ${passages(n)}, quoted from now on. **/corpus undo** takes it back.`,
    replace: (path: string, n: number) =>
      `\`${path}\` is replaced: ${passages(n)}, quoted from now on. **/corpus undo** takes it back.`,
    remove: (path: string) =>
      `\`${path}\` is removed: it is quoted no longer. **/corpus undo** brings it back.`,
    undo: (path: string) => `\`${path}\` is as it was before.`,
    discarded: 'Discarded: nothing was changed.',
  },
  failed: {
    unreadable: 'Nothing of it can be quoted in the corpus: nothing was changed.',
    build:
      'The corpus cannot be read with this change: everything is as it was before, and the change still waits.',
    history:
      'What was before cannot be kept, or is no longer there: nothing was changed. Please tell whoever runs the bot.',
  },

  list: {
    title: (n: number) => count(n, 'document', 'documents'),
    none: 'There is no document.',
    passages,
    undated: 'no date',
  },
  show: (n: number) => `${passages(n)}. The first:`,

  buttons: {
    publish: 'Publish',
    remove: 'Remove',
    undo: 'Undo',
    discard: 'Discard',
    see: 'See it',
    everybody: 'Everybody reads it',
    previous: 'Previous',
    next: 'Next',
  },

  rights: {
    title: (folder: string) => `Who reads \`${folder}/\``,
    intro:
      'What somebody may not read is never quoted, suggested or counted to them, here or elsewhere: not in other servers, nor in direct messages. Where all read along, only what everybody may read is quoted; who may read more by a role is answered in private. Replies that are there already stay.',
    channels: 'Channels that it is read in',
    roles: 'Roles that read it',
    all: 'Everybody reads it everywhere.',
    only: (channels: string, roles: string) =>
      `Read only${channels === '' ? '' : ` in ${channels}`}${roles === '' ? '' : ` by ${roles}`}.`,
    line: (folder: string, only: string) => `\`${folder}/\`: ${only}`,
    unshareable: 'Not everybody here may read this: it cannot be shown to all.',
    unknown: 'There is no such folder: choose one from the list.',
    folders: '**Folders that not everybody reads** (choose one with `/settings folder:`)',
  },

  settings: {
    approvalOn: 'Ask a second person',
    approvalOff: 'One person is enough',
    digestOn: 'Weekly digest',
    digestOff: 'No digest',
    digest: 'Once a week the team channel is told how much needs somebody.',
    approval: 'What one person prepares with **/corpus** is published by another.',
    noApproval: 'What one person prepares with **/corpus**, they can publish.',
  },

  privacy: {
    changes: (n: number) => `**${count(n, 'change', 'changes')} of the corpus** that you prepared`,
  },

  digest: {
    title: 'This week, for the team',
    questions: (n: number) => count(n, 'open question', 'open questions'),
    votes: (n: number) => `${count(n, 'answer', 'answers')} voted down`,
    pages: (n: number) => `${count(n, 'page', 'pages')} to be looked at again`,
    drafts: (n: number) => `${count(n, 'change', 'changes')} of the corpus waiting`,
    lately: (n: number, closed: number) =>
      `${count(n, 'question', 'questions')} sent in seven days, ${closed} of them closed`,
    see: 'See **/team**.',
  },

  team: {
    drafts: (n: number) => `**${count(n, 'change', 'changes')} of the corpus** waiting`,
    build:
      'The corpus cannot be read as it is now: answers come from what it was before. The log of whoever runs the bot says why.',
  },
};

export type CorpusPhrases = typeof corpusEn;
