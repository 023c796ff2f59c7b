import type { Language } from '../src/corpus/document.js';

/** What people put around a question; `{}` is the question. */
export const FRAMES: readonly Readonly<Record<Language, string>>[] = [
  { fr: 'Bonjour, {}', en: 'Hello, {}' },
  { fr: '{} Merci !', en: '{} Thank you!' },
  { fr: '<@123456789012345678> {}', en: '<@123456789012345678> {}' },
  { fr: '@Verbatim {}', en: '@Verbatim {}' },
  { fr: '{} Réponds brièvement.', en: '{} Answer briefly.' },
  { fr: 'Salut ! Petite question : {} merci', en: 'hi! quick question: {} thanks' },
  { fr: 'Quelqu’un sait {}', en: 'Does anyone know {}' },
  { fr: '> un message cité\n{}', en: '> a quoted message\n{}' },
  { fr: '{} svp 🙏', en: '{} please 🙏' },
  { fr: 'Bonjour à tous, {} Merci d’avance !', en: 'Hi everyone, {} Thanks in advance!' },
];

/** A question in a frame. */
export function framed(question: string, frame: string): string {
  return frame.replace('{}', () => question);
}
