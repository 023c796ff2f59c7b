import { z } from 'zod';

/** What Discord's documentation says of the components of a message, in UTF-16 code units. */
const button = z.strictObject({
  type: z.literal(2),
  style: z.int().min(1).max(4),
  label: z.string().min(1).max(80).regex(/\S/),
  custom_id: z.string().min(1).max(100),
});
const row = z.strictObject({ type: z.literal(1), components: z.array(button).min(1).max(5) });
const textDisplay = z.strictObject({
  type: z.literal(10),
  id: z.int().min(1).max(2_147_483_647).optional(),
  content: z.string().min(1).max(4000).regex(/\S/),
});
const container = z.strictObject({
  type: z.literal(17),
  accent_color: z.int().min(0).max(0xffffff),
  components: z.array(z.union([textDisplay, row])).min(1),
});
const message = z.array(container).min(1);

/** What a person sees of a message, as checked against Discord's limits. */
export interface Seen {
  readonly texts: readonly string[];
  readonly buttons: readonly { readonly label: string; readonly customId: string }[];
}

/**
 * Checks the components of a message against Discord's limits.
 *
 * @throws whatever is against them
 */
export function seenOf(components: readonly unknown[]): Seen {
  const sent: unknown = JSON.parse(JSON.stringify(components));
  const inner = message.parse(sent).flatMap((each) => each.components);
  const rows = inner.flatMap((each) => (each.type === 1 ? [each] : []));
  const shown = inner.flatMap((each) => (each.type === 10 ? [each] : []));
  const buttons = rows.flatMap((each) => each.components);
  const texts = shown.map(({ content }) => content);
  const ids = shown.flatMap(({ id }) => (id === undefined ? [] : [id]));
  const customIds = buttons.map(({ custom_id }) => custom_id);
  const problems = [
    components.length + inner.length + buttons.length > 40 && 'more than 40 components',
    texts.join('').length > 4000 && `${texts.join('').length} code units of text`,
    bytesOf(texts) > 10_170 && `${bytesOf(texts)} bytes of text: Discord answers 500`,
    new Set(ids).size < ids.length && 'an id twice',
    new Set(customIds).size < customIds.length && 'a custom id twice',
    /\p{Cs}/u.test([...texts, ...buttons.map(({ label }) => label)].join('')) && 'half a surrogate pair',
  ].filter((problem) => problem !== false);
  if (problems.length > 0) throw new Error(problems.join(', '));
  return { texts, buttons: buttons.map(({ label, custom_id }) => ({ label, customId: custom_id })) };
}

/** As Discord seems to count them: twelve more for each text display. */
function bytesOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text) + 12, 0);
}
