import type { ComponentChildren } from 'preact';
import type { FormError } from './forms';
import { messagesFor } from './messages';
import type { Language } from './messages';

/** What every control of a form has. Its id is its name. */
export interface ControlProps {
  readonly name: string;
  readonly label: string;
  readonly language: Language;
  readonly hint?: ComponentChildren;
  readonly errors?: readonly FormError[];
  /** Asked for by the browser and marked with an asterisk; unmarked where everything in the form is required. */
  readonly required?: boolean | 'unmarked';
  /** The label is only heard: in a table, where a heading says the same. */
  readonly labelHidden?: boolean;
}

/** The attributes of a label. */
export function labelOf({ name, labelHidden }: Pick<ControlProps, 'name' | 'labelHidden'>) {
  return { for: name, ...(labelHidden === true && { class: 'hidden-visually' }) } as const;
}

/** The attributes that tie a control to its hint and its mistake, for screen readers. */
export function describedBy({ name, hint, errors, required }: ControlProps) {
  const isWrong = errors?.some(({ field }) => field === name) === true;
  const ids = [hint !== undefined && `${name}-hint`, isWrong && `${name}-error`].filter(Boolean).join(' ');
  return {
    ...((required ?? false) !== false && { required: true }),
    ...(ids !== '' && { 'aria-describedby': ids }),
    ...(isWrong && { 'aria-invalid': true }),
  } as const;
}

/** The hint and the mistake of a control. */
export function Remarks({ name, hint, errors, language }: ControlProps) {
  const error = errors?.find(({ field }) => field === name);
  return (
    <>
      {hint !== undefined && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="wrong" id={`${name}-error`}>
          <span class="hidden-visually">{messagesFor(language).common.errorPrefix} </span>
          {error.text}
        </p>
      )}
    </>
  );
}

/** A label's text, with an asterisk that a screen reader hears as the `required` of its control. */
export function LabelText({ label, required }: Pick<ControlProps, 'label' | 'required'>) {
  if (required !== true) return <>{label}</>;
  return (
    <>
      {label}{' '}
      <span class="asterisk" aria-hidden="true">
        *
      </span>
    </>
  );
}

type TextAreaProps = ControlProps & {
  readonly value: string;
  readonly rows?: number;
  /** For XML, PEM and CSV. */
  readonly code?: boolean;
  readonly maxLength?: number;
};

/** Text of several lines. */
export function TextArea(props: TextAreaProps) {
  const { name, value, rows = 4, code, maxLength } = props;
  return (
    <div class="field">
      <label for={name}>
        <LabelText {...props} />
      </label>
      <Remarks {...props} />
      <textarea
        id={name}
        name={name}
        rows={rows}
        spellcheck={false}
        {...(code === true && { class: 'code', autocapitalize: 'none' })}
        {...(maxLength !== undefined && { maxlength: maxLength })}
        {...describedBy(props)}
      >
        {value}
      </textarea>
    </div>
  );
}

/** One thing to choose. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  /** What choosing it means; only radio buttons and boxes show it. */
  readonly hint?: string;
}

type ChoiceProps = ControlProps & { readonly choices: readonly Choice[]; readonly value: string };

/** One of several, as a drop-down. */
export function Select(props: ChoiceProps) {
  const { name, choices, value } = props;
  return (
    <div class="field">
      <label {...labelOf(props)}>
        <LabelText {...props} />
      </label>
      <Remarks {...props} />
      <select id={name} name={name} {...describedBy(props)}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value} selected={choice.value === value}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** One of a few, all in view. The first button has the name as its id, so that the error summary leads there. */
export function RadioGroup(props: ChoiceProps) {
  return <ChoiceGroup {...props} type="radio" ticked={[props.value]} />;
}

/** Any of a few. Sends the name once for each that is ticked. */
export function CheckboxGroup(props: ControlProps & Pick<ChoiceProps, 'choices'> & { values: readonly string[] }) {
  return <ChoiceGroup {...props} type="checkbox" ticked={props.values} />;
}

function ChoiceGroup(
  props: ControlProps & {
    readonly choices: readonly Choice[];
    readonly type: 'radio' | 'checkbox';
    readonly ticked: readonly string[];
  },
) {
  const { name, choices, type, ticked } = props;
  const { 'aria-describedby': description } = describedBy(props);
  return (
    <fieldset class="field choices" {...(description !== undefined && { 'aria-describedby': description })}>
      <legend>
        <LabelText {...props} />
      </legend>
      <Remarks {...props} />
      {choices.map(({ value, label, hint }, index) => {
        const id = index === 0 ? name : `${name}-${value}`;
        return (
          <div key={value} class="choice">
            <input
              type={type}
              id={id}
              name={name}
              value={value}
              checked={ticked.includes(value)}
              {...(type === 'radio' && (props.required ?? false) !== false && { required: true })}
              {...(hint !== undefined && { 'aria-describedby': `${id}-meaning` })}
            />
            <label for={id}>{label}</label>
            {hint !== undefined && (
              <p class="hint" id={`${id}-meaning`}>
                {hint}
              </p>
            )}
          </div>
        );
      })}
    </fieldset>
  );
}

/** Yes or no. Sends `on` when ticked, nothing otherwise. */
export function Checkbox(props: ControlProps & { readonly checked: boolean; readonly value?: string }) {
  const { name, label, checked, value } = props;
  return (
    <div class="field choice">
      <input
        type="checkbox"
        id={name}
        name={name}
        checked={checked}
        {...(value !== undefined && { value })}
        {...describedBy(props)}
      />
      <label for={name}>{label}</label>
      <Remarks {...props} />
    </div>
  );
}

/** A file to send. Its form needs `enctype="multipart/form-data"` and a route behind `multipartForm`. */
export function FileField(props: ControlProps & { readonly accept?: string }) {
  const { name, accept } = props;
  return (
    <div class="field">
      <label for={name}>
        <LabelText {...props} />
      </label>
      <Remarks {...props} />
      <input type="file" id={name} name={name} {...(accept !== undefined && { accept })} {...describedBy(props)} />
    </div>
  );
}

/** A part of a long form under its heading. */
export function FormSection(props: {
  /** Unique on its page. */
  readonly id: string;
  readonly heading: string;
  readonly text?: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  return (
    <section class="card stack" aria-labelledby={props.id}>
      <div class="stack-small">
        <h2 id={props.id}>{props.heading}</h2>
        {props.text !== undefined && <p class="soft">{props.text}</p>}
      </div>
      {props.children}
    </section>
  );
}
