import { counter } from './count.js';
import type { EvaluatePhrases } from './evaluate-en.js';

const count = counter('fr');

/** What measuring a corpus by its own questions says, in French. */
export const evaluateFr: EvaluatePhrases = {
  none: (file, folder) =>
    `Il n’y a aucune question à poser : ${folder} n’a pas de ${file}. Le bot l’écrit quand une équipe dit qu’une question est déjà documentée.`,
  asked: (n) => `${count(n, 'question', 'questions')} :`,
  first: (n, share) => `le bon passage en premier pour ${n}${share}`,
  inThree: (n, share) => `parmi les trois premiers pour ${n}${share}`,
  notFound: (n, share) => `rien trouvé pour ${n}${share}`,
  gone: (n) => `${n} sur des documents disparus`,
  outcomes: {
    three: 'deuxième ou troisième',
    wrong: 'autre passage',
    unanswered: 'rien trouvé',
    gone: 'document disparu',
  },
  missed: (outcome, question, document) => `${outcome} : ${question} → ${document}`,
};
