import type { Phrases } from './en.js';

/** What is said of a command line, in French. */
export const usageFr: Phrases['usage'] = {
  titles: {
    'Usage:': 'Utilisation :',
    'Arguments:': 'Arguments :',
    'Options:': 'Options :',
    'Global Options:': 'Options de toutes les commandes :',
    'Commands:': 'Commandes :',
  },
  examples: 'Exemples :',
  command: '[options] [commande]',
  exitCodes: {
    title: 'Code de sortie :',
    meanings: {
      0: 'réponse trouvée, ou seulement les passages les plus proches',
      1: 'un échec',
      2: 'une ligne de commande mal formée',
      3: 'rien n’a été trouvé dans les documents',
    },
  },
  error: (message) => `erreur : ${message}`,
  seeHelp: 'Voir « verbatim --help ».',
  unknownOption: (option) => `option inconnue ${option}`,
  unknownCommand: (command) => `commande inconnue ${command}`,
  missingArgument: (name) => `il manque l’argument ${name}`,
  optionMissingArgument: (option) => `l’option ${option} attend une valeur`,
  excessArguments: 'trop d’arguments',
  invalidArgument: (option, value, expected) => `« ${value} » ne convient pas à ${option} : ${expected}`,
  didYouMean: (names) => `Vouliez-vous dire ${names} ?`,
  limitExpected: (most) => `un nombre entier de 1 à ${most}`,
  languageExpected: 'fr ou en',
  notEmpty: 'valeur vide',
  batchAndQuestion: 'une question et --batch s’excluent',
};

/** The help of the commands, in French. */
export const helpFr: Phrases['help'] = {
  program:
    'Posez une question en français ou en anglais : des passages du corpus répondent, mot pour mot, dans les deux langues, avec leur source et leur date.',
  ask: 'répondre à une question, ou à un fichier de questions',
  askLong:
    'Répond à une question en citant le corpus. Sans question, elle est lue sur l’entrée standard si celle-ci est un tube.',
  question: 'la question ; les guillemets ne sont pas nécessaires',
  json: 'un objet JSON par ligne',
  batch: 'répondre à chaque ligne de <file> (- pour l’entrée standard), dans l’ordre',
  limit: 'nombre maximal de passages cités (3 par défaut)',
  about: 'montrer ce que le corpus dit d’abord d’un sujet : sa fiche',
  subject: 'le sujet, par son nom ou un autre de ses noms',
  picture: 'dessiner aussi la fiche dans <file>, un PNG de 1200 × 630 pixels',
  chat: 'poser des questions à la suite ; les questions liées sont comprises',
  index: 'construire l’index avant la première question',
  watch: 'rester, et reconstruire dès que le corpus change',
  force: 'reconstruire même si rien n’a changé',
  corpus: 'entretenir le corpus',
  check:
    'dire ce qui a été lu de chaque fichier, et ce qui est à corriger, sous la forme fichier:ligne: gravité: message',
  show: 'imprimer les passages d’un fichier tels qu’ils sont cherchés et cités',
  fileArgument: 'le fichier, tel que « corpus check » le nomme, ou son chemin',
  model: 'entretenir le modèle de vectorisation',
  pull: 'récupérer le modèle depuis son dépôt, une fois, pour qu’aucune question ne l’attende',
  report: 'dire ce que l’on a envoyé aux équipes, ce qu’il en est advenu, et ce que l’on pense des réponses',
  since: 'à partir de quand : 30d (sans précision), ou un jour comme 2026-03-01',
  reportJson: 'en un objet JSON',
  reportCsv: 'en CSV, une ligne par question ou par vote',
  reportMarkdown: 'en Markdown',
  evaluate:
    'poser les questions du fichier questions.jsonl du corpus, et dire combien reçoivent le bon passage',
  backup: 'copier dans un nouveau fichier la base de ce que l’on envoie à l’équipe',
  backupArgument: 'le fichier à écrire ; mis à la place de verbatim.db, bot arrêté, il la rétablit',
  doctor: 'vérifier que tout ce dont Verbatim a besoin est là et fonctionne',
  corpusOption: 'dossier du corpus',
  indexOption: 'dossier de l’index',
  langOption: 'langue de l’interface et des réponses (fr ou en)',
  plainOption: 'ni colonnes ni marques : pour les lecteurs d’écran',
  modelOption: 'modèle de vectorisation : un dossier, ou un nom sur le dépôt',
  helpOption: 'afficher cette aide',
  helpCommand: 'afficher l’aide d’une commande',
  versionOption: 'afficher la version',
  examples: {
    program: [
      'verbatim ask "Qui a fondé le Groupe SOS ?"',
      'verbatim chat --lang en',
      'verbatim ask --corpus ~/notes "Qu’a-t-on décidé en mai ?"',
    ],
    ask: [
      'verbatim ask "Qui a fondé le Groupe SOS ?"',
      'verbatim ask --json --limit 1 "Combien de salariés compte le Groupe SOS ?"',
      'verbatim ask --batch questions.txt --json > reponses.jsonl',
    ],
    about: ['verbatim about Ashoka', 'verbatim about "Groupe SOS" --picture groupe-sos.png'],
    report: ['verbatim report', 'verbatim report --since 90d --csv > rapport.csv'],
    index: ['verbatim index', 'verbatim index --corpus ~/notes --watch'],
    model: ['verbatim model pull --model Xenova/multilingual-e5-small'],
    check: ['verbatim corpus check --corpus ~/notes'],
    show: ['verbatim corpus show --corpus ~/notes compte-rendu.docx'],
  },
};
