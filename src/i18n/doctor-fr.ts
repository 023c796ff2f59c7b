import type { RemarkCode } from '../environment.js';
import { counter, decimal } from './count.js';
import { type Described, detail } from './details.js';
import type { DoctorPhrases } from './doctor-en.js';

const count = counter('fr');
const gigabytes = (bytes: number): string => `${decimal('fr', bytes / 1e9, 1)}\u00a0Go`;

/** What is odd about the file of settings, in French. */
export const settingsFr: Described<RemarkCode> = {
  misspelt: (d) =>
    `${detail(d, 'file')} : ${detail(d, 'name')} n’est pas un réglage ; vouliez-vous dire ${detail(d, 'meant')} ?`,
  'stray-line': (d) =>
    `${detail(d, 'file')}, ligne ${detail(d, 'line')} : elle n’est pas de la forme NOM=valeur`,
  'utf-16': (d) =>
    `${detail(d, 'file')} est en UTF-16, que Docker et systemd ne lisent pas ; enregistrez-le en UTF-8`,
};

/** What `doctor` says, in French. */
export const doctorFr: DoctorPhrases = {
  node: (version) => `Node ${version}`,
  nodeOld: (version, wanted) =>
    `Node ${version} est trop ancien : installez Node ${wanted} ou plus récent (https://nodejs.org)`,
  settings: (file) => `Réglages : ${file} et l’environnement sont en ordre`,
  noSettings: (file) => `Réglages : l’environnement est en ordre ; il n’y a pas de ${file}`,
  addon: 'Le module natif hnswlib-node se charge',
  addonBroken: (reason, isNeeded) =>
    `Le module natif hnswlib-node ne se charge pas : ${reason}. ${isNeeded ? 'Un corpus de cette taille en a besoin' : 'Seuls les corpus de plus de 200 000 passages en ont besoin'} : installez un compilateur C++, make et Python 3, puis lancez « npm rebuild hnswlib-node » (docs/install.md)`,
  model: (id, dimension) => `Le modèle ${id} fonctionne (${dimension} dimensions)`,
  reader: (id) => `Le lecteur ${id} lit`,
  noReader: 'Aucun lecteur (READER_MODEL=none) : les passages sont montrés par seule proximité',
  corpus: ({ folder, documents, passages, leftOut, inPart, problems }) =>
    [
      `Corpus ${folder} : ${count(documents, 'document', 'documents')}, ${count(passages, 'passage', 'passages')}`,
      ...(leftOut > 0 ? [`rien n’est lu de ${count(leftOut, 'fichier', 'fichiers')}`] : []),
      ...(inPart > 0 ? [`${count(inPart, 'fichier n’est lu', 'fichiers ne sont lus')} qu’en partie`] : []),
      ...(problems > 0
        ? [
            `${count(problems, 'remarque', 'remarques')}, que liste « verbatim corpus check --corpus ${folder} »`,
          ]
        : []),
    ].join(' ; '),
  index: (folder) => `Index ${folder} : à jour`,
  indexDue: (folder) => `Index ${folder} : à construire, ce que fera la prochaine question`,
  indexUnchecked: 'Index : non examiné, faute d’un modèle ou d’un corpus lisible',
  disk: (folder, free) => `Disque : ${gigabytes(free)} libres pour ${folder}`,
  diskFull: (folder, free, needed) =>
    `Disque : ${gigabytes(free)} libres pour ${folder}, où construire l’index peut prendre ${gigabytes(needed)} : faites de la place, ou mettez l’index ailleurs avec INDEX`,
  indexElsewhere:
    'Il est construit à chaque démarrage : donnez-vous le droit d’y écrire, ou indiquez un autre dossier avec INDEX',

  noToken: 'Discord : non examiné, car il n’y a pas de DISCORD_TOKEN ; seul le bot en a besoin',
  token: (name) => `Jeton : Discord le connaît sous le nom de ${name}`,
  intents: 'Intents : aucun de privilégié, comme il se doit',
  intentsTooMany: (names) =>
    `Intents : l’application a droit à ${names}, dont Verbatim n’a pas besoin : désactivez-le sur https://discord.com/developers/applications (Bot, Privileged Gateway Intents)`,
  permissions: (servers) =>
    servers === 0
      ? 'Permissions : pas encore invité sur un serveur'
      : `Permissions : les rôles donnent tout ce qu’il faut sur ${count(servers, 'serveur', 'serveurs')} ; un salon peut encore en retirer`,
  permissionsLacking: (server, names) =>
    `Permissions : sur ${server}, il manque au bot ${names} : donnez-les à son rôle (Paramètres du serveur, Rôles)`,
  permissionsLackingToo: (servers) =>
    `Permissions : de même sur ${count(servers, 'autre serveur', 'autres serveurs')}`,
  permissionsFirst: (servers) =>
    `Permissions : seuls les ${count(servers, 'premier serveur', 'premiers serveurs')} ont été examinés`,
  commands: 'Commandes : Discord a celles de cette version',
  commandsDiffer:
    'Commandes : Discord en a d’autres que cette version : lancez « npm run deploy-commands » (si Verbatim est installé : « verbatim-deploy-commands »)',
  clock: 'Horloge : à l’heure de Discord',
  clockWrong: (seconds) =>
    `Horloge : ${count(Math.abs(seconds), 'seconde', 'secondes')} ${seconds > 0 ? 'd’avance' : 'de retard'} sur Discord : laissez le système la régler (sous Linux « timedatectl set-ntp true »)`,
  clockUnknown: 'Horloge : non comparée, car Discord n’a pas répondu',
  unasked: 'Intents, permissions, commandes : non examinés, car Discord n’a pas voulu en parler',

  conclusion: ({ attention, broken, unchecked }) =>
    broken + attention + unchecked === 0
      ? 'Tout va bien.'
      : [
          ...(broken > 0 ? [`${count(broken, 'point', 'points')} à corriger.`] : []),
          ...(attention > 0 ? [`${count(attention, 'point', 'points')} à regarder.`] : []),
          ...(broken + attention === 0 ? ['Ce qui a été examiné va bien.'] : []),
          ...(unchecked > 0 ? [`${count(unchecked, 'point non examiné', 'points non examinés')}.`] : []),
        ].join(' '),
};
