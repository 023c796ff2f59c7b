import type { ProblemCode } from '../corpus/document.js';
import type { FrontMatterReason } from '../corpus/formats/front-matter.js';
import type { UnreadableReason } from '../corpus/outline.js';
import { because, type Described, detail } from './details.js';

const unreadable: Described<UnreadableReason> = {
  missing: () => 'it is gone, or a link that leads nowhere',
  permission: () => 'permission denied; give yourself the right to read it',
  'not-a-file': () => 'it is no regular file',
  io: (d) => `the disk says ${detail(d, 'message')}`,
  'too-large': (d) => `it is larger than ${detail(d, 'limit')} MB; split it`,
  binary: () => 'it is not text; save it as UTF-8 text',
  misnamed: () => 'it is not of the format that its name says; save it again in that format',
  'too-large-unpacked': () => 'it would unpack to far more than it weighs; it is left alone',
  'out-of-time': (d) =>
    `it takes more than ${detail(d, 'seconds')} seconds to read; split it, or save it in another format`,
  'out-of-memory': () => 'it takes too much memory to read; split it, or save it in another format',
  encrypted: () => 'it asks for a password; save it without one',
  'dynamic-form': () => 'it is a form that only Adobe’s program shows (XFA); print it to a PDF from there',
  'no-text': () => 'its pages are pictures without text; run character recognition on it first',
  broken: (d) => `it is damaged (${detail(d, 'message')}); save it anew`,
};

const frontMatter: Described<FrontMatterReason> = {
  unclosed: () => 'the line that closes it, of --- or +++, is missing',
  'broken-yaml': (d) => `it is not YAML (${detail(d, 'message')})`,
  'broken-toml': (d) => `it is not TOML (${detail(d, 'message')})`,
  'unknown-key': (d) => `unknown key ${detail(d, 'key')}`,
  'bad-value': (d) => `${detail(d, 'key')} has a value that will not do`,
};

/** What is to be mended in a corpus, in English. */
export const problemsEn: Described<ProblemCode> = {
  unreadable: (d) => `cannot be read: ${because(unreadable, d)}`,
  empty: () => 'has no text',
  'bad-bytes': () =>
    'has bytes here that its encoding does not know: the characters that stand for them may be wrong; save the file as UTF-8',
  'rows-left-out': (d) =>
    `has more rows than are read: only the first ${d['read']} are; split it, or keep the rows that people ask about`,
  draft: () => 'says that it is not published (draft, published or unlisted in its front matter): left out',
  'notes-left-out': (d) =>
    `speaker’s notes that are not read: ${detail(d, 'count')}; write what may be quoted on the slides`,
  'attachments-left-out': (d) =>
    `attachments that are not read: ${detail(d, 'count')}; save them beside the message`,
  'words-left-out': (d) =>
    `holds what is not read (${detail(d, 'element')}); compare with “verbatim corpus show”`,
  'page-cut': (d) =>
    `page ${detail(d, 'page')} has more than ${detail(d, 'read')} characters, and those beyond are not read; spread it over several pages, or save it as .csv`,
  'pages-left-out': (d) => `pages read: ${detail(d, 'read')} of ${detail(d, 'pages')}`,
  'front-matter': (d) => `front matter: ${because(frontMatter, d)}`,
  'missing-counterpart': (d) => `its counterpart ${detail(d, 'expected')} is missing`,
  'anchor-mismatch': (d) =>
    `#${detail(d, 'anchor')} has no section of that name in ${detail(d, 'counterpart')}`,
  'anchor-missing': (d) => `the heading “${detail(d, 'heading')}” has no {#anchor}`,
  'anchor-duplicate': (d) => `the anchor #${detail(d, 'anchor')} stands twice in this file`,
  'paragraph-mismatch': (d) =>
    `#${detail(d, 'anchor')} has ${detail(d, 'here')} paragraphs here and ${detail(d, 'there')} in the other language`,
  duplicate: (d) => `the same passage stands at ${detail(d, 'other')}`,
  'near-duplicate': (d) => `nearly the same passage stands at ${detail(d, 'other')}`,
  'too-long': (d) => `too long a passage: ${detail(d, 'sentences')} sentences, ${detail(d, 'words')} words`,
  'no-source': () => 'names no source',
  'no-date': () => 'has no date (asOf)',
  'not-in-copy': (d) => `is said to be quoted, and does not stand in the copy ${detail(d, 'copy')}`,
  'copy-unreadable': (d) =>
    `the copy ${detail(d, 'copy')} cannot be read: give its path from this file, inside the corpus folder`,
  'subject-unpresented': (d) =>
    `no page in this language presents the subject “${detail(d, 'subject')}” (give one its kind)`,
  'subject-repeated': (d) =>
    `the name “${detail(d, 'name')}” stands for another subject too, which ${detail(d, 'other')} presents`,
  'alias-common': (d) =>
    `the alias “${detail(d, 'alias')}” is a common word: questions that only hold the word would be taken for questions about the subject`,
  'unknown-language': () => 'neither French nor English',
  'link-loop': () => 'a link that leads back to a folder above it; not followed',
  unsupported: (d) =>
    `files of the format ${detail(d, 'format')} are not read; save it as .docx, .xlsx, .pptx, .html, .md or .pdf`,
};
