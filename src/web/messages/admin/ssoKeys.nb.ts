import type { AdminMessages } from './en';

export const keys: AdminMessages['singleSignOn']['keys'] = {
  link: 'Våre egne nøkler: tilstand og bytte',
  title: 'Våre egne nøkler',
  text: 'De gjelder for alle tilkoblinger på nettstedet: Ett par signerer det vi sender, det andre åpner det som er kryptert for oss. De varer i ti år, og ingenting endres av seg selv før de siste 60 dagene.',
  none: 'Det finnes ingen ennå: De lages første gang noe trenger dem.',
  next: 'Det som følger',
  takesOver: (day) => `Tar over ${day}`,
  deleted: (day) => `Beholdes til ${day}, slettes så`,
  toDo: 'Hva folkene hos identitetsleverandørene må gjøre',
  nothingToDo: 'Ingenting: Ingen ny nøkkel er varslet.',
  announced: (day) =>
    `Innen ${day}: les metadataene våre på nytt, eller legg inn de varslede sertifikatene ved siden av de gjeldende. Fra da av signerer vi med den varslede nøkkelen, og ingen trenger den gamle for å kryptere for oss.`,
  metadataOf: (name) => `Last ned metadataene våre for ${name}`,
  publish: {
    heading: 'Publiser de neste nøklene',
    text: 'De står med en gang i metadataene våre ved siden av de gjeldende. Ellers endres ingenting på 30 dager; så tar de over av seg selv.',
    confirm: 'Jeg sier fra til folkene hos identitetsleverandørene',
  },
  takeOver: {
    heading: 'La de varslede nøklene ta over',
    text: 'Tiden deres er kommet. De gjeldende utgår: Det som fortsatt er kryptert for dem, dekrypteres i 90 dager.',
    confirm: 'Identitetsleverandørene kjenner de varslede sertifikatene',
  },
  atOnce: {
    heading: 'Bytt nøklene med en gang',
    text: 'For en nøkkel som noen andre har fått tak i. Identitetsleverandører som kontrollerer signaturene våre eller krypterer for oss, slutter å virke til de har de nye metadataene våre.',
    confirm: 'Jeg forstår at pålogginger kan mislykkes inntil da',
  },
  confirmMissing: 'Kryss av først.',
};
