import { z } from 'zod';
import { ApiError, type FormErrors } from './api-error.js';

/** One thing wrong with a payload: where, and what Discord says of it. */
export interface Problem {
  readonly path: readonly PropertyKey[];
  readonly code: string;
  readonly message: string;
}

type Context = Pick<z.core.$RefinementCtx, 'addIssue'>;

/** Adds a problem, in Discord's words, to what zod finds. */
export function refuse(context: Context, code: string, message: string, path: PropertyKey[] = []): void {
  context.addIssue({ code: 'custom', message, path, params: { code } });
}

/**
 * A string of a length between two bounds. Discord counts code points; UTF-16 code units are counted here,
 * which are never fewer: what passes here passes there.
 */
export function text(least: number, most: number) {
  return z.string().superRefine((value, context) => refuseLength(value.length, least, most, context));
}

/** A list of a length between two bounds. */
export function list<T extends z.ZodType>(item: T, least: number, most: number) {
  return z.array(item).superRefine((value, context) => refuseLength(value.length, least, most, context));
}

function refuseLength(length: number, least: number, most: number, context: Context): void {
  if (length >= least && length <= most) return;
  if (least > 0) refuse(context, 'BASE_TYPE_BAD_LENGTH', `Must be between ${least} and ${most} in length.`);
  else refuse(context, 'BASE_TYPE_MAX_LENGTH', `Must be ${most} or fewer in length.`);
}

/** An address of one of some schemes, of at most 2048 characters unless told. */
export function address(schemes: readonly string[], most = 2048) {
  return text(1, most).superRefine((value, context) => {
    if (!URL.canParse(value)) return refuse(context, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.');
    const scheme = new URL(value).protocol.slice(0, -1);
    if (schemes.includes(scheme)) return;
    const known = schemes.map((name) => `'${name}'`).join(', ');
    const message = `Scheme "${scheme}" is not supported. Scheme must be one of (${known}).`;
    refuse(context, 'URL_TYPE_INVALID_SCHEME', message);
  });
}

export const Snowflake = z.string().superRefine((value, context) => {
  if (!/^\d{17,20}$/.test(value)) refuse(context, 'NUMBER_TYPE_COERCE', `Value "${value}" is not snowflake.`);
});

/**
 * The payload, if it is what Discord takes.
 *
 * @param more problems that the schema alone cannot see.
 * @param under where in the request the payload stands: `['data']` in an interaction's callback.
 * @throws ApiError 400, code 50035, with every problem where it is.
 */
export function checked<T>(
  schema: z.ZodType<T>,
  payload: unknown,
  { more = () => [], under = [] }: { more?: (value: T) => Problem[]; under?: readonly string[] } = {},
): T {
  const parsed = schema.safeParse(payload);
  const problems = parsed.success
    ? more(parsed.data)
    : parsed.error.issues.flatMap((issue) => problemsOf(issue, payload));
  if (parsed.success && problems.length === 0) return parsed.data;
  throw invalidForm(problems, under);
}

/** Discord's refusal of a form. */
export function invalidForm(problems: readonly Problem[], under: readonly string[] = []): ApiError {
  const errors: FormErrors = {};
  for (const { path, code, message } of problems) {
    let place = errors;
    for (const key of [...under, ...path].map(String)) place = childOf(place, key);
    const sofar = place['_errors'];
    place['_errors'] = [...(Array.isArray(sofar) ? sofar : []), { code, message }];
  }
  return new ApiError(400, 50035, 'Invalid Form Body', errors);
}

function childOf(parent: FormErrors, key: string): FormErrors {
  const child = parent[key];
  if (child !== undefined && !Array.isArray(child)) return child;
  const made: FormErrors = {};
  parent[key] = made;
  return made;
}

/** What Discord calls a value of the wrong type. */
const WRONG_TYPE: Readonly<Record<string, readonly [code: string, message: string]>> = {
  string: ['STRING_TYPE_CONVERT', 'Could not interpret as string.'],
  int: ['NUMBER_TYPE_COERCE', 'Value is not int.'],
  number: ['NUMBER_TYPE_COERCE', 'Value is not int.'],
  boolean: ['BOOLEAN_TYPE_CONVERT', 'Must be either true or false.'],
  array: ['LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType'],
};

function problemsOf(issue: z.core.$ZodIssue, payload: unknown): Problem[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key], ...said('UNKNOWN_FIELD', 'Unknown field.') }));
  }
  if (valueAt(payload, path) === undefined && issue.code !== 'custom') {
    return [{ path, ...said('BASE_TYPE_REQUIRED', 'This field is required') }];
  }
  return [{ path, ...inDiscordsWords(issue) }];
}

function inDiscordsWords(issue: z.core.$ZodIssue): Omit<Problem, 'path'> {
  switch (issue.code) {
    case 'custom':
      return said(String(issue.params?.['code'] ?? 'CUSTOM'), issue.message);
    case 'invalid_type':
      return said(...(WRONG_TYPE[issue.expected] ?? ['DICT_TYPE_CONVERT', 'Only dictionaries may be used.']));
    case 'too_big':
      return said('NUMBER_TYPE_MAX', `Value should be less than or equal to ${issue.maximum}.`);
    case 'too_small':
      return said('NUMBER_TYPE_MIN', `Value should be greater than or equal to ${issue.minimum}.`);
    case 'invalid_union':
      return said('UNION_TYPE_CHOICES', 'Value of field "type" must be one of those allowed here.');
    case 'invalid_value':
      return said('BASE_TYPE_CHOICES', `Value must be one of (${issue.values.map(String).join(', ')}).`);
    default:
      return said('BASE_TYPE_BAD', issue.message);
  }
}

function said(code: string, message: string): Omit<Problem, 'path'> {
  return { code, message };
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (Object(at) === at ? Reflect.get(Object(at), key) : undefined),
    value,
  );
}
