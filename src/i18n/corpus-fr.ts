import type { CorpusPhrases } from './corpus-en.js';
import { counter, writtenDate } from './count.js';

const count = counter('fr');
const passages = (n: number) => count(n, 'passage', 'passages');

/** What is said of changing the corpus from Discord, and of who may read it, in French. */
export const corpusFr: CorpusPhrases = {
  form: {
    add: 'Ajouter un document',
    replace: 'Remplacer un document',
    file: 'Le document',
    fileNote: (megabytes) => `${megabytes} Mo au plus`,
    title: 'Titre',
    titleNote: 'Vide : celui que le document se donne, sinon le nom du fichier',
    asOf: 'La date dont il parle',
    asOfNote: 'Comme 2027, 2027-01 ou 2027-01-31 ; vide si personne ne la connaît',
    language: 'Langue',
    languageNote: 'Seulement si le même document est aussi là dans l’autre langue',
    source: 'Source',
    sourceNote: 'Son adresse, ou qui l’a publié',
  },

  refused: {
    type: (name, formats) => `« ${name} » est d’un format qui n’est pas lu. Ceux qui le sont : ${formats}.`,
    size: (megabytes, most) =>
      `Le fichier pèse ${megabytes} Mo : au-delà de ${most} Mo, rien n’est pris. Divisez-le, ou déposez-le à la main dans le dossier du corpus.`,
    empty: 'Le fichier est vide.',
    date: (given) =>
      `« ${given} » n’est pas une date. Écrivez-la comme 2027, 2027-01 ou 2027-01-31, ou laissez vide.`,
    download: 'Discord n’a pas donné le fichier à temps. Réessayez, s’il vous plaît.',
    twice: 'Le bot a déjà ce fichier : voyez ce qu’il en a dit.',
    ending: (ending) =>
      `Le nouveau fichier doit être du même format que l’ancien (\`${ending}\`). Sinon, retirez l’ancien et ajoutez le nouveau.`,
    unknown: 'Ce document n’existe pas : choisissez-en un dans la liste.',
    state:
      'Le fichier n’a pas pu être mis de côté : le disque est plein ou ne peut pas être écrit. Dites-le à qui fait tourner le bot.',
    gone: 'Ce n’est plus en attente : publié ou abandonné entre-temps, ou resté trop longtemps.',
    publishing: 'Quelqu’un le publie en ce moment même.',
    server:
      'Ce serveur ne peut changer ni les documents, ni qui les lit. Qui fait tourner le bot peut le nommer dans CORPUS_SERVERS.',
    nothingToUndo: 'Il n’y a rien à annuler : aucun document n’a été changé d’ici.',
  },

  draft: {
    heading: {
      add: 'À ajouter',
      replace: 'À remplacer',
      remove: 'À retirer',
      undo: 'À annuler',
    },
    read: (n, fr, en) =>
      `Lu : ${passages(n)} (${fr} en français, ${en} en anglais). Ce sont les passages qui sont cités ; voici les premiers :`,
    unread: 'Rien ne peut en être cité : impossible de le publier.',
    problems: '**À savoir**',
    more: (n) => `et ${n} de plus`,
    remove: 'Ses passages ne seront plus cités. **/corpus annuler** le ramène.',
    undo: {
      add: 'Il sera de nouveau retiré.',
      replace: 'Il sera de nouveau comme avant.',
      remove: 'Il sera remis.',
      undo: 'Il sera comme il était avant.',
    },
    undoes: {
      add: (day) => `Ajouté le ${day}`,
      replace: (day) => `Remplacé le ${day}`,
      remove: (day) => `Retiré le ${day}`,
      undo: (day) => `Annulé le ${day}`,
    },
    day: (day) => writtenDate(day, 'fr'),
    approval: 'Ce serveur veut une seconde personne : **Publier** la demande à l’équipe.',
  },

  approval: {
    asked: 'C’est demandé à l’équipe : quelqu’un d’autre doit publier.',
    own: 'Ce serveur veut une seconde personne : quelqu’un d’autre de l’équipe doit publier.',
    nowhere:
      'Ce serveur veut une seconde personne, et le bot ne peut pas écrire dans le salon de l’équipe. Qui gère le serveur peut en choisir un avec **/réglages**.',
    post: (who) => `${who} a préparé un changement du corpus. Une seconde personne doit le publier.`,
  },

  done: {
    add: (path, n) =>
      `Publié sous \`${path}\` : ${passages(n)}, désormais cités. **/corpus annuler** revient en arrière.`,
    replace: (path, n) =>
      `\`${path}\` est remplacé : ${passages(n)}, désormais cités. **/corpus annuler** revient en arrière.`,
    remove: (path) => `\`${path}\` est retiré : il n’est plus cité. **/corpus annuler** le ramène.`,
    undo: (path) => `\`${path}\` est comme avant.`,
    discarded: 'Abandonné : rien n’a été changé.',
  },
  failed: {
    unreadable: 'Rien ne peut en être cité dans le corpus : rien n’a été changé.',
    build:
      'Avec ce changement, le corpus ne peut pas être lu : tout est comme avant, et le changement reste en attente.',
    history:
      'Ce qui était avant ne peut pas être gardé, ou n’est plus là : rien n’a été changé. Dites-le à qui fait tourner le bot.',
  },

  list: {
    title: (n) => count(n, 'document', 'documents'),
    none: 'Il n’y a aucun document.',
    passages,
    undated: 'sans date',
  },
  show: (n) => `${passages(n)}. Les premiers :`,

  buttons: {
    publish: 'Publier',
    remove: 'Retirer',
    undo: 'Annuler le changement',
    discard: 'Abandonner',
    see: 'Voir',
    everybody: 'Tout le monde le lit',
    previous: 'Précédents',
    next: 'Suivants',
  },

  rights: {
    title: (folder) => `Qui lit \`${folder}/\``,
    intro:
      'Ce qu’une personne n’a pas le droit de lire ne lui est jamais cité, proposé ni compté, ni ici ni ailleurs : ni dans d’autres serveurs, ni en message privé. Là où tout le monde lit, seul ce que tout le monde peut lire est cité ; qui peut lire davantage par un rôle reçoit sa réponse en privé. Les réponses déjà données restent.',
    channels: 'Salons où il est lu',
    roles: 'Rôles qui le lisent',
    all: 'Tout le monde le lit partout.',
    only: (channels, roles) =>
      `Lu seulement${channels === '' ? '' : ` dans ${channels}`}${roles === '' ? '' : ` par ${roles}`}.`,
    line: (folder, only) => `\`${folder}/\` : ${only}`,
    unshareable: 'Tout le monde ici n’a pas le droit de le lire : impossible de le montrer à tous.',
    unknown: 'Ce dossier n’existe pas : choisissez-en un dans la liste.',
    folders: '**Dossiers que tout le monde ne lit pas** (choisissez-en un avec `/réglages dossier:`)',
  },

  settings: {
    approvalOn: 'Demander une seconde personne',
    approvalOff: 'Une personne suffit',
    digestOn: 'Bilan de la semaine',
    digestOff: 'Pas de bilan',
    digest: 'Une fois par semaine, le salon de l’équipe apprend combien de choses attendent quelqu’un.',
    approval: 'Ce qu’une personne prépare avec **/corpus** est publié par une autre.',
    noApproval: 'Ce qu’une personne prépare avec **/corpus**, elle peut le publier.',
  },

  privacy: {
    changes: (n) => `**${count(n, 'changement', 'changements')} du corpus** que vous avez préparés`,
  },

  digest: {
    title: 'Cette semaine, pour l’équipe',
    questions: (n) => count(n, 'question ouverte', 'questions ouvertes'),
    votes: (n) => count(n, 'réponse désapprouvée', 'réponses désapprouvées'),
    pages: (n) => `${count(n, 'page', 'pages')} à revoir`,
    drafts: (n) => `${count(n, 'changement', 'changements')} du corpus en attente`,
    lately: (n, closed) =>
      `en sept jours, ${count(n, 'question envoyée', 'questions envoyées')}, dont ${closed} closes`,
    see: 'Voyez **/équipe**.',
  },

  team: {
    drafts: (n) => `**${count(n, 'changement', 'changements')} du corpus** en attente`,
    build:
      'Le corpus ne peut pas être lu tel qu’il est : les réponses viennent de ce qu’il était avant. Le journal de qui fait tourner le bot dit pourquoi.',
  },
};
