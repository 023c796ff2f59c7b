import type { AboutPhrases, TourPhrases } from './tour-en.js';

/** What is said around the card of a subject, in French. */
export const aboutFr: AboutPhrases = {
  buttons: { picture: 'Image à partager' },
  alsoNamed: (names) => `aussi : ${names}`,
  facts: 'Dans les mots du corpus :',
  ask: 'Des questions à son sujet :',
  lookUp: 'Là où le corpus en parle :',
  noDefinition: 'Aucune phrase du corpus ne dit en toutes lettres ce que c’est.',
  picture: 'Des phrases des documents, mot pour mot. Verbatim',
  noPicture:
    'La machine qui fait tourner ce bot ne peut pas dessiner d’images. La fiche elle-même dit la même chose.',
  unknown: (typed) => `Le corpus n’a pas de sujet « ${typed} ».`,
  known: (names) => `Ses sujets : ${names}`,
  none: 'Ce corpus n’a pas de sujet à présenter. Posez-lui plutôt une question.',
  written: (file) => `L’image est dans ${file}.`,
};

/** What the tour says around the sentences of the corpus, in French. */
export const tourFr: TourPhrases = {
  buttons: {
    take: 'Faire la visite',
    resume: 'Reprendre la visite',
    next: 'Suivant',
    back: 'Précédent',
    stop: 'Arrêter',
    again: 'Depuis le début',
  },
  step: (step, steps) => `Visite, étape ${step} sur ${steps}`,
  resumed: 'Vous vous étiez arrêté·e ici.',
  end: {
    title: 'La visite est finie',
    ask: 'Posez maintenant votre propre question : **/demander**, une mention du bot ou un message privé. La réponse est une citation, avec sa source et sa date ; ce qui n’est pas trouvé est dit comme tel.',
    more: '**/fiche** montre de nouveau un sujet, **/fait** en consulte un passage.',
    quiz: '**/quiz** vous pose quelques questions sur ce que vous avez lu.',
  },
  empty: 'Ce corpus n’a pas de sujet à faire visiter. Posez-lui une question : **/demander**.',
  stopped: 'La visite s’arrête ici. **/visite** la reprend à cette étape.',
  welcome: {
    title: 'Bienvenue !',
    text: 'Une courte visite montre de quoi parlent ces documents, dans leurs propres mots, et comment les interroger. Vous seul·e la voyez ; arrêtez-la et reprenez-la quand vous voulez.',
    setting: 'Publier un accueil avec la visite dans…',
    posted: (channel) => `L’accueil est publié dans ${channel}.`,
    notPosted: (channel) =>
      `Le bot n’a pas le droit d’écrire dans ${channel}. Autorisez-le à voir ce salon et à y envoyer des messages, puis choisissez-le de nouveau.`,
  },
  kept: (step) => `La visite : vous l’avez laissée à l’étape ${step}`,
};
