import type { Language } from '../corpus/document.js';
import type { FrontMatterReason } from '../corpus/formats/front-matter.js';
import type { UnreadableReason } from '../corpus/outline.js';
import { commandsFr } from './commands-fr.js';
import { corpusFr } from './corpus-fr.js';
import { counter, decimal, isRough, writtenDate } from './count.js';
import { because, type Described, detail, systemReason } from './details.js';
import { discordFr } from './discord-fr.js';
import { doctorFr, settingsFr } from './doctor-fr.js';
import type { Phrases } from './en.js';
import { evaluateFr } from './evaluate-fr.js';
import { machineFailuresFr, machinesFr } from './machines-fr.js';
import { quizFr } from './quiz-fr.js';
import { teamFr } from './team-fr.js';
import { aboutFr, tourFr } from './tour-fr.js';
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

const unreadable: Described<UnreadableReason> = {
  missing: () => 'il a disparu, ou c’est un lien qui ne mène nulle part',
  permission: () => 'accès refusé ; donnez-vous le droit de le lire',
  'not-a-file': () => 'ce n’est pas un fichier ordinaire',
  io: (d) => `le disque répond ${detail(d, 'message')}`,
  'too-large': (d) => `il dépasse ${detail(d, 'limit')} Mo ; découpez-le`,
  binary: () => 'ce n’est pas du texte ; enregistrez-le en texte UTF-8',
  misnamed: () => 'il n’est pas au format que son nom annonce ; enregistrez-le de nouveau dans ce format',
  'too-large-unpacked': () => 'une fois décompressé, il serait démesuré ; il est laissé de côté',
  'out-of-time': (d) =>
    `sa lecture dépasse ${detail(d, 'seconds')} secondes ; divisez-le, ou enregistrez-le dans un autre format`,
  'out-of-memory': () =>
    'sa lecture demande trop de mémoire ; divisez-le, ou enregistrez-le dans un autre format',
  encrypted: () => 'il demande un mot de passe ; enregistrez-le sans',
  'dynamic-form': () =>
    'c’est un formulaire que seul le logiciel d’Adobe affiche (XFA) ; imprimez-le de là en PDF',
  'no-text': () =>
    'ses pages sont des images sans texte ; passez-le d’abord à la reconnaissance de caractères',
  broken: (d) => `il est endommagé (${detail(d, 'message')}) ; enregistrez-le de nouveau`,
};

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
const system = (reason: string): string => systemReason(systemWords, reason);

const frontMatter: Described<FrontMatterReason> = {
  unclosed: () => 'il manque la ligne qui le ferme, de --- ou de +++',
  'broken-yaml': (d) => `ce n’est pas du YAML (${detail(d, 'message')})`,
  'broken-toml': (d) => `ce n’est pas du TOML (${detail(d, 'message')})`,
  'unknown-key': (d) => `clé inconnue ${detail(d, 'key')}`,
  'bad-value': (d) => `la valeur de ${detail(d, 'key')} ne convient pas`,
};

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

  failures: {
    ...machineFailuresFr(system),
    'corpus-missing': (d) =>
      `Il n’y a pas de dossier de corpus à ${d.folder}. Indiquez-en un avec --corpus DOSSIER.`,
    'corpus-unreadable': (d) =>
      `Le dossier de corpus ${d.folder} ne peut pas être ouvert : ${system(d.reason)}`,
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
      `Le modèle ${d.model} ne peut pas être enregistré dans ${d.folder} : ${system(d.reason)}`,
    'model-broken': (d) =>
      `Le modèle ${d.model} ne peut pas être chargé : ${d.reason}. Supprimez son dossier et récupérez-le de nouveau.`,
    'addon-missing': (d) => doctorFr.addonBroken(d.reason, true),
    'picture-unavailable': (d) =>
      `Les images ne peuvent pas être dessinées ici : la bibliothèque @napi-rs/canvas ne se charge pas (${d.reason}). Tout le reste fonctionne.`,
    'index-unwritable': (d) => `L’index ne peut pas être écrit dans ${d.folder} : ${system(d.reason)}`,
    'quote-mismatch': (d) =>
      `Une citation de ${d.document} (${d.start}–${d.end}) ne correspond pas à son texte : elle n’est pas montrée. Lancez « verbatim index --force ».`,
    'config-invalid': (d) => `Réglages inutilisables (réglage : valeurs admises) :\n${d.problems}`,
    'file-unreadable': (d) => `Le fichier ${d.file} ne peut pas être lu : ${system(d.reason)}`,
    'file-unwritable': (d) => `Le fichier ${d.file} ne peut pas être écrit : ${system(d.reason)}`,
    'questions-malformed': (d) =>
      `${d.file}:${d.line} n’est pas une question avec le passage qui y répond. Corrigez la ligne, ou retirez-la.`,
    'history-unwritable': (d) =>
      `L’historique du corpus ne peut être ni tenu ni lu dans ${d.folder} : ${system(d.reason)}. Rien n’a été changé.`,
    'store-unwritable': (d) =>
      `Ce que l’on envoie à l’équipe ne peut pas être conservé dans ${d.folder} : ${system(d.reason)}. Indiquez par STATE un dossier où écrire.`,
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
      `Discord est injoignable à l’adresse ${d.address} : ${system(d.reason)}. Vérifiez le réseau, et DISCORD_API_URL si vous l’avez défini.`,
    'questions-full': () =>
      'Trop de questions à la fois. Reposez la vôtre dans quelques secondes, s’il vous plaît.',
    'questions-closed': () => 'Verbatim redémarre. Reposez votre question dans une minute, s’il vous plaît.',
    'discord-refused': (d) => `Discord refuse : ${d.reason}`,
    'discord-wait': (d) =>
      `Discord n’accepte plus rien de tel pour le moment. Réessayez dans ${count(d.minutes, 'minute', 'minutes')}.`,
    'status-port': (d) =>
      `La page d’état ne peut pas être servie sur ${d.host}, port ${d.port} : ${system(d.reason)}. Changez STATUS_HOST ou STATUS_PORT, ou retirez STATUS_PORT.`,
    'web-port': (d) =>
      `La page web ne peut pas être servie sur ${d.host}, port ${d.port} : ${system(d.reason)}. Choisissez-en d’autres avec --host et --port.`,
    'web-token-missing': (d) =>
      `Servie sur ${d.host}, la page web est ouverte à d’autres machines, et aucun jeton ne la protège. Mettez WEB_TOKEN=… (16 caractères au moins) dans ${d.file}, ou retirez --host.`,
  },
  unexpected: (reason) => `Un imprévu s’est produit : ${reason}`,

  severity: { error: 'erreur', warning: 'avertissement' },
  problems: {
    unreadable: (d) => `illisible : ${because(unreadable, d)}`,
    empty: () => 'ne contient aucun texte',
    'bad-bytes': () =>
      'a ici des octets que son codage ne connaît pas : les caractères qui en tiennent lieu peuvent être faux ; enregistrez le fichier en UTF-8',
    'rows-left-out': (d) =>
      `a plus de lignes qu’il n’en est lu : seules les ${d['read']} premières le sont ; divisez-le, ou gardez les lignes sur lesquelles on pose des questions`,
    draft: () => 'dit ne pas être publié (draft, published ou unlisted dans son en-tête) : laissé de côté',
    'notes-left-out': (d) =>
      `notes de l’orateur non lues : ${detail(d, 'count')} ; écrivez sur les diapositives ce qui doit pouvoir être cité`,
    'attachments-left-out': (d) =>
      `pièces jointes non lues : ${detail(d, 'count')} ; enregistrez-les à côté du message`,
    'words-left-out': (d) =>
      `contient ce qui n’est pas lu (${detail(d, 'element')}) ; comparez avec « verbatim corpus show »`,
    'page-cut': (d) =>
      `la page ${detail(d, 'page')} a plus de ${detail(d, 'read')} caractères, et la suite n’est pas lue ; répartissez-la sur plusieurs pages, ou enregistrez-la en .csv`,
    'pages-left-out': (d) => `pages lues : ${detail(d, 'read')} sur ${detail(d, 'pages')}`,
    'front-matter': (d) => `en-tête : ${because(frontMatter, d)}`,
    'missing-counterpart': (d) => `son pendant ${detail(d, 'expected')} manque`,
    'anchor-mismatch': (d) =>
      `#${detail(d, 'anchor')} n’a pas de section de ce nom dans ${detail(d, 'counterpart')}`,
    'anchor-missing': (d) => `le titre « ${detail(d, 'heading')} » n’a pas d’{#ancre}`,
    'anchor-duplicate': (d) => `l’ancre #${detail(d, 'anchor')} figure deux fois dans ce fichier`,
    'paragraph-mismatch': (d) =>
      `#${detail(d, 'anchor')} : paragraphes ici ${detail(d, 'here')}, dans l’autre langue ${detail(d, 'there')}`,
    duplicate: (d) => `le même passage se trouve à ${detail(d, 'other')}`,
    'near-duplicate': (d) => `presque le même passage se trouve à ${detail(d, 'other')}`,
    'too-long': (d) => `passage trop long : phrases ${detail(d, 'sentences')}, mots ${detail(d, 'words')}`,
    'no-source': () => 'n’indique aucune source',
    'no-date': () => 'n’a pas de date (asOf)',
    'not-in-copy': (d) => `est dit cité, mais ne se trouve pas dans la copie ${detail(d, 'copy')}`,
    'copy-unreadable': (d) =>
      `la copie ${detail(d, 'copy')} est illisible : donnez son chemin à partir de ce fichier, dans le dossier du corpus`,
    'subject-unpresented': (d) =>
      `aucune page de cette langue ne présente le sujet « ${detail(d, 'subject')} » (donnez à l’une son kind)`,
    'subject-repeated': (d) =>
      `le nom « ${detail(d, 'name')} » désigne aussi un autre sujet, présenté par ${detail(d, 'other')}`,
    'alias-common': (d) =>
      `l’alias « ${detail(d, 'alias')} » est un mot courant : des questions qui ne font qu’employer ce mot seraient prises pour des questions sur le sujet`,
    'unknown-language': () => 'ni français ni anglais',
    'link-loop': () => 'lien qui ramène à un dossier parent ; il n’est pas suivi',
    unsupported: (d) =>
      `les fichiers au format ${detail(d, 'format')} ne sont pas lus ; enregistrez-le en .docx, .xlsx, .pptx, .html, .md ou .pdf`,
  },

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
      `L’index ne peut pas être conservé dans ${detail(d, 'folder')} (${system(detail(d, 'reason'))}) : il sera reconstruit la prochaine fois.`,
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
      `Discord est injoignable à ${address} (${system(reason)}) ; nouvel essai dans ${count(seconds, 'seconde', 'secondes')}.`,
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

  usage: {
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
  },

  help: {
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
    report:
      'dire ce que l’on a envoyé aux équipes, ce qu’il en est advenu, et ce que l’on pense des réponses',
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
  },
};
