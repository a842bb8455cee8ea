import { ssoCodes } from '../sso/catalogue';
import type { SsoCode } from '../sso/catalogue';
import { DataTable, messagesFor, Page } from '../web';
import type { Language } from '../web';
import { reasonsBelow } from './reasonsBelow';

const codes = Object.keys(ssoCodes).map((code) => Number(code) as SsoCode);

/** Every code with its title and how many causes it can have. */
export function CodesPage({ language }: { readonly language: Language }) {
  const texts = messagesFor(language);
  return (
    <Page title={texts.help.codesTitle} language={language}>
      <div class="stack-small">
        <h1>{texts.common.allCodes}</h1>
        <p class="soft">{texts.help.codesIntro}</p>
      </div>
      <DataTable
        id="codes"
        caption={texts.help.codesTitle}
        rows={codes}
        keyOf={String}
        columns={[
          { heading: texts.help.codeColumn, numeric: true, cell: (code) => code },
          {
            heading: texts.help.meaningColumn,
            rowHeader: true,
            cell: (code) => <a href={`/help/codes/${code}`}>{texts.codes[code]}</a>,
          },
          { heading: texts.help.causesColumn, numeric: true, cell: (code) => reasonsBelow(code).length || '–' },
        ]}
      />
    </Page>
  );
}
