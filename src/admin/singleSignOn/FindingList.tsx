import type { Finding } from '../../findings';
import { Badge, messagesFor, type Language } from '../../web';

/** What doctor finds of a connection, in the reader's language. Nothing found: nothing shown. */
export function FindingList({ findings, language }: { findings: readonly Finding[]; language: Language }) {
  if (findings.length === 0) return null;
  const texts = messagesFor(language).admin.singleSignOn;
  const sentences: Readonly<Record<string, string>> = texts.findings;
  return (
    <ul class="bullets">
      {findings.map(({ id, level, what }) => (
        <li key={what}>
          <Badge {...(level === 'problem' && { tone: 'bad' })}>
            {level === 'problem' ? texts.needsAttention : texts.worthKnowing}
          </Badge>{' '}
          {sentences[id] ?? what}
        </li>
      ))}
    </ul>
  );
}
