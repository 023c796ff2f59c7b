import { counter } from './count.js';
import type { DiscordPhrases } from './discord-en.js';

const count = counter('fr');

/** What Discord shows, in French. */
export const discordFr: DiscordPhrases = {
  buttons: {
    previous: 'Précédent',
    next: 'Suivant',
    more: (page, pages) => `Autres passages ${page}/${pages}`,
    only: { fr: 'Français seulement', en: 'Anglais seulement' },
    both: 'Les deux langues',
    readOn: 'Lire la suite',
    readOnIn: { fr: 'Lire la suite en français', en: 'Lire la suite en anglais' },
    share: 'Partager',
    delete: 'Supprimer',
  },
  sharedBy: (whom) => `Partagé par ${whom}`,
  link: 'lien',
  part: (part, parts) => `partie ${part} sur ${parts}`,
  sources: (n) => `Sources : ${count(n, 'document', 'documents')}`,
  inBoth: 'dans les deux langues',
  noSources: 'Aucun document n’est chargé.',

  help: {
    title: 'Des citations pour réponses',
    what: 'Posez vos questions en français ou en anglais. Des passages du corpus répondent, mot pour mot, dans les deux langues, avec leur source et leur date. Rien n’est reformulé ; si rien n’est trouvé, cela vous est dit.',
    ways: [
      '**/demander** (en anglais **/ask**) : poser une question ; **privé** ne montre la réponse qu’à vous.',
      '**/visite** (**/start**) : une courte visite. **/fiche** (**/about**) : ce que le corpus dit d’abord d’un sujet.',
      '**/fait** (**/fact**) : consulter un sujet.',
      '**/sources** : les documents, avec leurs dates et leurs liens. **/quiz** : des phrases à compléter.',
      '**/aide** (**/help**) : cette aide. **/confidentialité** (**/privacy**) : ce qui est conservé de vous.',
      '**Répondre par une citation** (**Answer with a quote**) : dans le menu Applications de tout message.',
      'Ou mentionnez le bot, répondez-lui, ou écrivez-lui en message privé. Une suite comme « et en 2012 ? » est comprise.',
    ],
    answers:
      'Sous une réponse : d’autres passages, une langue ou les deux, et **Supprimer** pour qui a posé la question et pour la modération. Là où un serveur a une équipe : 👍, 👎, et **Demander à l’équipe** ce qui n’a pas été trouvé.',
    privacy:
      'Les questions reçoivent une réponse et sont oubliées, sauf si qui gère ce bot a choisi de les consigner, ou si vous en envoyez une à l’équipe.',
  },

  notices: {
    rateLimited: (when) => `Cela fait beaucoup de questions. Reposez la vôtre ${when}, s’il vous plaît.`,
    busy: 'Beaucoup de questions arrivent en ce moment. Reposez la vôtre dans une minute, s’il vous plaît.',
    loading: 'Le corpus est en cours de chargement. Reposez votre question dans une minute, s’il vous plaît.',
    closing: 'Le bot redémarre. Reposez votre question dans une minute, s’il vous plaît.',
    failed: 'Un problème a empêché de répondre. Reposez votre question, s’il vous plaît.',
    outdated:
      'Cette réponse vient d’une version précédente du corpus ou du bot. Reposez votre question, s’il vous plaît.',
    unknownTopic: 'Ce sujet n’existe pas. Commencez à écrire, puis choisissez dans la liste.',
    unreadable:
      'Ce message ne contient pas de texte auquel répondre. Écrivez votre question, ou utilisez **/demander**.',
    hidden: (mention) =>
      `Discord ne montre pas au bot ce que dit ce message. Mentionnez ${mention} dans votre question, ou utilisez **/demander**.`,
    forbidden:
      'Le bot n’a pas le droit d’écrire ici. Demandez à la modération de l’autoriser à envoyer des messages dans ce salon.',
    notYours: 'Seules la personne qui a posé la question et la modération peuvent supprimer cette réponse.',
    shared: 'La réponse est maintenant visible par tout le monde ici.',
  },
};
