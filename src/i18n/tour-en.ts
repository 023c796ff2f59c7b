/** What is said around the card of a subject, in English. Labels of buttons: see `discordEn`. */
export const aboutEn = {
  buttons: { picture: 'Picture to share' },
  alsoNamed: (names: string) => `also: ${names}`,
  /** Before the facts of a card in a terminal. */
  facts: 'In the words of the corpus:',
  /** Above buttons of questions, and of sections. */
  ask: 'Ask about it:',
  lookUp: 'Where the corpus speaks of it:',
  /** Of a subject of which no sentence says what it is. */
  noDefinition: 'No sentence of the corpus says in so many words what it is.',
  /** At the foot of a picture. */
  picture: 'Sentences of the documents, word for word. Verbatim',
  noPicture: 'Pictures cannot be drawn on the machine that runs this bot. The card itself says the same.',
  unknown: (typed: string) => `The corpus has no subject “${typed}”.`,
  known: (names: string) => `Its subjects: ${names}`,
  none: 'This corpus has no subject that could be told of. Ask it a question instead.',
  written: (file: string) => `The picture is in ${file}.`,
};

/** What the tour says around the sentences of the corpus, in English. */
export const tourEn = {
  buttons: {
    take: 'Take the tour',
    resume: 'Go on with the tour',
    next: 'Next',
    back: 'Back',
    stop: 'Stop',
    again: 'From the beginning',
  },
  step: (step: number, steps: number) => `Tour, step ${step} of ${steps}`,
  resumed: 'You left off here.',
  end: {
    title: 'That was the tour',
    ask: 'Now ask your own question: **/ask**, a mention of the bot, or a direct message. The answer is a quote, with its source and date; what is not found is said to be so.',
    more: '**/about** shows a subject again, **/fact** looks a topic up.',
    quiz: '**/quiz** asks you a few questions on what you have read.',
  },
  empty: 'This corpus has no subject to show around. Ask it a question: **/ask**.',
  stopped: 'The tour is stopped here. **/start** takes it up again at this step.',
  /** What a server posts for those who arrive. */
  welcome: {
    title: 'Welcome!',
    text: 'A short tour shows what these documents are about, in their own words, and how to ask them. Only you see it; stop and go on as you like.',
    setting: 'Post a welcome with the tour in…',
    posted: (channel: string) => `The welcome is posted in ${channel}.`,
    notPosted: (channel: string) =>
      `The bot may not write in ${channel}. Let it see that channel and send messages there, then choose it again.`,
  },
  /** In the list of what is kept of somebody. */
  kept: (step: number) => `The tour: you left it at step ${step}`,
};

export type AboutPhrases = typeof aboutEn;
export type TourPhrases = typeof tourEn;
