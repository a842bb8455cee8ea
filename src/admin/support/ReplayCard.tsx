import type { KeptAttempt, Replay } from '../../sso';
import { DataTable, messagesFor } from '../../web';
import type { Language } from '../../web';
import { changedChecks } from './changedChecks';
import { checkName } from './checkNames';
import { Result } from './CheckList';
import { Comparison } from './Comparison';

interface ReplayProps {
  readonly language: Language;
  readonly attempt: KeptAttempt;
  readonly replay: Replay;
}

/** Whether the attempt would pass by today's settings, and which checks would go another way. */
export function ReplayCard({ language, attempt, replay }: ReplayProps) {
  const { admin } = messagesFor(language);
  const texts = admin.support;
  if (replay.outcome === 'not_possible' && replay.why === 'nothing_to_try') return null;
  return (
    <section class="card stack" aria-labelledby="replay">
      <h2 id="replay">{texts.replayHeading}</h2>
      <Verdict language={language} replay={replay} />
      {'checks' in replay && (
        <>
          <p class="small soft">{texts.replayText}</p>
          <Changed language={language} attempt={attempt} checks={replay.checks} />
        </>
      )}
    </section>
  );
}

function Verdict({ language, replay }: Omit<ReplayProps, 'attempt'>) {
  const { admin, codes, reasons } = messagesFor(language);
  const texts = admin.support;
  switch (replay.outcome) {
    case 'not_possible':
      return <p>{texts.noReplay[replay.why]}</p>;
    case 'passes':
      return <p class="notice good">{texts.replay.passes}</p>;
    case 'restarts':
      return <p class="notice">{texts.replay.restarts}</p>;
    case 'refused':
      return (
        <div class="stack-small">
          <p class="notice bad">{texts.replay.refused(replay.code, codes[replay.code])}</p>
          <ul class="bullets">
            {replay.findings.map(({ reason, expected, received }, index) => (
              <li key={index}>
                {reasons[reason].title} {reasons[reason].fix}
                <Comparison language={language} expected={expected} received={received} />
              </li>
            ))}
          </ul>
        </div>
      );
  }
}

function Changed({ language, attempt, checks }: Omit<ReplayProps, 'replay'> & { checks: KeptAttempt['checks'] }) {
  const texts = messagesFor(language).admin.support;
  const changed = changedChecks(attempt.checks, checks);
  if (changed.length === 0) return null;
  return (
    <DataTable
      id="changed-checks"
      caption={texts.replay.checksHeading}
      rows={changed}
      keyOf={({ id }) => id}
      columns={[
        { heading: texts.check, rowHeader: true, cell: ({ id }) => checkName(id, language) },
        { heading: texts.replay.then, cell: ({ then }) => then && <Result check={then} language={language} /> },
        { heading: texts.replay.now, cell: ({ now }) => now && <Result check={now} language={language} /> },
        { heading: texts.why, cell: ({ now }) => now && <span lang="en">{now.why}</span> },
      ]}
    />
  );
}
