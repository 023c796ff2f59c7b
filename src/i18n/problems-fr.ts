import type { ProblemCode } from '../corpus/document.js';
import type { FrontMatterReason } from '../corpus/formats/front-matter.js';
import type { UnreadableReason } from '../corpus/outline.js';
import { because, type Described, detail } from './details.js';

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

const frontMatter: Described<FrontMatterReason> = {
  unclosed: () => 'il manque la ligne qui le ferme, de --- ou de +++',
  'broken-yaml': (d) => `ce n’est pas du YAML (${detail(d, 'message')})`,
  'broken-toml': (d) => `ce n’est pas du TOML (${detail(d, 'message')})`,
  'unknown-key': (d) => `clé inconnue ${detail(d, 'key')}`,
  'bad-value': (d) => `la valeur de ${detail(d, 'key')} ne convient pas`,
};

/** What is to be mended in a corpus, in French. */
export const problemsFr: Described<ProblemCode> = {
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
};
