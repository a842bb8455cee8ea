import {
  Checkbox,
  CheckboxGroup,
  Field,
  FormSection,
  RadioGroup,
  TextArea,
  type Choice,
  type FormError,
  type FormValues,
  type Language,
} from '../../web';

/** How a setting is entered. `lines`: a list, one entry a line. */
export type SettingKind = 'text' | 'number' | 'day' | 'lines' | 'flag' | 'one' | 'several';

/** A setting of a form: its name is that of the site file (design 4.4), lists and groups by dots. */
export interface Setting<Name extends string> {
  readonly name: Name;
  readonly kind: SettingKind;
  /** What can be chosen, for `one` and `several`. */
  readonly values?: readonly string[];
  readonly required?: boolean;
}

/** A part of a form. */
export interface SettingGroup<Name extends string, Section extends string> {
  readonly section: Section;
  readonly settings: readonly Setting<Name>[];
}

/** What a form holds, as text: what is stored, or what was sent. `on` is a ticked box. */
export type FormState = Readonly<Record<string, string | readonly string[]>>;

/** The words of a setting. */
export interface SettingTexts {
  readonly label: string;
  readonly hint: string;
  /** By value, for settings that are chosen. */
  readonly choices?: Readonly<Record<string, string>>;
}

interface SettingGroupsProps<Name extends string, Section extends string> {
  readonly groups: readonly SettingGroup<Name, Section>[];
  readonly form: FormState;
  readonly errors: readonly FormError[];
  readonly language: Language;
  readonly sections: Readonly<Record<Section, { readonly heading: string; readonly text: string }>>;
  readonly texts: Readonly<Record<Name, SettingTexts>>;
}

/** The groups of a form, each under its heading, each setting with its help. */
export function SettingGroups<Name extends string, Section extends string>(props: SettingGroupsProps<Name, Section>) {
  return (
    <>
      {props.groups.map(({ section, settings }) => (
        <FormSection
          key={section}
          id={`section-${section}`}
          heading={props.sections[section].heading}
          text={props.sections[section].text}
        >
          {settings.map((setting) => (
            <SettingControl {...props} key={setting.name} setting={setting} texts={props.texts[setting.name]} />
          ))}
        </FormSection>
      ))}
    </>
  );
}

interface SettingControlProps {
  readonly setting: Setting<string>;
  readonly texts: SettingTexts;
  readonly form: FormState;
  readonly errors: readonly FormError[];
  readonly language: Language;
}

function SettingControl({ setting, texts, form, errors, language }: SettingControlProps) {
  const { name, kind, required } = setting;
  const common = { name, label: texts.label, hint: texts.hint, language, errors, required: required === true };
  const value = form[name] ?? '';
  const text = typeof value === 'string' ? value : value.join('\n');
  switch (kind) {
    case 'text':
      return <Field {...common} value={text} maxLength={2048} />;
    case 'number':
      return <Field {...common} type="number" value={text} short />;
    case 'day':
      return <Field {...common} value={text} short />;
    case 'lines':
      return <TextArea {...common} value={text} rows={3} maxLength={20_000} />;
    case 'flag':
      return <Checkbox {...common} checked={text === 'on'} />;
    case 'one':
      return <RadioGroup {...common} choices={choicesOf(setting, texts)} value={text} />;
    case 'several':
      return (
        <CheckboxGroup
          {...common}
          choices={choicesOf(setting, texts)}
          values={typeof value === 'string' ? [value] : value}
        />
      );
  }
}

function choicesOf({ values = [] }: Setting<string>, { choices = {} }: SettingTexts): Choice[] {
  return values.map((value) => ({ value, label: choices[value] ?? value }));
}

/** What was sent for these settings, to be shown again. */
export function sentState(values: FormValues, groups: readonly SettingGroup<string, string>[]): FormState {
  const settings = groups.flatMap((group) => group.settings);
  return Object.fromEntries(
    settings.map(({ name, kind }): [string, string | readonly string[]] => {
      if (kind === 'flag') return [name, values.isTicked(name) ? 'on' : ''];
      if (kind === 'several') return [name, values.all(name)];
      return [name, kind === 'lines' ? values.lines(name).join('\n') : values.text(name)];
    }),
  );
}
