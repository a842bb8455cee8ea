import { messagesFor, type Language } from '../web';

interface ConflictProps {
  readonly language: Language;
  /** What somebody else changed meanwhile (`conflict` of `changeSite`). */
  readonly subjects: readonly string[];
  /** The page itself, to see the new values. */
  readonly href: string;
}

/** Above a form that came back with status 409: nothing was overwritten. */
export function ConflictNotice({ language, subjects, href }: ConflictProps) {
  const texts = messagesFor(language).admin.frame.conflict;
  return (
    <div class="notice bad" role="alert">
      <h2>{texts.heading}</h2>
      <p>{texts.text(subjects.join(', '))}</p>
      <p>
        <a href={href}>{texts.open}</a>
      </p>
    </div>
  );
}
