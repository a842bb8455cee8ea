import type { ComponentChildren } from 'preact';
import { messagesFor } from './messages';
import type { Language } from './messages';

/** One mistake in a form: the name of the field it belongs to, and what to do about it. */
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
          <li key={error.field}>
            <a href={`#${error.field}`}>{error.text}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly language: Language;
  readonly type?: 'text' | 'email' | 'password';
  /** Kept from what was sent; never set for passwords. */
  readonly value?: string;
  readonly hint?: string;
  readonly errors?: readonly FormError[];
  readonly autocomplete?: 'username' | 'email' | 'current-password' | 'new-password' | 'off';
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly autofocus?: boolean;
}

/** A required one-line field with its label, hint and mistake, tied together for screen readers. Its id is its name. */
export function Field(props: FieldProps) {
  const error = props.errors?.find(({ field }) => field === props.name);
  const described = [props.hint && `${props.name}-hint`, error && `${props.name}-error`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={props.name}>{props.label}</label>
      {props.hint && (
        <p class="hint" id={`${props.name}-hint`}>
          {props.hint}
        </p>
      )}
      {error && (
        <p class="wrong" id={`${props.name}-error`}>
          <span class="hidden-visually">{messagesFor(props.language).common.errorPrefix} </span>
          {error.text}
        </p>
      )}
      {inputOf(props, described, error !== undefined)}
    </div>
  );
}

function inputOf(props: FieldProps, described: string, isWrong: boolean) {
  const attributes = {
    id: props.name,
    name: props.name,
    required: true,
    maxlength: props.maxLength ?? 255,
    autocapitalize: 'none',
    spellcheck: false,
    ...(props.minLength !== undefined && { minlength: props.minLength }),
    ...(props.autocomplete && { autocomplete: props.autocomplete }),
    ...(props.autofocus && { autofocus: true }),
    ...(described && { 'aria-describedby': described }),
    ...(isWrong && { 'aria-invalid': true }),
  } as const;
  const kept = props.value === undefined ? {} : { value: props.value };
  if (props.type === 'password') return <input type="password" {...attributes} />;
  if (props.type === 'email') return <input type="email" {...attributes} {...kept} />;
  return <input type="text" {...attributes} {...kept} />;
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
