import type { Problem } from '../corpus/document.js';
import type { Phrases } from '../i18n/en.js';

/** A problem of a corpus as `file:line: severity: message`, which editors can follow. */
export function problemLine(problem: Problem, phrases: Phrases): string {
  const { file, line, severity, code, details } = problem;
  const place = line === null ? file : `${file}:${line}`;
  return `${place}: ${phrases.severity[severity]}: ${phrases.problems[code](details)}`;
}
