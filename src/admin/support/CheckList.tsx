import type { Check } from '../../sso/catalogue';
import { Badge, DataTable, messagesFor } from '../../web';
import type { Language } from '../../web';
import { checkName } from './checkNames';

interface CheckListProps {
  readonly id: string;
  readonly caption: string;
  readonly checks: readonly Check[];
  readonly language: Language;
}

/** The whole check-list of an attempt, in its order. What each check compared is told in English, as it was written down. */
export function CheckList({ id, caption, checks, language }: CheckListProps) {
  const texts = messagesFor(language).admin.support;
  return (
    <DataTable
      id={id}
      caption={caption}
      rows={checks}
      keyOf={(check) => check.id}
      columns={[
        { heading: texts.check, rowHeader: true, cell: (check) => checkName(check.id, language) },
        { heading: texts.result, cell: (check) => <Result check={check} language={language} /> },
        { heading: texts.why, cell: (check) => <span lang="en">{check.why}</span> },
      ]}
    />
  );
}

/** How a check went, in a word. */
export function Result({ check, language }: { readonly check: Check; readonly language: Language }) {
  const texts = messagesFor(language).admin.support;
  const { passed, unverified } = check;
  return (
    <>
      {passed === null ? (
        <span class="soft">{texts.results.skipped}</span>
      ) : (
        <Badge tone={passed ? 'good' : 'bad'}>{passed ? texts.results.passed : texts.results.failed}</Badge>
      )}{' '}
      {unverified === true && <Badge>{texts.unverified}</Badge>}
    </>
  );
}
