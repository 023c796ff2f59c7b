import { counter } from './count.js';
import type { QuizPhrases } from './quiz-en.js';

const count = counter('fr');

/** What a quiz says beside the words of the corpus, in French. */
export const quizFr: QuizPhrases = {
  heading: (n, of) => `Question ${n} sur ${of} : quels mots sont cachés ici ?`,
  right: 'C’est juste.',
  wrong: (words) => `Non : le texte dit « ${words} ».`,
  score: (n, of) => `${count(n, 'bonne réponse', 'bonnes réponses')} sur ${of}.`,
  next: 'Question suivante',
  again: 'Rejouer',
  none: 'Ces documents ne donnent aucune question de quiz : il faut des phrases avec une année, un chiffre ou un nom, plusieurs de chaque sorte, et un lecteur qui les repère.',
  noMore: 'Ces documents ne donnent pas d’autre question.',
  gone: 'Ce passage a changé ou n’existe plus. Recommencez avec **/quiz**.',
  old: 'Cette question a déjà reçu une réponse.',
  notYours: 'C’est le quiz de quelqu’un d’autre. Commencez le vôtre avec **/quiz**.',

  remind: {
    on: 'Les rappels sont activés. Ce que vous répondez aux quiz est désormais conservé, et revient quand vous risquez de l’oublier : un message privé par jour au plus. **/confidentialité** montre ce qui est conservé.',
    off: 'Les rappels sont désactivés, et ce qui était conservé de vos quiz est supprimé.',
    due: (n) => `${count(n, 'question revient', 'questions reviennent')} aujourd’hui.`,
    start: 'Commencer',
    stop: 'Plus de rappels',
    kept: (n) =>
      `**Rappels de quiz** : ${count(n, 'question à laquelle', 'questions auxquelles')} vous avez répondu, et la date de leur retour`,
  },

  daily: {
    title: 'Le fait du jour',
    intro:
      'Une phrase des documents par jour, avec sa source et sa date, dans un salon ; aucune ne revient avant 90 jours.',
    off: 'Il est désactivé. Choisissez un salon pour l’activer.',
    on: (channel, when) => `Dans ${channel}, le prochain ${when}.`,
    channel: 'Salon du fait du jour',
    hour: (hour) => `À ${hour} h`,
    switchOff: 'Désactiver',
    lost: (channel) =>
      `Le fait du jour est désactivé : le bot ne peut pas écrire dans ${channel}, ou ce salon n’existe plus. Choisissez-en un avec **/réglages**.`,
  },

  terminal: {
    prompt: 'a–d, q pour quitter : ',
    choose: 'Tapez a, b, c ou d.',
  },
  help: {
    quiz: 'jouer à un quiz : des phrases du corpus dont des mots sont cachés',
    count: 'nombre de questions (5 sans précision)',
    seed: 'la même graine sur le même corpus donne les mêmes questions',
    examples: [
      'verbatim quiz',
      'verbatim quiz --count 10 --seed lundi',
      'verbatim quiz --json > questions.jsonl',
    ],
  },
};
