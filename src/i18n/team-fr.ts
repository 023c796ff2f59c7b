import { counter, writtenDate } from './count.js';
import type { TeamPhrases } from './team-en.js';

const count = counter('fr');
const days = (n: number) => count(n, 'jour', 'jours');

/** What people and their team are told, in French. */
export const teamFr: TeamPhrases = {
  buttons: {
    ask: 'Demander à l’équipe',
    up: '👍',
    down: '👎',
    answer: 'Répondre',
    documented: 'Déjà documenté',
    declined: 'Pas pour nous',
    solved: 'Réglé',
    open: 'Ouvrir',
    resolve: 'Traité',
    reviewed: 'Toujours juste',
    forget: 'Tout supprimer',
  },

  ask: {
    title: 'Demander à l’équipe',
    question: 'Votre question',
    kept: (n) => `Conservée ${days(n)} au plus ; /confidentialité la montre et la supprime.`,
    name: 'Votre nom',
    named: 'Montrer mon nom à l’équipe',
    unnamed: 'Ne pas montrer mon nom',
    tell: 'Où vous donner la réponse',
    thread: 'Dans un fil sous cette réponse',
    direct: 'En message privé',
    sent: {
      thread: 'Votre question est chez l’équipe. La réponse vous sera donnée ici, dans un fil.',
      direct: 'Votre question est chez l’équipe. La réponse vous sera donnée en message privé.',
    },
    sentBefore: 'Vous avez déjà envoyé cette question à l’équipe. La réponse vous sera donnée.',
    noTeam:
      'Rien n’a été envoyé : ce serveur n’a pas de salon d’équipe. Qui gère le serveur peut en choisir un avec **/réglages**.',
    unpostable:
      'Rien n’a été envoyé : le bot ne peut pas écrire dans le salon de l’équipe, ou ce salon n’existe plus. Dites-le à qui gère ce serveur, qui peut y remédier avec **/réglages**.',
  },

  post: {
    heading: 'Une question pour l’équipe',
    by: (whom, where, when) => `${whom} dans ${where}, ${when}`,
    somebody: 'Quelqu’un',
    also: (n) => `Posée ${count(n, 'autre fois', 'autres fois')} :`,
    nearest: 'Passages les plus proches :',
    nothingNear: 'Aucun passage n’en est proche.',
    closed: {
      answered: (by) => `✅ Réponse donnée par ${by}`,
      documented: (by) => `✅ Déjà documenté, dit ${by}`,
      declined: (by) => `☑️ Pas pour l’équipe, dit ${by}`,
      solved: (by) => `✅ Réglé, dit ${by}`,
    },
    closedBefore: 'Cette question est déjà close ; rien n’a été changé.',
    beingAnswered: 'Quelqu’un publie en ce moment même une réponse à cette question ; rien n’a été changé.',
    gone: 'Cette question n’est plus conservée : la personne qui l’a posée l’a supprimée, ou elle était trop ancienne.',
    notTeam: 'C’est réservé à l’équipe : le rôle choisi dans **/réglages**, et qui peut gérer le serveur.',
    done: 'C’est fait : la question est close.',
    unclosed: 'La question n’a pas pu être close, ou quelqu’un l’a fait entre-temps : voyez **/équipe**.',
    told: 'La personne qui l’a posée en a été prévenue.',
    untold:
      'La personne qui l’a posée n’a pas pu être prévenue : elle ne reçoit pas de messages privés, ou le fil est fermé.',
  },

  answer: {
    title: 'Répondre',
    question: 'La question, comme on la pose',
    languages: 'Une langue suffit ; avec les deux, chacune est montrée à côté de l’autre.',
    fr: 'Réponse en français',
    en: 'Réponse en anglais',
    source: 'Source',
    sourceNote: 'Une adresse, ou le nom d’un document ; peut rester vide',
    review: 'À revoir le',
    reviewNote: 'Comme 2027-01-31 ; vide pour jamais',
    empty: 'La réponse est vide : écrivez-la en français, en anglais, ou dans les deux.',
    badDate: (given) =>
      `« ${given} » n’est pas un jour à venir. Écrivez-le comme 2027-01-31, ou laissez vide.`,
    unreadable:
      'Rien de cette réponse ne peut être cité : elle est trop courte pour que sa langue soit reconnue, ou n’est ni en français ni en anglais. Écrivez une phrase entière.',
    lost: 'Rien n’a été publié. Voici ce que vous avez écrit, pour que rien ne soit perdu :',
    published: (title, file) =>
      `Publié. Désormais, « ${title} » reçoit vos mots pour réponse ; chacun peut les corriger dans \`${file}\`.`,
    verified: (by, day) => `vérifié par ${by} le ${writtenDate(day, 'fr')}`,
    team: 'l’équipe',
  },

  documented: {
    title: 'Déjà documenté',
    passage: 'Le passage qui répond',
    elsewhere: 'Ou l’endroit où se trouve la réponse',
    elsewhereNote: 'Une adresse, ou le nom d’un document',
    empty: 'Choisissez le passage qui répond, ou dites où se trouve la réponse.',
  },

  told: {
    question: (question) => `Vous avez demandé : **${question}**`,
    answered: 'L’équipe a répondu.',
    documented: 'L’équipe dit que ceci répond.',
    elsewhere: (where) => `L’équipe dit que la réponse se trouve ici : ${where}`,
    declined: 'L’équipe dit que cette question n’est pas pour elle.',
    solved: 'L’équipe a clos votre question comme réglée.',
    thread: 'Réponse de l’équipe',
  },

  vote: {
    title: 'Qu’est-ce qui ne va pas ?',
    reason: 'Raison',
    reasons: {
      passage: 'Ce n’est pas le bon passage',
      date: 'Ce n’est plus à jour',
      incomplete: 'C’est incomplet',
      language: 'Ce n’est pas la bonne langue',
      other: 'Autre chose',
    },
    right: 'Le bon passage, s’il est parmi ceux-ci',
    note: 'Avec vos mots',
    kept: (n) => `L’équipe le lit avec votre question. Conservé ${days(n)} au plus.`,
    up: 'Merci, c’est noté. Vous pouvez changer d’avis avec 👎.',
    down: 'Merci. L’équipe voit votre raison dans **/équipe**. Vous pouvez changer d’avis avec 👍.',
  },

  overview: {
    title: 'Ce qui attend l’équipe',
    nothing: 'Rien n’attend l’équipe aujourd’hui.',
    questions: (n) => `**${count(n, 'question ouverte', 'questions ouvertes')}**`,
    asked: (n, when) => (n === 1 ? `posée ${when}` : `posée ${n} fois, la dernière ${when}`),
    votes: (n) => `**${count(n, 'réponse désapprouvée', 'réponses désapprouvées')}**`,
    noQuestion: 'une réponse',
    link: 'la voir',
    pages: (n) => `**${count(n, 'page à revoir', 'pages à revoir')}**`,
    due: (day) => `à revoir depuis le ${writtenDate(day, 'fr')}`,
    more: (n) => `et ${n} de plus, une fois celles-ci traitées`,
    resolved: 'C’est traité.',
    reviewed: (day) => `C’est noté : à revoir le ${writtenDate(day, 'fr')}.`,
  },

  settings: {
    title: 'Réglages de ce serveur',
    intro:
      'Où l’on peut envoyer ce qui n’a pas été trouvé. Sans salon d’équipe, rien ne peut être envoyé et rien n’est conservé.',
    teamChannel: 'Salon de l’équipe',
    teamRole: 'Rôle de l’équipe',
    retention: (n) => `Supprimé après ${days(n)}`,
    pings: 'Chaque question notifie le rôle, une fois.',
    pingsNot: 'Le rôle n’est pas notifié.',
    pingsOn: 'Notifier le rôle',
    pingsOff: 'Ne pas notifier',
    ready: (channel) => `On peut envoyer des questions dans ${channel}.`,
    off: 'Rien ne peut être envoyé : choisissez un salon d’équipe.',
    gone: 'Le salon de l’équipe n’existe plus, ou le bot ne peut pas le voir : choisissez-en un autre.',
    cannotWrite: (channel) =>
      `Le bot ne peut pas écrire dans ${channel} : donnez-lui-y les droits *Voir le salon* et *Envoyer des messages*.`,
    roleGone:
      'Le rôle de l’équipe n’existe plus : seul qui peut gérer le serveur peut répondre. Choisissez-en un autre.',
    roleNone: 'Sans rôle d’équipe, seul qui peut gérer le serveur peut répondre.',
    notManager: 'Les réglages sont réservés à qui peut gérer le serveur.',
  },

  privacy: {
    title: 'Ce qui est conservé de vous',
    rule: (n) =>
      `Les questions reçoivent une réponse et sont oubliées. N’est conservé, ${days(n)} au plus, que ce que vous demandez d’une pression : une question à l’équipe, un 👍 ou un 👎, un changement des documents, votre place dans la visite, les rappels du quiz. Les droits de chacun, et ce que contient le journal de l’exploitant : PRIVACY.md.`,
    nothing: 'Rien n’est conservé de vous.',
    questions: (n) => `**${count(n, 'question envoyée', 'questions envoyées')} à l’équipe**`,
    votes: (n) => `**${count(n, 'vote', 'votes')}** sur des réponses`,
    pages: (n) =>
      `**${count(n, 'réponse vérifiée', 'réponses vérifiées')}**, avec votre nom, tant que la page existe`,
    closed: (n) => `**${count(n, 'question close', 'questions closes')}** par vous, posées par d’autres`,
    more: (n) => `et ${n} de plus`,
    deleted: 'Supprimé : plus rien n’est conservé de vous, ni ici ni dans le salon de l’équipe.',
    leftOver: (n) =>
      `Supprimé. ${count(n, 'message', 'messages')} du salon de l’équipe n’ont pas pu l’être : le bot ne le voit plus. Demandez à la modération de ce salon.`,
    pagesLeft:
      'Votre nom n’a pas pu être retiré d’une page ; le reste est supprimé. Dites-le à qui fait tourner le bot.',
  },

  failures: {
    busy: 'La base est retenue par un autre programme. Rien n’a été changé ; réessayez dans un instant.',
    store: 'La base ne peut pas être utilisée, et rien n’a été changé. Dites-le à qui fait tourner le bot.',
  },

  guildOnly: 'Cela fonctionne dans un serveur, pas en message privé.',
};
