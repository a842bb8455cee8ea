import type { ComponentChildren } from 'preact';
import { Badge, DataTable, formatDay, messagesFor, type Language } from '../../web';
import { spacedFingerprint, type ShownCertificate } from './certificates';

interface CertificateTableProps {
  readonly id: string;
  readonly caption: string;
  readonly certificates: readonly ShownCertificate[];
  readonly language: Language;
  /** What can be done with each; absent: nothing. */
  readonly actions?: (certificate: ShownCertificate, index: number) => ComponentChildren;
}

/** Certificates with subject, dates, state and fingerprint. */
export function CertificateTable({ id, caption, certificates, language, actions }: CertificateTableProps) {
  const texts = messagesFor(language).admin.singleSignOn.certificates;
  const rows = certificates.map((certificate, index) => ({ certificate, index }));
  return (
    <DataTable
      id={id}
      caption={caption}
      rows={rows}
      keyOf={({ index }) => String(index)}
      columns={[
        {
          heading: texts.subject,
          rowHeader: true,
          cell: ({ certificate }) =>
            'problem' in certificate ? <span lang="en">{certificate.problem}</span> : certificate.subject,
        },
        {
          heading: texts.valid,
          cell: ({ certificate }) =>
            'problem' in certificate ? (
              <Badge tone="bad">{texts.unusable}</Badge>
            ) : (
              <>
                {formatDay(certificate.notBefore, language)} – {formatDay(certificate.notAfter, language)}{' '}
                <Badge
                  tone={certificate.state === 'valid' ? 'good' : certificate.state === 'not_yet' ? 'plain' : 'bad'}
                >
                  {texts.states[certificate.state]}
                </Badge>
              </>
            ),
        },
        {
          heading: texts.fingerprint,
          cell: ({ certificate }) =>
            'problem' in certificate ? null : <code>{spacedFingerprint(certificate.fingerprint)}</code>,
        },
        ...(actions === undefined
          ? []
          : [
              {
                heading: texts.actions,
                cell: (row: (typeof rows)[number]) => actions(row.certificate, row.index),
              },
            ]),
      ]}
    />
  );
}
