import { counter } from './count.js';

const count = counter('en');

/** What a quiz says beside the words of the corpus, in English. */
export const quizEn = {
  /** Above a question. */
  heading: (n: number, of: number) => `Question ${n} of ${of}: which words stand here?`,
  right: 'Right.',
  wrong: (words: string) => `No: it says “${words}”.`,
  score: (n: number, of: number) => `${n} of ${of} right.`,
  next: 'Next question',
  again: 'Another round',
  none: 'These documents give no question for a quiz: it takes sentences with a year, a figure or a name, several of each, and a reader that marks them.',
  noMore: 'These documents give no other question.',
  gone: 'This passage has changed or is gone. Start again with **/quiz**.',
  old: 'This question was answered already.',
  notYours: 'This is somebody else’s quiz. Start your own with **/quiz**.',

  remind: {
    on: 'Reminders are on. What you answer in a quiz is kept from now on, and comes back when you may be about to forget it: at most one direct message a day. **/privacy** shows what is kept.',
    off: 'Reminders are off, and what was kept of your quizzes is deleted.',
    due: (n: number) => `${count(n, 'question comes', 'questions come')} back today.`,
    start: 'Begin',
    stop: 'No more reminders',
    /** In `/privacy`. */
    kept: (n: number) =>
      `**Reminders of quizzes**: ${count(n, 'question', 'questions')} you answered, with when ${n === 1 ? 'it comes' : 'they come'} back`,
  },

  daily: {
    title: 'Fact of the day',
    intro:
      'One sentence of the documents a day, with its source and its date, in a channel; none comes twice in 90 days.',
    off: 'It is off. Choose a channel to switch it on.',
    on: (channel: string, when: string) => `In ${channel}, next ${when}.`,
    channel: 'Channel of the fact of the day',
    hour: (hour: number) => `At ${String(hour).padStart(2, '0')}:00`,
    switchOff: 'Switch off',
    lost: (channel: string) =>
      `The fact of the day is off: the bot cannot write in ${channel}, or it is gone. Choose a channel again with **/settings**.`,
  },

  terminal: {
    prompt: 'a–d, q to leave: ',
    choose: 'Type a, b, c or d.',
  },
  help: {
    quiz: 'play a quiz: sentences of the corpus with words left out',
    count: 'how many questions (5 unless told)',
    seed: 'the same seed over the same corpus gives the same questions',
    examples: [
      'verbatim quiz',
      'verbatim quiz --count 10 --seed monday',
      'verbatim quiz --json > questions.jsonl',
    ],
  },
};

export type QuizPhrases = typeof quizEn;
