import { Badge, DataTable, messagesFor } from '../web';
import type { Language } from '../web';
import { OperatorFrame } from './OperatorFrame';

/** Something that `usher doctor` found. */
export interface HealthFinding {
  readonly id: string;
  readonly level: 'problem' | 'notice';
  /** Slug of the site concerned; null for the installation. */
  readonly site: string | null;
  readonly subject: string;
  readonly what: string;
  readonly todo: string;
}

interface HealthProps {
  readonly language: Language;
  readonly operatorEmail: string;
  /** Problems first. */
  readonly findings: readonly HealthFinding[];
}

/** What `usher doctor` finds, as a page. What was found is told in English, as the command tells it. */
export function HealthPage({ language, operatorEmail, findings }: HealthProps) {
  const texts = messagesFor(language).admin.operator;
  const problems = findings.filter(({ level }) => level === 'problem').length;
  return (
    <OperatorFrame
      language={language}
      operatorEmail={operatorEmail}
      area="health"
      title={texts.areas.health}
      intro={texts.healthText}
    >
      <p class={problems === 0 ? 'notice good' : 'notice bad'}>
        {problems === 0 ? texts.allWell : texts.problems(problems)}
      </p>
      {findings.length > 0 && (
        <DataTable
          id="findings"
          caption={texts.findings}
          rows={findings}
          keyOf={({ id, site, subject, what }) => `${id} ${site ?? ''} ${subject} ${what}`}
          columns={[
            {
              heading: texts.level,
              cell: ({ level }) => <Badge tone={level === 'problem' ? 'bad' : 'plain'}>{texts.levels[level]}</Badge>,
            },
            {
              heading: texts.subject,
              rowHeader: true,
              cell: ({ site, subject }) => (site === null ? subject : <a href={`/admin/${site}`}>{subject}</a>),
            },
            { heading: texts.what, cell: ({ what }) => <span lang="en">{what}</span> },
            { heading: texts.todo, cell: ({ todo }) => <span lang="en">{todo}</span> },
          ]}
        />
      )}
    </OperatorFrame>
  );
}
