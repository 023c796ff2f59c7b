import { counter } from './count.js';
import type { WebPhrases } from './web-en.js';

const count = counter('fr');

/** What the web page shows, and what its operator is told, in French. */
export const webFr: WebPhrases = {
  title: 'Verbatim',
  heading: 'Interroger les documents',
  what: 'Posez votre question en français ou en anglais. Des passages du corpus répondent, mot pour mot, dans les deux langues, avec leur source et leur date. Rien n’est reformulé ; si rien n’est trouvé, cela vous est dit.',
  question: 'Votre question',
  ask: 'Demander',
  skip: 'Aller au contenu',
  language: 'Langue',
  languages: { fr: 'Français', en: 'English' },
  isCited: 'Passage cité',
  permalink: 'Lien vers ce passage, dans sa section',
  around: 'La section qui l’entoure',
  here: 'Le passage de ce lien',
  before: (n) => `${count(n, 'passage', 'passages')} avant`,
  after: (n) => `${count(n, 'passage', 'passages')} après`,
  privacy: 'Les questions reçoivent une réponse et sont oubliées.',

  signIn: {
    title: 'Se connecter',
    what: 'Cette page est réservée à qui en a le jeton. Qui la fait tourner peut vous le donner.',
    token: 'Jeton',
    button: 'Se connecter',
    wrong: 'Ce n’est pas le jeton. Vérifiez qu’il est copié en entier.',
    out: 'Se déconnecter',
  },

  again: (seconds) => `Reposez votre question dans ${count(seconds, 'seconde', 'secondes')}.`,
  troubles: {
    rate: 'Cela fait beaucoup de questions',
    busy: 'Beaucoup de questions arrivent en même temps',
    loading: 'Le corpus est en cours de chargement',
    closing: 'Verbatim redémarre',
    'not-found': 'Cette page n’existe pas',
    'no-passage': 'Ce passage n’est plus là',
    'too-large': 'C’est trop long',
    'not-json': 'Ce n’est pas du JSON',
    invalid: 'Cette demande n’a pas de sens ici',
    host: 'Ce n’est pas l’adresse de cette page',
    'signed-out': 'Il faut se connecter',
    failed: 'Un imprévu s’est produit',
  },
  advice: {
    'not-found': 'Vérifiez l’adresse, ou posez une question.',
    'no-passage': 'Le corpus a changé depuis que ce lien a été fait. Reposez votre question.',
    'too-large': 'Raccourcissez votre question.',
    'not-json': 'Envoyez un objet JSON en UTF-8, comme application/json.',
    invalid: 'Envoyez un objet avec question, et si vous voulez language (fr ou en) et limit (de 1 à 20).',
    host: 'Sans jeton, elle ne répond qu’à localhost et à 127.0.0.1. Ouvrez-la là, ou définissez WEB_TOKEN.',
    'signed-out': 'Envoyez le jeton dans l’en-tête Authorization (Bearer).',
    failed: 'Il n’y a pas de réponse, et qui fait tourner Verbatim en est averti. Reposez votre question.',
  },

  operator: {
    listening: (address) => `Page servie à ${address}. Ctrl-C pour arrêter.`,
    ready: (what) => `Prêt : ${what}`,
    renewed: (what) => `Le corpus a changé et répond désormais : ${what}`,
    notRenewed: (why) => `Le corpus a changé et ne peut pas être lu ; l’ancien reste : ${why}`,
    back: 'Postgres répond de nouveau.',
    failed: (why) => `Une demande a échoué : ${why}`,
    leaving:
      'Arrêt : les questions en cours reçoivent leur réponse. Encore Ctrl-C pour arrêter tout de suite.',
  },

  help: {
    serve:
      'ouvrir une page web et une API JSON qui répondent, à cette seule machine sauf si un jeton les protège',
    port: 'le port (8080 par défaut ; 0 pour n’importe lequel de libre)',
    host: 'l’adresse où écouter (127.0.0.1 par défaut) ; celles que d’autres machines atteignent demandent WEB_TOKEN',
    portExpected: (most) => `un nombre entier de 0 à ${most}`,
    examples: ['verbatim serve', 'verbatim serve --corpus ~/notes --port 8090'],
  },
};
