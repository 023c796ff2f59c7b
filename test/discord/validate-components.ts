import { z } from 'zod';
import { address, list, type Problem, refuse, Snowflake, text } from './validate.js';

/** All components of a message, whatever they are in. */
const MOST_COMPONENTS = 40;
/** All the text displays of a message together. */
const MOST_TEXT = 4000;

const id = z.int().min(0).max(0x7fff_ffff).optional();

const Emoji = z
  .strictObject({ id: z.string().nullish(), name: z.string().nullish(), animated: z.boolean().optional() })
  .superRefine((emoji, context) => {
    const drawn = /^(?![0-9#*]$)\p{Emoji}/u.test(emoji.name ?? '');
    if (!emoji.id && !drawn) refuse(context, 'COMPONENT_INVALID_EMOJI', 'Invalid emoji', ['name']);
  });

const LINK = 5;
const PREMIUM = 6;

const Button = z
  .strictObject({
    type: z.literal(2),
    id,
    style: z.int().min(1).max(6),
    label: text(1, 80).optional(),
    emoji: Emoji.optional(),
    custom_id: text(1, 100).optional(),
    url: address(['http', 'https', 'discord'], 512).optional(),
    sku_id: z.string().optional(),
    disabled: z.boolean().optional(),
  })
  .superRefine((button, context) => {
    const { style, label, emoji, custom_id, url, sku_id } = button;
    const needs = (field: string) => refuse(context, 'BASE_TYPE_REQUIRED', 'This field is required', [field]);
    const mustNot = (field: string) =>
      refuse(context, 'BUTTON_COMPONENT_FIELD_NOT_ALLOWED', `A button of style ${style} has no ${field}`, [
        field,
      ]);
    if (style !== PREMIUM && label === undefined && emoji === undefined) needs('label');
    if (style === LINK ? url === undefined : style !== PREMIUM && custom_id === undefined) {
      needs(style === LINK ? 'url' : 'custom_id');
    }
    if (style === PREMIUM && sku_id === undefined) needs('sku_id');
    if (style >= LINK && custom_id !== undefined) mustNot('custom_id');
    if (style !== LINK && url !== undefined) mustNot('url');
    if (style !== PREMIUM && sku_id !== undefined) mustNot('sku_id');
  });

const SelectOption = z.strictObject({
  label: text(1, 100),
  value: text(1, 100),
  description: text(0, 100).optional(),
  emoji: Emoji.optional(),
  default: z.boolean().optional(),
});

const StringSelect = z
  .strictObject({
    type: z.literal(3),
    id,
    custom_id: text(1, 100),
    options: list(SelectOption, 1, 25),
    placeholder: text(0, 150).optional(),
    min_values: z.int().min(0).max(25).optional(),
    max_values: z.int().min(1).max(25).optional(),
    disabled: z.boolean().optional(),
  })
  .superRefine(({ options, min_values = 1, max_values = 1 }, context) => {
    for (const place of repeated(options.map(({ value }) => value))) {
      const message = 'The specified option value is already used';
      refuse(context, 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', message, ['options', place, 'value']);
    }
    if (max_values > options.length || min_values > max_values) {
      refuse(context, 'SELECT_COMPONENT_VALUES_RANGE', 'The range does not fit the options', ['max_values']);
    }
  });

const Default = z.strictObject({ id: Snowflake, type: z.enum(['user', 'role', 'channel']) });

/** A menu of what there is in the server: users (5), roles (6), both (7), channels (8). */
const AutoSelect = z
  .strictObject({
    type: z.literal([5, 6, 7, 8]),
    id,
    custom_id: text(1, 100),
    placeholder: text(0, 150).optional(),
    default_values: list(Default, 0, 25).optional(),
    min_values: z.int().min(0).max(25).optional(),
    max_values: z.int().min(1).max(25).optional(),
    channel_types: z.array(z.int()).optional(),
    disabled: z.boolean().optional(),
  })
  .superRefine(({ type, channel_types, default_values = [], max_values = 1 }, context) => {
    if (type !== 8 && channel_types)
      refuse(context, 'UNKNOWN_FIELD', 'Not a menu of channels', ['channel_types']);
    if (default_values.length > max_values)
      refuse(context, 'BASE_TYPE_MAX_LENGTH', 'More are chosen than may be', ['default_values']);
  });

const ActionRow = z
  .strictObject({
    type: z.literal(1),
    id,
    components: list(z.discriminatedUnion('type', [Button, StringSelect, AutoSelect]), 1, 5),
  })
  .superRefine(({ components }, context) => {
    if (components.length < 2 || components.every(({ type }) => type === 2)) return;
    const message = 'The specified component exceeds the maximum width';
    refuse(context, 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', message, ['components']);
  });

const TextDisplay = z.strictObject({
  type: z.literal(10),
  id,
  content: text(1, MOST_TEXT).superRefine((content, context) => {
    if (content.trim() === '') refuse(context, 'BASE_TYPE_REQUIRED', 'This field is required');
  }),
});

const Media = z.strictObject({ url: address(['http', 'https', 'attachment']) });
const described = { description: text(0, 1024).nullish(), spoiler: z.boolean().optional() };

const Thumbnail = z.strictObject({ type: z.literal(11), id, media: Media, ...described });
const MediaGallery = z.strictObject({
  type: z.literal(12),
  id,
  items: list(z.strictObject({ media: Media, ...described }), 1, 10),
});
const File = z.strictObject({
  type: z.literal(13),
  id,
  file: z.strictObject({ url: address(['attachment']) }),
  spoiler: z.boolean().optional(),
});
const Separator = z.strictObject({
  type: z.literal(14),
  id,
  divider: z.boolean().optional(),
  spacing: z.literal([1, 2]).optional(),
});
const Section = z.strictObject({
  type: z.literal(9),
  id,
  components: list(TextDisplay, 1, 3),
  accessory: z.discriminatedUnion('type', [Button, Thumbnail]),
});
const Container = z.strictObject({
  type: z.literal(17),
  id,
  accent_color: z.int().min(0).max(0xff_ff_ff).nullish(),
  spoiler: z.boolean().optional(),
  components: list(
    z.discriminatedUnion('type', [ActionRow, Section, TextDisplay, MediaGallery, File, Separator]),
    1,
    MOST_COMPONENTS,
  ),
});

/** What may stand at the top of a message of components v2. */
export const TopLevel = z.discriminatedUnion('type', [
  ActionRow,
  Section,
  TextDisplay,
  MediaGallery,
  File,
  Separator,
  Container,
]);
export type TopLevelComponent = z.infer<typeof TopLevel>;
export type ButtonComponent = z.infer<typeof Button>;
/** A menu of a message or of a form. */
export type SelectComponent = z.infer<typeof StringSelect> | z.infer<typeof AutoSelect>;
export type AnyComponent =
  | TopLevelComponent
  | ButtonComponent
  | z.infer<typeof StringSelect>
  | z.infer<typeof AutoSelect>
  | z.infer<typeof Thumbnail>;

/** Every component, in order, before those in it, with its place. */
export function* walk(
  components: readonly AnyComponent[],
  path: readonly PropertyKey[] = ['components'],
): Generator<[component: AnyComponent, path: readonly PropertyKey[]]> {
  for (const [index, component] of components.entries()) {
    const place = [...path, index];
    yield [component, place];
    if ('components' in component) yield* walk(component.components, [...place, 'components']);
    if ('accessory' in component) yield [component.accessory, [...place, 'accessory']];
  }
}

/** All that a person reads in the text displays, in order. */
export function textsOf(components: readonly AnyComponent[]): string[] {
  return [...walk(components)].flatMap(([component]) => (component.type === 10 ? [component.content] : []));
}

/** What is wrong with the components of a message taken together. */
export function problemsTogether(components: readonly TopLevelComponent[], isV2: boolean): Problem[] {
  const all = [...walk(components)];
  const problems: Problem[] = [];
  const add = (path: readonly PropertyKey[], code: string, message: string) =>
    problems.push({ path, code, message });
  const repeats = (read: (component: AnyComponent) => unknown, field: string, message: string) => {
    const having = all.filter(([component]) => read(component) !== undefined);
    for (const place of repeated(having.map(([component]) => read(component)))) {
      add([...(having[place]?.[1] ?? []), field], `COMPONENT_${field.toUpperCase()}_DUPLICATED`, message);
    }
  };
  repeats(
    (component) => ('custom_id' in component ? component.custom_id : undefined),
    'custom_id',
    'Component custom id cannot be duplicated',
  );
  repeats((component) => component.id || undefined, 'id', 'Component id cannot be duplicated');
  if (!isV2) return [...problems, ...legacyProblems(components)];
  if (all.length > MOST_COMPONENTS) {
    const message = `The total number of components cannot exceed ${MOST_COMPONENTS}`;
    add(['components'], 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', message);
  }
  const total = textsOf(components).reduce((sum, { length }) => sum + length, 0);
  if (total > MOST_TEXT) {
    const message = `Components displayable text size exceeds maximum size of ${MOST_TEXT}`;
    add(['components'], 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED', message);
  }
  return problems;
}

function legacyProblems(components: readonly TopLevelComponent[]): Problem[] {
  const code = 'UNION_TYPE_CHOICES';
  const message = 'Value of field "type" must be one of (1,).';
  const wrong = components.flatMap(({ type }, index) =>
    type === 1 ? [] : [{ path: ['components', index, 'type'], code, message }],
  );
  if (components.length <= 5) return wrong;
  const length = 'Must be between 1 and 5 in length.';
  return [...wrong, { path: ['components'], code: 'BASE_TYPE_BAD_LENGTH', message: length }];
}

/**
 * Whether Discord answers 500 to these texts: it does above 10,170 bytes of UTF-8, twelve added for each
 * text display, though every documented limit is kept (seen 2026-08, nowhere documented).
 */
export function breaksTheServer(components: readonly AnyComponent[]): boolean {
  const bytes = textsOf(components).reduce((sum, content) => sum + Buffer.byteLength(content) + 12, 0);
  return bytes > 10_170;
}

/** Gives each component the number that Discord gives to those that have none. */
export function numbered(components: readonly TopLevelComponent[]): TopLevelComponent[] {
  const copy = structuredClone([...components]);
  const all = [...walk(copy)].map(([component]) => component);
  const taken = new Set(all.map((component) => component.id));
  let next = 1;
  for (const component of all) {
    if (component.id) continue;
    while (taken.has(next)) next += 1;
    component.id = next;
    next += 1;
  }
  return copy;
}

/** Places of the values that stand earlier already. */
export function repeated(values: readonly unknown[]): number[] {
  return [...values.keys()].filter((place) => values.indexOf(values[place]) < place);
}

const TextInput = z
  .strictObject({
    type: z.literal(4),
    id,
    custom_id: text(1, 100),
    style: z.literal([1, 2]),
    min_length: z.int().min(0).max(4000).optional(),
    max_length: z.int().min(1).max(4000).optional(),
    required: z.boolean().optional(),
    value: text(0, 4000).optional(),
    placeholder: text(0, 100).optional(),
  })
  .superRefine(({ value = '', max_length = 4000 }, context) => {
    if (value.length > max_length)
      refuse(context, 'BASE_TYPE_MAX_LENGTH', `Must be ${max_length} or fewer in length.`, ['value']);
  });

const RadioOption = z.strictObject({
  value: text(1, 100),
  label: text(1, 100),
  description: text(0, 100).optional(),
  default: z.boolean().optional(),
});
const RadioGroup = z
  .strictObject({
    type: z.literal(21),
    id,
    custom_id: text(1, 100),
    options: list(RadioOption, 2, 10),
    required: z.boolean().optional(),
  })
  .superRefine(({ options }, context) => {
    if (options.filter((option) => option.default).length > 1)
      refuse(context, 'BASE_TYPE_MAX_LENGTH', 'At most one option is the default', ['options']);
  });

/** A field for files. Discord filters by ten types at most: an ending, or a sort of media. */
const FileUpload = z
  .strictObject({
    type: z.literal(19),
    id,
    custom_id: text(1, 100),
    min_values: z.int().min(0).max(10).optional(),
    max_values: z.int().min(1).max(10).optional(),
    file_types: list(z.string().regex(/^(?:audio|image|video|\.[a-z0-9]+)$/), 1, 10).optional(),
    required: z.boolean().optional(),
  })
  .superRefine(({ min_values = 1, max_values = 1 }, context) => {
    if (min_values > max_values) refuse(context, 'BASE_TYPE_MAX_VALUE', 'The range is empty', ['max_values']);
  });

/** In a form a menu may have to be used, and cannot be disabled. */
const FormSelect = StringSelect.safeExtend({
  required: z.boolean().optional(),
  disabled: z.literal(false).optional(),
});

const Label = z.strictObject({
  type: z.literal(18),
  id,
  label: text(1, 45),
  description: text(0, 100).optional(),
  component: z.discriminatedUnion('type', [TextInput, RadioGroup, FormSelect, FileUpload]),
});

/** A form: labels with a field each, and words between them; checkboxes are not known here. */
export const Modal = z
  .strictObject({
    custom_id: text(1, 100),
    title: text(1, 45),
    components: list(z.discriminatedUnion('type', [Label, TextDisplay]), 1, 5),
  })
  .superRefine(({ components }, context) => {
    const names = components.flatMap((each) => (each.type === 18 ? [each.component.custom_id] : []));
    for (const place of repeated(names))
      refuse(context, 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated', [
        'components',
        place,
      ]);
  });
export type ModalForm = z.infer<typeof Modal>;
/** A field of a form. */
export type FormField = z.infer<typeof Label>['component'];
