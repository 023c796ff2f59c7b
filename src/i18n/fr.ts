import type { Language } from '../corpus/document.js';
import { commandsFr } from './commands-fr.js';
import { corpusFr } from './corpus-fr.js';
import { counter, decimal, isRough, writtenDate } from './count.js';
import { detail } from './details.js';
import { discordFr } from './discord-fr.js';
import { doctorFr, settingsFr } from './doctor-fr.js';
import type { Phrases } from './en.js';
import { evaluateFr } from './evaluate-fr.js';
import { failuresFr, systemFr } from './failures-fr.js';
import { machinesFr } from './machines-fr.js';
import { problemsFr } from './problems-fr.js';
import { quizFr } from './quiz-fr.js';
import { teamFr } from './team-fr.js';
import { aboutFr, tourFr } from './tour-fr.js';
import { helpFr, usageFr } from './usage-fr.js';
import { webFr } from './web-fr.js';

const count = counter('fr');
const languages: Readonly<Record<Language, string>> = { fr: 'français', en: 'anglais' };

/** `informations de février 2010`, `informations d’août 2010`, `informations du 3 mars 2010`, `informations de 2015 environ`. */
function informationOf(date: string): string {
  const written = writtenDate(date, 'fr');
  const rough = isRough(date) ? ' environ' : '';
  if (/^\d{4}-\d{2}-\d{2}~?$/.test(date)) return `informations du ${written}${rough}`;
  return `informations ${/^[ao]/.test(written) ? 'd’' : 'de '}${written}${rough}`;
}

/** `en février 2010`, `le 3 février 2010`. */
function whenRead(date: string): string {
  return `${/^\d{4}-\d{2}-\d{2}$/.test(date) ? 'le' : 'en'} ${writtenDate(date, 'fr')}`;
}

/** French. */
export const fr: Phrases = {
  languages,
  headings: { fr: 'Français', en: 'Anglais' },

  answer: {
    answered: 'Trouvé dans le corpus',
    unsure: 'Réponse incertaine : voici seulement les passages les plus proches',
    unanswered: 'Je n’ai pas trouvé cela dans les documents.',
    empty: 'Il n’y a pas de question ici.',
    understoodAs: (question) => `comprise ainsi : ${question}`,
    others: 'Autres passages',
    aloud: {
      span: (words) => `Mots qui répondent : ${words}`,
      source: (facts) => `Source : ${facts}`,
    },
    onlyIn: (language) => `Ce passage n’existe qu’en ${languages[language]}.`,
    asOf: informationOf,
    attribution: (publisher, { quoted, read }) =>
      `${quoted ? '' : 'd’après '}${publisher}${read === null ? '' : `, page lue ${whenRead(read)}`}`,
    undated: 'sans date',
    topics: 'Sujets les plus proches :',
    howToAsk: 'Essayez une question entière, avec un nom, un lieu ou une année, en français ou en anglais.',
    chatter:
      'Bonjour ! Posez une question sur ce que contient le corpus : il répond avec ses propres mots, source à l’appui.',
    examples: 'Par exemple :',
    example: (topic) => `Que dit le corpus sur « ${topic} » ?`,
  },

  failures: failuresFr,
  unexpected: (reason) => `Un imprévu s’est produit : ${reason}`,

  severity: { error: 'erreur', warning: 'avertissement' },
  problems: problemsFr,

  notices: {
    missing: () => 'Pas encore d’index : construction.',
    'half-written': (d) => `L’index est incomplet (${detail(d, 'file')}) : reconstruction.`,
    corrupt: (d) => `L’index est endommagé (${detail(d, 'file')}) : reconstruction.`,
    foreign: (d) =>
      `L’index vient d’${d['what'] === 'model' ? 'un autre modèle' : 'une autre version de Verbatim'} : reconstruction.`,
    stale: () => 'Le corpus a changé : mise à jour de l’index.',
    away: (d) =>
      `Le Postgres ${detail(d, 'server')} est injoignable : on continue avec la version de l’index qui est ici.`,
    unwritable: (d) =>
      `L’index ne peut pas être conservé dans ${detail(d, 'folder')} (${systemFr(detail(d, 'reason'))}) : il sera reconstruit la prochaine fois.`,
  },
  problemsSeen: (n, folder) =>
    `${count(n, 'problème', 'problèmes')} dans le corpus : voir « verbatim corpus check --corpus ${folder} ».`,
  stages: {
    read: 'Lecture du corpus',
    embed: 'Vectorisation des passages',
    publish: 'Publication de l’index',
    fetch: 'Récupération de l’index',
    vectors: 'Indexation des vecteurs',
    words: 'Indexation des mots',
    write: 'Écriture de l’index',
  },
  downloading: (file) => `Récupération de ${file}`,
  perSecond: '/s',
  timeLeft: 'reste',

  index: {
    built: (what) => `Index construit : ${what}`,
    fresh: (what) => `Index à jour : ${what}`,
    summary: (s) =>
      `${count(s.documents, 'document', 'documents')}, ${count(s.passages, 'passage', 'passages')}, ${count(s.pairs, 'paire', 'paires')}`,
    about: (subjects, what, read) =>
      `${subjects === '' ? '' : `Sujets du corpus : ${subjects}. `}Il contient ${what}, et a été lu le ${writtenDate(read, 'fr')}.`,
    took: (seconds, passages) =>
      `${decimal('fr', seconds, 1)} s (${count(passages, 'passage', 'passages')} par seconde)`,
    watching: (folder) => `Surveillance de ${folder}. Ctrl-C pour arrêter.`,
  },

  check: {
    read: (passages, languages, paired) => {
      const inEach = [
        languages.fr ? `${languages.fr} en français` : '',
        languages.en ? `${languages.en} en anglais` : '',
      ];
      const parts = [
        ...inEach.filter((part) => part !== ''),
        ...(paired > 0 ? [`${paired} avec leur pendant`] : []),
      ];
      return `${count(passages, 'passage', 'passages')} (${parts.join(', ')})`;
    },
    nothing: 'rien n’a été lu',
    mainSubject: (name) => `${name} (principal)`,
    subjects: (language, names, isDeclared) =>
      `Sujets en ${languages[language]} (${isDeclared ? 'déclarés' : 'détectés : aucune page n’en déclare'}) : ${names}`,
    clean: 'Rien à corriger.',
    summary: (errors, warnings) =>
      `${count(errors, 'erreur', 'erreurs')}, ${count(warnings, 'avertissement', 'avertissements')}`,
  },

  show: {
    unknown: (file, folder) =>
      `Aucun fichier ${file} n’est lu dans le corpus ${folder}. « verbatim corpus check --corpus ${folder} » liste ceux qui le sont.`,
  },

  model: { ready: (id) => `Le modèle ${id} est prêt.` },

  report: {
    since: (day: string) => `Depuis le ${writtenDate(day, 'fr')}`,
    questions: 'Questions envoyées à une équipe',
    states: {
      open: 'ouvertes',
      answered: 'une page y répond',
      documented: 'déjà documentées',
      declined: 'pas pour l’équipe',
      solved: 'réglées autrement',
    },
    up: 'Votes pour',
    down: 'Votes contre',
    pages: 'Réponses publiées',
    weeks: 'Questions par semaine',
    open: 'Questions ouvertes',
    sinceExpected: 'un nombre de jours, comme 30d, ou un jour, comme 2026-03-01',
    oneFormat: '--json, --csv et --markdown s’excluent',
  },

  backup: {
    written: (file: string) => `Sauvegarde écrite : ${file}`,
    nothing: (folder: string) => `Rien n’est encore conservé dans ${folder}.`,
  },

  settings: settingsFr,
  doctor: doctorFr,

  chat: {
    prompt: 'Question> ',
    welcome: 'Posez vos questions en français ou en anglais. /help pour l’aide, Ctrl-D pour quitter.',
    help: [
      'Tapez une question ; la suivante peut s’y rapporter (« et en 2012 ? »).',
      '/more     d’autres passages pour la dernière question',
      '/sources  les documents, avec dates, liens et nombres de passages',
      '/help     cette aide',
      '/quit     quitter (ou Ctrl-D, ou deux fois Ctrl-C)',
    ],
    unknown: (command) => `La commande ${command} n’existe pas. /help donne la liste.`,
    noMore: 'Il n’y en a pas d’autres.',
    leaveHint: 'Encore Ctrl-C pour quitter.',
    passages: (n) => count(n, 'passage', 'passages'),
  },

  bot: {
    loggedIn: (name, servers) =>
      servers.length === 0
        ? `Connecté sous le nom ${name}, pas encore invité sur un serveur.`
        : `Connecté sous le nom ${name}, sur ${count(servers.length, 'serveur', 'serveurs')} : ${servers.join(', ')}`,
    loaded: (what, model) => `Chargé : ${what} ; modèle ${model}`,
    ready: 'Prêt : on peut poser des questions. Ctrl-C pour arrêter.',
    unreachable: (address, reason, seconds) =>
      `Discord est injoignable à ${address} (${systemFr(reason)}) ; nouvel essai dans ${count(seconds, 'seconde', 'secondes')}.`,
    leaving:
      'Arrêt : plus de nouvelle question, celles en cours reçoivent leur réponse. Encore Ctrl-C pour arrêter tout de suite.',
    status: (address) => `État à ${address} : /healthz, /readyz, /metrics`,
  },
  discord: discordFr,
  team: teamFr,
  corpus: corpusFr,
  evaluate: evaluateFr,
  machines: machinesFr,
  web: webFr,
  quiz: quizFr,
  about: aboutFr,
  tour: tourFr,
  commands: commandsFr,

  usage: usageFr,
  help: helpFr,
};
