import type { ComponentChildren } from 'preact';
import { describedBy, labelOf, LabelText, Remarks, type ControlProps } from './fields';
import { messagesFor } from './messages';
import type { Language } from './messages';

/** One mistake in a form: the name of the field it belongs to (empty: none), and what to do about it. */
export interface FormError {
  readonly field: string;
  readonly text: string;
}

/** The list of mistakes on top of a form that came back (status 422); each leads to its field. Empty: nothing. */
export function ErrorSummary(props: { readonly errors: readonly FormError[]; readonly language: Language }) {
  if (props.errors.length === 0) return null;
  return (
    <div class="notice bad" role="alert" aria-labelledby="error-summary">
      <h2 id="error-summary">{messagesFor(props.language).common.errorSummary}</h2>
      <ul>
        {props.errors.map((error) => (
          <li key={`${error.field} ${error.text}`}>
            {error.field === '' ? error.text : <a href={`#${error.field}`}>{error.text}</a>}
          </li>
        ))}
      </ul>
    </div>
  );
}

type FieldProps = ControlProps & {
  readonly type?: 'text' | 'email' | 'password' | 'search' | 'number' | 'date';
  /** Kept from what was sent; never set for passwords. */
  readonly value?: string;
  readonly autocomplete?: 'username' | 'email' | 'current-password' | 'new-password' | 'off';
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly autofocus?: boolean;
  /** Few characters are expected. */
  readonly short?: boolean;
};

/** A one-line field with its label, hint and mistake, tied together for screen readers. */
export function Field(props: FieldProps) {
  return (
    <div class={props.short === true ? 'field short' : 'field'}>
      <label {...labelOf(props)}>
        <LabelText {...props} />
      </label>
      <Remarks {...props} />
      {inputOf(props)}
    </div>
  );
}

function inputOf(props: FieldProps) {
  const attributes = {
    id: props.name,
    name: props.name,
    maxlength: props.maxLength ?? 255,
    autocapitalize: 'none',
    spellcheck: false,
    ...(props.minLength !== undefined && { minlength: props.minLength }),
    ...(props.autocomplete && { autocomplete: props.autocomplete }),
    ...(props.autofocus && { autofocus: true }),
    ...describedBy(props),
  } as const;
  const kept = props.value === undefined ? {} : { value: props.value };
  switch (props.type) {
    case 'password':
      return <input type="password" {...attributes} />;
    case 'email':
      return <input type="email" {...attributes} {...kept} />;
    case 'search':
      return <input type="search" {...attributes} {...kept} />;
    case 'number':
      // Not type="number": that one swallows what is not a number, and then nobody can be told about it.
      return <input type="text" inputmode="numeric" {...attributes} {...kept} />;
    case 'date':
      return <input type="date" {...attributes} {...kept} />;
    default:
      return <input type="text" {...attributes} {...kept} />;
  }
}

/** Hidden fields of a form; null and undefined ones are left out. */
export function Hidden({ fields }: { readonly fields: Readonly<Record<string, string | null | undefined>> }) {
  return (
    <>
      {Object.entries(fields).map(([name, value]) =>
        value === null || value === undefined ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
    </>
  );
}

interface ButtonProps {
  readonly children: ComponentChildren;
  /** `quiet` for what is not the page's main act. */
  readonly kind?: 'main' | 'quiet';
  readonly wide?: boolean;
}

/** The button that sends its form. */
export function SubmitButton(props: ButtonProps) {
  return (
    <button type="submit" class={buttonClass(props)}>
      {props.children}
    </button>
  );
}

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function LinkButton(props: ButtonProps & { readonly href: string }) {
  return (
    <a class={buttonClass(props)} href={props.href}>
      {props.children}
    </a>
  );
}

function buttonClass({ kind, wide }: ButtonProps): string {
  return ['button', kind === 'quiet' && 'quiet', wide && 'wide'].filter(Boolean).join(' ');
}
