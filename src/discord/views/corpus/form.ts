import { type APILabelComponent, ComponentType, type FileUploadType } from 'discord.js';
import type { Phrases } from '../../../i18n/en.js';
import { type Form, formOf, labelled, menuField, textField } from '../team/form.js';

/** Names of the fields of a document's form. */
export const FIELD = {
  file: 'file',
  title: 'title',
  asOf: 'as-of',
  language: 'language',
  source: 'source',
} as const;

/** Of the formats that are read, those offered to choose from: Discord filters by ten at most. */
const OFFERED: FileUploadType[] = [
  ...(['.pdf', '.docx', '.odt', '.pptx', '.xlsx', '.csv', '.html', '.md', '.txt', '.eml'] as const),
];
const MOST_TITLE = 200;
const MOST_SOURCE = 300;

/** What is said of a document that is there already. */
export interface Known {
  readonly title: string;
  readonly asOf: string;
  readonly source: string;
}

/**
 * The form of a document.
 *
 * @param replaced short name of the file that the new one is put in the place of, and what is said of it; null for a new document
 * @param megabytes the most that is taken
 */
export function documentForm(
  replaced: { readonly file: string; readonly known: Known } | null,
  megabytes: number,
  { corpus: { form }, headings }: Phrases,
): Form {
  const { title = '', asOf = '', source = '' } = replaced?.known ?? {};
  const file: APILabelComponent = labelled(form.file, form.fileNote(megabytes), {
    type: ComponentType.FileUpload,
    custom_id: FIELD.file,
    min_values: 1,
    max_values: 1,
    file_types: OFFERED,
    required: true,
  });
  const language = menuField(FIELD.language, form.language, [
    ['fr', headings.fr],
    ['en', headings.en],
  ]);
  return formOf({ action: 'upload', file: replaced?.file ?? null }, replaced ? form.replace : form.add, [
    file,
    textField({ name: FIELD.title, label: form.title, note: form.titleNote, value: title, most: MOST_TITLE }),
    textField({ name: FIELD.asOf, label: form.asOf, note: form.asOfNote, value: asOf, most: 11 }),
    textField({
      name: FIELD.source,
      label: form.source,
      note: form.sourceNote,
      value: source,
      most: MOST_SOURCE,
    }),
    // The name of a file that is replaced says its language already.
    ...(replaced === null ? [{ ...language, description: form.languageNote }] : []),
  ]);
}
