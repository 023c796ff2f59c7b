import { counter, writtenDate } from './count.js';

const count = counter('en');
const days = (n: number) => count(n, 'day', 'days');

/**
 * What people and their team are told, in English. On Discord, titles and labels of forms have at most 45 characters,
 * their descriptions and choices 100.
 */
export const teamEn = {
  buttons: {
    ask: 'Ask the team',
    up: '👍',
    down: '👎',
    answer: 'Answer',
    documented: 'Already documented',
    declined: 'Not for us',
    solved: 'Solved',
    open: 'Open',
    resolve: 'Dealt with',
    reviewed: 'Still right',
    forget: 'Delete all of it',
  },

  ask: {
    title: 'Ask the team',
    question: 'Your question',
    kept: (n: number) => `Kept for ${days(n)} at most; /privacy shows and deletes it.`,
    name: 'Your name',
    named: 'Show my name to the team',
    unnamed: 'Do not show my name',
    tell: 'Where to tell you the answer',
    thread: 'In a thread under this answer',
    direct: 'In a direct message',
    sent: {
      thread: 'Your question is with the team. You will be told the answer in a thread here.',
      direct: 'Your question is with the team. You will be told the answer in a direct message.',
    },
    sentBefore: 'You have sent this question to the team already. You will be told the answer.',
    noTeam:
      'Nothing was sent: this server has no team channel. Whoever manages it can choose one with **/settings**.',
    unpostable:
      'Nothing was sent: the bot cannot write in the team channel, or it is gone. Please tell whoever manages this server; they can mend it with **/settings**.',
  },

  post: {
    heading: 'A question for the team',
    by: (whom: string, where: string, when: string) => `${whom} in ${where}, ${when}`,
    somebody: 'Somebody',
    also: (n: number) => `Asked ${count(n, 'more time', 'more times')}:`,
    nearest: 'Nearest passages:',
    nothingNear: 'No passage is near.',
    closed: {
      answered: (by: string) => `✅ Answered by ${by}`,
      documented: (by: string) => `✅ Already documented, says ${by}`,
      declined: (by: string) => `☑️ Not for the team, says ${by}`,
      solved: (by: string) => `✅ Solved, says ${by}`,
    },
    closedBefore: 'This question is closed already; nothing was changed.',
    beingAnswered: 'Somebody is publishing an answer to this question right now; nothing was changed.',
    gone: 'This question is no longer kept: whoever asked has deleted it, or it was too old.',
    notTeam: 'This is for the team: the role chosen in **/settings**, and those who may manage the server.',
    done: 'Done: the question is closed.',
    unclosed: 'The question could not be closed, or somebody did it meanwhile: see **/team**.',
    told: 'Whoever asked has been told.',
    untold:
      'Whoever asked could not be told: they take no direct messages, or the thread cannot be written in.',
  },

  answer: {
    title: 'Answer',
    question: 'The question, as people ask it',
    languages: 'One language is enough; with both, each is shown beside the other.',
    fr: 'Answer in French',
    en: 'Answer in English',
    source: 'Source',
    sourceNote: 'An address, or the name of a document; may stay empty',
    review: 'To be looked at again on',
    reviewNote: 'As 2027-01-31; empty for never',
    empty: 'The answer is empty: write it in French, in English, or in both.',
    badDate: (given: string) => `“${given}” is no day to come. Write it as 2027-01-31, or leave it out.`,
    unreadable:
      'Nothing of this answer can be quoted: it is too short for its language to be told, or not in French or English. Write a whole sentence.',
    lost: 'Nothing was published. Here is what you wrote, so that it is not lost:',
    published: (title: string, file: string) =>
      `Published. From now on, “${title}” is answered with your words, which anybody may edit in \`${file}\`.`,
    verified: (by: string, day: string) => `verified by ${by} on ${writtenDate(day, 'en')}`,
    team: 'the team',
  },

  documented: {
    title: 'Already documented',
    passage: 'The passage that answers',
    elsewhere: 'Or where the answer stands',
    elsewhereNote: 'An address, or the name of a document',
    empty: 'Choose the passage that answers, or say where the answer stands.',
  },

  told: {
    question: (question: string) => `You asked: **${question}**`,
    answered: 'The team has answered.',
    documented: 'The team says that this answers.',
    elsewhere: (where: string) => `The team says that the answer stands here: ${where}`,
    declined: 'The team says that this question is not for them.',
    solved: 'The team has closed your question as solved.',
    thread: 'Answer of the team',
  },

  vote: {
    title: 'What is wrong with this answer?',
    reason: 'Reason',
    reasons: {
      passage: 'The wrong passage',
      date: 'Out of date',
      incomplete: 'Incomplete',
      language: 'The wrong language',
      other: 'Something else',
    },
    right: 'The right passage, when it is one of these',
    note: 'In your words',
    kept: (n: number) => `The team reads it with your question. Kept for ${days(n)} at most.`,
    up: 'Thank you, that is noted. You can change your mind with 👎.',
    down: 'Thank you. The team sees your reason in **/team**. You can change your mind with 👍.',
  },

  overview: {
    title: 'What needs the team',
    nothing: 'Nothing needs the team today.',
    questions: (n: number) => `**${count(n, 'open question', 'open questions')}**`,
    asked: (n: number, when: string) => (n === 1 ? `asked ${when}` : `asked ${n} times, last ${when}`),
    votes: (n: number) => `**${count(n, 'answer', 'answers')} voted down**`,
    noQuestion: 'an answer',
    link: 'see it',
    pages: (n: number) => `**${count(n, 'page', 'pages')} to be looked at again**`,
    due: (day: string) => `due since ${writtenDate(day, 'en')}`,
    more: (n: number) => `and ${n} more, once these are dealt with`,
    resolved: 'Dealt with.',
    reviewed: (day: string) => `Noted: to be looked at again on ${writtenDate(day, 'en')}.`,
  },

  settings: {
    title: 'Settings of this server',
    intro:
      'Where people can send what was not found. Without a team channel nothing can be sent, and nothing is kept.',
    teamChannel: 'Team channel',
    teamRole: 'Team role',
    retention: (n: number) => `Deleted after ${days(n)}`,
    pings: 'Each question pings the role, once.',
    pingsNot: 'The role is not pinged.',
    pingsOn: 'Ping the role',
    pingsOff: 'Do not ping',
    ready: (channel: string) => `People can send questions to ${channel}.`,
    off: 'Nothing can be sent: choose a team channel.',
    gone: 'The team channel is gone, or the bot may not see it: choose another.',
    cannotWrite: (channel: string) =>
      `The bot may not write in ${channel}: allow it *View Channel* and *Send Messages* there.`,
    roleGone: 'The team role is gone: only those who may manage the server can answer. Choose another.',
    roleNone: 'Without a team role, only those who may manage the server can answer.',
    notManager: 'Settings are for those who may manage the server.',
  },

  privacy: {
    title: 'What is kept of you',
    rule: (n: number) =>
      `Questions are answered and forgotten. Kept, for ${days(n)} at most, is only what you press for: a question to the team, a 👍 or 👎, a change of the documents, your place in the tour, reminders of the quiz. Everybody’s rights, and what the operator’s log holds: PRIVACY.md.`,
    nothing: 'Nothing is kept of you.',
    questions: (n: number) => `**${count(n, 'question', 'questions')} sent to the team**`,
    votes: (n: number) => `**${count(n, 'vote', 'votes')}** on answers`,
    pages: (n: number) =>
      `**${count(n, 'answer', 'answers')}** verified, with your name, for as long as the page is there`,
    closed: (n: number) => `**${count(n, 'question', 'questions')}** of others closed by you`,
    more: (n: number) => `and ${n} more`,
    deleted: 'Deleted: nothing is kept of you any more, here or in the team channel.',
    leftOver: (n: number) =>
      `Deleted. ${count(n, 'message', 'messages')} in the team channel could not be: the bot may not see it any more. Ask a moderator there.`,
    pagesLeft: 'Your name could not be taken off a page, and the rest is deleted. Tell whoever runs the bot.',
  },

  failures: {
    busy: 'The database is in use by another program. Nothing was changed; please try again in a moment.',
    store: 'The database cannot be used, and nothing was changed. Please tell whoever runs the bot.',
  },

  guildOnly: 'This works in a server, not in a direct message.',
};

export type TeamPhrases = typeof teamEn;
