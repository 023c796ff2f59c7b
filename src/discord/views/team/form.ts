import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  type APITextDisplayComponent,
  ComponentType,
  TextInputStyle,
} from 'discord.js';
import { CHOICE, cut } from '../../limits.js';
import { type TeamPress, teamIdOf } from '../../team-id.js';

/** A form, as it is shown to whoever pressed. */
export type Form = APIModalInteractionResponseCallbackData;

/** Characters of the title of a form and of the label of a field. */
const TITLE = 45;

/** A form with fields, five at most; what it is submitted with is what was pressed. */
export function formOf(
  press: TeamPress,
  title: string,
  components: readonly (APILabelComponent | APITextDisplayComponent)[],
): Form {
  return { custom_id: teamIdOf(press), title: cut(title, TITLE), components: [...components] };
}

/** What a text field may hold. */
interface TextField {
  readonly name: string;
  readonly label: string;
  readonly note?: string;
  readonly value?: string;
  readonly most: number;
  readonly isLong?: boolean;
  readonly isRequired?: boolean;
}

export function textField(field: TextField): APILabelComponent {
  const { name, label, note, value = '', most, isLong = false, isRequired = false } = field;
  return labelled(label, note, {
    type: ComponentType.TextInput,
    custom_id: name,
    style: isLong ? TextInputStyle.Paragraph : TextInputStyle.Short,
    ...(value === '' ? {} : { value: cut(value, most) }),
    max_length: most,
    required: isRequired,
  });
}

/** One of several choices, one of which must be made. */
export function radioField(
  name: string,
  label: string,
  choices: readonly (readonly [value: string, label: string])[],
  chosen: string | null = null,
): APILabelComponent {
  return labelled(label, undefined, {
    type: ComponentType.RadioGroup,
    custom_id: name,
    options: choices.map(([value, text]) => ({
      value,
      label: cut(text, CHOICE),
      ...(value === chosen ? { default: true } : {}),
    })),
    required: true,
  });
}

/** A menu of which nothing need be chosen. */
export function menuField(
  name: string,
  label: string,
  choices: readonly (readonly [value: string, label: string])[],
): APILabelComponent {
  return labelled(label, undefined, {
    type: ComponentType.StringSelect,
    custom_id: name,
    options: choices.map(([value, text]) => ({ value, label: cut(text, CHOICE) })),
    required: false,
    min_values: 0,
    max_values: 1,
  });
}

/** Words between the fields. */
export function textOfForm(content: string): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content };
}

/** A field with its label. */
export function labelled(
  label: string,
  note: string | undefined,
  component: APILabelComponent['component'],
): APILabelComponent {
  return {
    type: ComponentType.Label,
    label: cut(label, TITLE),
    ...(note === undefined ? {} : { description: cut(note, CHOICE) }),
    component,
  };
}
