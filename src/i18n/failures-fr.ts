import { counter } from './count.js';
import { systemReason } from './details.js';
import { doctorFr } from './doctor-fr.js';
import type { FailurePhrases } from './failures-en.js';
import { machineFailuresFr } from './machines-fr.js';

const count = counter('fr');

/** What the system says when it refuses a file or a connection. */
const systemWords = {
  ENOENT: 'ce fichier n’existe pas',
  EACCES: 'accès refusé',
  EPERM: 'accès refusé',
  EROFS: 'le disque est en lecture seule',
  EILSEQ: 'ce n’est pas du texte ; enregistrez-le en UTF-8',
  ENODATA: 'il est vide',
  ENOSPC: 'le disque est plein',
  EISDIR: 'c’est un dossier',
  ENOTDIR: 'une partie du chemin n’est pas un dossier',
  EEXIST: 'un fichier de ce nom occupe la place',
  EMFILE: 'trop de fichiers sont ouverts',
  EADDRINUSE: 'un autre programme utilise ce port',
  EADDRNOTAVAIL: 'cette machine n’a pas cette adresse',
  ENOTFOUND: 'aucun hôte ne porte ce nom',
  ECONNREFUSED: 'la connexion est refusée',
  ECONNRESET: 'la connexion a été coupée',
  ETIMEDOUT: 'pas de réponse à temps',
  EPROTO: 'ce n’est pas Discord qui répond',
};
/** What the system says, by its code, in words where there are some. */
export const systemFr = (reason: string): string => systemReason(systemWords, reason);

/** What can go wrong, in French. */
export const failuresFr: FailurePhrases = {
  ...machineFailuresFr(systemFr),
  'corpus-missing': (d) =>
    `Il n’y a pas de dossier de corpus à ${d.folder}. Indiquez-en un avec --corpus DOSSIER.`,
  'corpus-unreadable': (d) =>
    `Le dossier de corpus ${d.folder} ne peut pas être ouvert : ${systemFr(d.reason)}`,
  'corpus-empty': (d) =>
    `Le dossier de corpus ${d.folder} ne contient aucun passage. Mettez-y des fichiers .md, .txt, .html, .docx, .pdf ou d’autres documents.`,
  'model-missing': (d) =>
    `Il manque ${d.file} au modèle ${d.model}. Vérifiez le dossier, ou récupérez un modèle du dépôt avec « verbatim model pull --model NOM ».`,
  'model-offline': (d) =>
    `Le modèle ${d.model} n’est pas ici et ${d.host} est injoignable. Vérifiez le réseau, ou récupérez le modèle ailleurs et copiez son dossier.`,
  'model-not-found': (d) =>
    `Le dépôt n’a pas de fichier ${d.file} pour le modèle ${d.model}. Vérifiez son nom.`,
  'model-forbidden': (d) =>
    `Le dépôt refuse le fichier ${d.file} du modèle ${d.model} : il est privé ou d’accès restreint.`,
  'model-cache': (d) =>
    `Le modèle ${d.model} ne peut pas être enregistré dans ${d.folder} : ${systemFr(d.reason)}`,
  'model-broken': (d) =>
    `Le modèle ${d.model} ne peut pas être chargé : ${d.reason}. Supprimez son dossier et récupérez-le de nouveau.`,
  'addon-missing': (d) => doctorFr.addonBroken(d.reason, true),
  'picture-unavailable': (d) =>
    `Les images ne peuvent pas être dessinées ici : la bibliothèque @napi-rs/canvas ne se charge pas (${d.reason}). Tout le reste fonctionne.`,
  'index-unwritable': (d) => `L’index ne peut pas être écrit dans ${d.folder} : ${systemFr(d.reason)}`,
  'quote-mismatch': (d) =>
    `Une citation de ${d.document} (${d.start}–${d.end}) ne correspond pas à son texte : elle n’est pas montrée. Lancez « verbatim index --force ».`,
  'config-invalid': (d) => `Réglages inutilisables (réglage : valeurs admises) :\n${d.problems}`,
  'file-unreadable': (d) => `Le fichier ${d.file} ne peut pas être lu : ${systemFr(d.reason)}`,
  'file-unwritable': (d) => `Le fichier ${d.file} ne peut pas être écrit : ${systemFr(d.reason)}`,
  'questions-malformed': (d) =>
    `${d.file}:${d.line} n’est pas une question avec le passage qui y répond. Corrigez la ligne, ou retirez-la.`,
  'history-unwritable': (d) =>
    `L’historique du corpus ne peut être ni tenu ni lu dans ${d.folder} : ${systemFr(d.reason)}. Rien n’a été changé.`,
  'store-unwritable': (d) =>
    `Ce que l’on envoie à l’équipe ne peut pas être conservé dans ${d.folder} : ${systemFr(d.reason)}. Indiquez par STATE un dossier où écrire.`,
  'store-locked': (d) =>
    `La base ${d.file} est retenue par un autre programme. Rien n’a été changé ; réessayez dans un instant.`,
  'store-full': (d) => `Il n’y a plus de place sur le disque de la base ${d.file}. Rien n’a été changé.`,
  'store-corrupt': (d) =>
    `La base ${d.file} est abîmée. Mettez à sa place une sauvegarde (« verbatim backup »), ou écartez-la pour repartir de rien.`,
  'store-newer': (d) =>
    `La base ${d.file} vient d’une version plus récente de Verbatim. Lancez cette version, ou remettez une sauvegarde antérieure.`,
  'discord-token-missing': (d) =>
    `Il manque le jeton du bot. Sur https://discord.com/developers/applications, choisissez votre application, puis Bot, puis Reset Token, et mettez le jeton dans ${d.file} sous la forme DISCORD_TOKEN=…\nSans jeton, « verbatim chat » (dans une copie du dépôt, « npm run chat ») répond aux mêmes questions dans ce terminal.`,
  'discord-token-malformed': () =>
    'DISCORD_TOKEN n’est pas un jeton de bot : celui-ci a trois parties séparées par des points, et ce n’est ni le secret client ni la clé publique. Copiez-le de nouveau depuis https://discord.com/developers/applications (Bot, Reset Token).',
  'discord-token-refused': () =>
    'Discord refuse le jeton de DISCORD_TOKEN : il est faux ou a été réinitialisé. Prenez-en un nouveau sur https://discord.com/developers/applications (Bot, Reset Token).',
  'discord-client-id': (d) =>
    `DISCORD_CLIENT_ID vaut ${d.given}, mais le jeton est celui de l’application ${d.actual}. Corrigez l’un des deux, ou retirez DISCORD_CLIENT_ID.`,
  'discord-guild': (d) =>
    `Le bot n’a pas accès au serveur ${d.guild}. Vérifiez DISCORD_GUILD_ID, et que le bot a été ajouté à ce serveur.`,
  'discord-intents': (d) =>
    `Discord refuse les intents de la passerelle (code ${d.code}). Verbatim n’en demande aucun de privilégié : vérifiez sur https://discord.com/developers/applications que l’application n’est pas restreinte, et que cette copie de Verbatim n’est pas modifiée.`,
  'discord-closed': (d) =>
    `Discord a mis fin à la connexion pour de bon (code ${d.code}). Cherchez ce code sur https://discord.com/developers/docs/topics/opcodes-and-status-codes, et voyez s’il existe une version plus récente de Verbatim.`,
  'discord-unreachable': (d) =>
    `Discord est injoignable à l’adresse ${d.address} : ${systemFr(d.reason)}. Vérifiez le réseau, et DISCORD_API_URL si vous l’avez défini.`,
  'questions-full': () =>
    'Trop de questions à la fois. Reposez la vôtre dans quelques secondes, s’il vous plaît.',
  'questions-closed': () => 'Verbatim redémarre. Reposez votre question dans une minute, s’il vous plaît.',
  'discord-refused': (d) => `Discord refuse : ${d.reason}`,
  'discord-wait': (d) =>
    `Discord n’accepte plus rien de tel pour le moment. Réessayez dans ${count(d.minutes, 'minute', 'minutes')}.`,
  'status-port': (d) =>
    `La page d’état ne peut pas être servie sur ${d.host}, port ${d.port} : ${systemFr(d.reason)}. Changez STATUS_HOST ou STATUS_PORT, ou retirez STATUS_PORT.`,
  'web-port': (d) =>
    `La page web ne peut pas être servie sur ${d.host}, port ${d.port} : ${systemFr(d.reason)}. Choisissez-en d’autres avec --host et --port.`,
  'web-token-missing': (d) =>
    `Servie sur ${d.host}, la page web est ouverte à d’autres machines, et aucun jeton ne la protège. Mettez WEB_TOKEN=… (16 caractères au moins) dans ${d.file}, ou retirez --host.`,
};
