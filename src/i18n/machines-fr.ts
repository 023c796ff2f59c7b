import { counter } from './count.js';
import type { MachineFailurePhrases, MachinePhrases } from './machines-en.js';

const count = counter('fr');

/** What can go wrong with what several machines share, in French; `system` puts the system's codes in words. */
export const machineFailuresFr = (system: (reason: string) => string): MachineFailurePhrases => ({
  'postgres-unreachable': (d) =>
    `Le Postgres ${d.server} est injoignable : ${system(d.reason)}. Vérifiez qu’il tourne, et l’adresse dans STORE.`,
  'postgres-refused': (d) =>
    `Le Postgres ${d.server} refuse : ${d.reason}. Vérifiez l’identifiant, le mot de passe et la base dans STORE, et que la base appartient à cet identifiant.`,
  'postgres-busy': (d) =>
    `Le Postgres ${d.server} n’a plus de connexion libre. Augmentez son max_connections, ou lancez moins de processus : chacun en prend jusqu’à quatre.`,
  'postgres-version': (d) =>
    `Le Postgres ${d.server} est en version ${d.version}, trop ancienne : installez la version ${d.wanted} ou une plus récente.`,
  'index-damaged': (d) =>
    `La version de l’index dans ${d.place} est abîmée (${d.file}). Lancez « verbatim index --force » avec le même STORE.`,
  'move-occupied': (d) =>
    `${d.place} contient déjà autre chose, et rien n’est écrasé. Prenez une base vide, ou écartez celle-là.`,
  'move-differs': (d) =>
    `Ce qui a été écrit dans ${d.place} n’est pas ce qui y est relu. Rien n’a été déplacé ; tout est resté où c’était.`,
});

/** What there is to say of several machines, in French. */
export const machinesFr: MachinePhrases = {
  storeOption:
    'Postgres où état et index sont partagés ; STORE_FILE évite d’écrire son mot de passe dans la commande',
  move: 'copier l’état et l’index dans le Postgres de STORE, ou l’inverse ; rien n’est retiré',
  moveLong:
    'Copie ce que l’on envoie à l’équipe et l’index dans le Postgres de STORE, ou de là vers les dossiers. Arrêtez d’abord le bot. Ce qui est écrit est relu et comparé ; rien n’est écrasé, et tout reste aussi où c’était. Après une interruption, on peut recommencer.',
  back: 'de Postgres vers les dossiers',
  movedTable: (table, rows, sum) => `${table} : ${count(rows, 'ligne', 'lignes')}, SHA-256 ${sum}…`,
  movedIndex: (summary) => `index : ${summary}, vérifié jusqu’au dernier octet`,
  noIndex: (place) =>
    `index : aucun dans ${place} pour cette version et ce modèle ; il est construit quand il le faut`,
  moved: 'Tout est maintenant dans Postgres. Indiquez STORE à chaque processus, puis lancez les bots.',
  movedBack: 'Tout est maintenant dans les dossiers. Retirez STORE des réglages, puis lancez un seul bot.',
  standby:
    'Un autre processus répond ; celui-ci se tient prêt et prendra le relais quand l’autre s’arrêtera.',
  doctor: {
    postgres: (server, version) => `Postgres ${version} répond à l’adresse ${server}`,
    migrations: 'Tables : celles de cette version',
    migrationsDue:
      'Tables : à créer ou à mettre à jour, ce que fera le prochain processus lancé avec ce STORE',
    index: (date, isHeld) =>
      `Index : publié le ${date}${isHeld ? ', et présent ici' : ' ; la prochaine question le récupère'}`,
    indexDue:
      'Index : aucun n’est publié pour cette version et ce modèle : lancez « verbatim index » là où sont les documents, ou le premier bot le fera',
    shards: (names) => `Bots : en service : ${names.join(' ; ')}`,
    noShards: 'Bots : aucun n’est en service pour le moment',
    unasked: 'Tables, index, bots : non examinés, car Postgres ne répond pas',
  },
  waiting: (why, seconds) => `${why} Nouvel essai dans ${seconds} s.`,
  published: (server) => `publié dans ${server}`,
};
