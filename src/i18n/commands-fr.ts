import type { CommandPhrases } from './commands-en.js';
import { counter } from './count.js';

const count = counter('fr');

/** Names and descriptions of the commands on Discord, and what deploying them says, in French. */
export const commandsFr: CommandPhrases = {
  ask: {
    name: 'demander',
    description:
      'Posez une question : des passages du corpus répondent, mot pour mot, en français et en anglais',
    question: { name: 'question', description: 'Votre question, en français ou en anglais' },
    language: {
      name: 'langue',
      description: 'Langue à citer d’abord (sans précision, celle de la question)',
    },
    private: { name: 'privé', description: 'Ne montrer la réponse qu’à vous' },
  },
  fact: {
    name: 'fait',
    description: 'Consultez un sujet du corpus',
    topic: { name: 'sujet', description: 'Commencez à écrire, puis choisissez dans la liste' },
    private: { name: 'privé', description: 'Ne montrer le passage qu’à vous' },
  },
  about: {
    name: 'fiche',
    description: 'Ce que le corpus dit d’abord d’un sujet : ce que c’est, des faits et leurs sources',
    subject: { name: 'sujet', description: 'Commencez à écrire, puis choisissez dans la liste' },
    private: { name: 'privé', description: 'Ne montrer la fiche qu’à vous' },
  },
  start: { name: 'visite', description: 'Une courte visite : de quoi il s’agit ici, et comment demander' },
  sources: {
    name: 'sources',
    description: 'Les documents d’où viennent les citations, avec leurs dates et leurs liens',
  },
  help: { name: 'aide', description: 'Ce que vous pouvez demander ici, et comment' },
  quiz: {
    name: 'quiz',
    description: 'Cinq phrases du corpus dont des mots sont cachés : lesquels ?',
    remind: {
      name: 'rappel',
      description: 'Faire revenir les questions quand vous risquez de les oublier, ou plus',
    },
  },
  team: {
    name: 'équipe',
    description: 'Ce qui attend l’équipe : questions ouvertes, réponses désapprouvées, pages à revoir',
  },
  settings: {
    name: 'réglages',
    description: 'Le salon et le rôle de l’équipe, la durée de conservation, qui lit quel dossier',
    folder: { name: 'dossier', description: 'Un dossier du corpus : qui le lit' },
  },
  privacy: { name: 'confidentialité', description: 'Ce qui est conservé de vous, et comment le supprimer' },
  corpus: {
    name: 'corpus',
    description: 'Ajouter, voir, remplacer et retirer les documents dont viennent les réponses',
    add: {
      name: 'ajouter',
      description: 'Ajouter un document ; vous voyez ce qui en est lu avant de publier',
    },
    list: { name: 'lister', description: 'Les documents du corpus' },
    show: { name: 'montrer', description: 'Ce qui est lu d’un document' },
    replace: { name: 'remplacer', description: 'Mettre un nouveau fichier à la place d’un document' },
    remove: { name: 'retirer', description: 'Retirer un document du corpus' },
    undo: { name: 'annuler', description: 'Annuler le dernier changement fait ici' },
    document: { name: 'document', description: 'Commencez à écrire, puis choisissez dans la liste' },
  },
  quote: { name: 'Répondre par une citation' },
  keep: { name: 'Garder comme réponse' },

  deploy: {
    program:
      'Montre en quoi les commandes sur Discord diffèrent de celles de cette version, et écrit les différences.',
    guild: 'seulement sur le serveur qui a cet identifiant, aussitôt (ou DISCORD_GUILD_ID)',
    global: 'partout, même quand DISCORD_GUILD_ID est défini',
    dryRun: 'montrer les différences sans rien écrire',
    guildExpected: 'l’identifiant d’un serveur, de 17 à 20 chiffres',
    guildAndGlobal: '--guild et --global s’excluent',
    seeHelp: 'Voir « npm run deploy-commands -- --help ».',
    examples: [
      'npm run deploy-commands -- --dry-run',
      'npm run deploy-commands -- --guild 123456789012345678',
    ],
    everywhere: (application) => `Commandes de ${application}, partout :`,
    inGuild: (application, guild) => `Commandes de ${application}, sur le serveur ${guild} :`,
    unchanged: (n) => count(n, 'commande inchangée', 'commandes inchangées'),
    nothing: 'rien',
    upToDate: 'Rien à faire.',
    dry: 'Rien n’a été écrit.',
    written: ({ created, changed, removed }) =>
      `Écriture faite : ${count(created, 'créée', 'créées')}, ${count(changed, 'modifiée', 'modifiées')}, ${count(removed, 'supprimée', 'supprimées')}.`,
    cutShort: 'Interrompu : ce qui a été écrit reste. Relancez la commande pour la suite.',
    waiting: (seconds) => `Discord demande d’attendre ${count(seconds, 'seconde', 'secondes')} : attente.`,
    usableEverywhere:
      'Elles s’utilisent sur les serveurs, en messages privés avec le bot et dans les conversations privées.',
    soon: 'Discord peut mettre une minute à montrer ce qui a changé ; rechargez-le si rien n’apparaît.',
    usableInGuild: 'Elles s’utilisent aussitôt sur ce serveur.',
    invite: 'Pour ajouter le bot à un serveur :',
    install: 'Pour l’utiliser avec son propre compte, sur tout serveur ou dans toute conversation :',
    noUserInstall:
      'Les comptes ne peuvent pas encore l’installer : cochez « User Install » sur https://discord.com/developers/applications, rubrique Installation.',
    noGuildInstall:
      'Les serveurs ne peuvent pas encore l’ajouter : cochez « Guild Install » sur https://discord.com/developers/applications, rubrique Installation.',
  },
};
