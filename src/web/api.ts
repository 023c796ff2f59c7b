import type { Context } from 'hono';
import { z } from 'zod';
import { LANGUAGES, type Language } from '../corpus/document.js';
import { answerRecord } from '../search/record.js';
import { ask } from './ask.js';
import { clientOf } from './client.js';
import { Refusal } from './refusal.js';
import type { WebService } from './service.js';

const MOST_QUOTES = 20;

/** What may be asked of the API; see docs/web.md. */
const Body = z.strictObject({
  question: z.string(),
  language: z.enum(LANGUAGES).optional(),
  limit: z.int().min(1).max(MOST_QUOTES).default(3),
});

/**
 * Answers a question in JSON with JSON: as `verbatim ask --json` does.
 *
 * @throws Refusal
 */
export async function answerToJson(c: Context, locale: Language, service: WebService): Promise<Response> {
  const { question, language = null, limit } = await bodyOf(c);
  const asked = {
    question,
    language,
    limit,
    locale,
    way: 'api',
    client: clientOf(c),
    signal: c.req.raw.signal,
  } as const;
  const { answer } = await ask(asked, service);
  return c.json(answerRecord(answer));
}

async function bodyOf(c: Context): Promise<z.infer<typeof Body>> {
  // A page elsewhere cannot send this type without being allowed to.
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) throw new Refusal('not-json');
  let given: unknown;
  try {
    given = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await c.req.arrayBuffer()));
  } catch {
    throw new Refusal('not-json');
  }
  const { data } = Body.safeParse(given);
  if (data === undefined) throw new Refusal('invalid');
  return data;
}
