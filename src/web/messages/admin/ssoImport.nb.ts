import type { AdminMessages } from './en';

export const importAgain: AdminMessages['singleSignOn']['import'] = {
  link: 'Importer metadata på nytt',
  title: (name) => `Importer metadataene for ${name} på nytt`,
  text: 'For nye sertifikater eller adresser hos samme identitetsleverandør. Tilordningen og alle andre innstillinger for tilkoblingen blir.',
  preview: 'Vis hva som ville endres',
  oneSource: 'Oppgi metadataene på nøyaktig én måte: fil, tekst eller adresse.',
  otherProvider: (received, expected) =>
    `De er fra en annen identitetsleverandør: Entity-ID-en er ${received}, ventet ${expected}. Lag en ny tilkobling for den; bare når identitetsleverandøren selv har fått nytt navn, endrer du først entity-ID-en i innstillingene.`,
  ended: (day) => `Metadataene sier selv at de gikk ut ${day}.`,
  previewTitle: (name) => `Hva metadataene ville endre i ${name}`,
  previewText:
    'Ingenting er lagret ennå. Sammenlign fingeravtrykkene med dem folkene hos identitetsleverandøren oppgir på en annen måte enn disse metadataene.',
  trust: {
    verified: 'De er signert med en nøkkel som er festet for denne tilkoblingen.',
    unsigned: 'De er ikke signert: Du går god for dem.',
    unverified: 'De er signert, men ikke med en nøkkel som er festet for denne tilkoblingen: Du går god for dem.',
  },
  gone: (count) =>
    count === 1
      ? 'Ett sertifikat står ikke der lenger og fjernes: Det som er signert med det, avvises fra da av.'
      : `${count} sertifikater står ikke der lenger og fjernes: Det som er signert med dem, avvises fra da av.`,
  looksThere: (url) => `Fra da av letes det etter metadata hver dag på ${url}.`,
  stillLooks: (url) =>
    `Det letes fortsatt etter metadata hver dag på ${url}. Det som er annerledes der, tas i bruk eller venter på deg.`,
  certificates: 'Sertifikater i metadataene',
  confirm: 'Importer',
};
