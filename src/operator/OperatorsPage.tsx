import { DataTable, messagesFor, Moment } from '../web';
import type { Language } from '../web';
import { OperatorFrame } from './OperatorFrame';
import type { ListedOperator } from './operatorStore';

interface OperatorsProps {
  readonly language: Language;
  readonly operatorEmail: string;
  readonly operators: readonly ListedOperator[];
}

/** Who else is an operator. They are added and removed by command alone. */
export function OperatorsPage({ language, operatorEmail, operators }: OperatorsProps) {
  const texts = messagesFor(language).admin.operator;
  return (
    <OperatorFrame
      language={language}
      operatorEmail={operatorEmail}
      area="operators"
      title={texts.areas.operators}
      intro={texts.operatorsText}
    >
      <DataTable
        id="operators"
        caption={texts.operatorsCaption}
        rows={operators}
        keyOf={({ email }) => email}
        columns={[
          { heading: texts.operatorEmail, rowHeader: true, cell: ({ email }) => email },
          { heading: texts.operatorSince, cell: ({ createdAt }) => <Moment value={createdAt} language={language} /> },
        ]}
      />
    </OperatorFrame>
  );
}
