/** Details of a problem or a notice. */
export type Details = Readonly<Record<string, string | number>>;

/** A phrase for every code, made from its details. */
export type Described<Code extends string> = Readonly<Record<Code, (details: Details) => string>>;

/** A detail as it is shown; nothing when it is missing. */
export function detail(details: Details, name: string): string {
  return String(details[name] ?? '');
}

/** The phrase for the `reason` of some details; the bare code when there is none. */
export function because(reasons: Described<string>, details: Details): string {
  const reason = detail(details, 'reason');
  return Object.hasOwn(reasons, reason) ? (reasons[reason]?.(details) ?? reason) : reason;
}

/** What the system says (`EACCES: permission denied, open 'x'`, or a bare code), in words where there are some. */
export function systemReason(words: Readonly<Record<string, string>>, reason: string): string {
  const code = /^E[A-Z0-9]+\b/.exec(reason)?.[0] ?? '';
  return Object.hasOwn(words, code) ? (words[code] ?? reason) : reason;
}
