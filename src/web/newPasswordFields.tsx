import { Field, type FormError } from './forms';
import type { Language } from './messages';

interface NewPasswordFieldsProps {
  readonly language: Language;
  /** Characters a password has at least. */
  readonly minimumLength: number;
  /** What each field is called, and what is said below the first. */
  readonly labels: { readonly password: string; readonly hint: string; readonly again: string };
  readonly errors: readonly FormError[];
}

/** The two fields in which somebody chooses a password: `password` and, against slips of the finger, `passwordAgain`. */
export function NewPasswordFields({ language, minimumLength, labels, errors }: NewPasswordFieldsProps) {
  const field = {
    type: 'password',
    required: 'unmarked',
    autocomplete: 'new-password',
    minLength: minimumLength,
    maxLength: 1024,
    errors,
    language,
  } as const;
  return (
    <>
      <Field {...field} name="password" label={labels.password} hint={labels.hint} />
      <Field {...field} name="passwordAgain" label={labels.again} />
    </>
  );
}
