import type { AdminMessages } from './en';

export const emailDomains: AdminMessages['emailDomains'] = {
  title: 'E-postdomener',
  addresses: 'Hvilke adresser kontoer kan ha',
  addressesText:
    'Vurderes hver gang en konto lages eller adressen endres, uansett vei: pålogging, sider, CSV, filer. Kontoer som finnes, blir værende.',
  allowed: 'Tillatte domener',
  allowedHint: 'Ett per linje. Tomt: alle domener. Et domene står bare for seg selv.',
  allowedAny: 'Alle domener',
  blocked: 'Sperrede domener',
  blockedHint: 'Ett per linje. Gjelder også domenene under og går foran de tillatte.',
  forecast: (refused, signIns) =>
    `Med disse domenene ville ${refused} av de siste ${signIns} vellykkede påloggingene blitt avvist.`,
  forecastConfirm: 'Lagre likevel',
  signIn: 'Påloggingsdomener',
  signInText:
    'Den som skriver en e-postadresse i et av disse domenene på påloggingssiden, blir ledet til dette nettstedet. Et domene hører til bare ett nettsted.',
  signInCaption: 'Påloggingsdomener for nettstedet',
  domain: 'Domene',
  vouchedBy: 'Bekreftet av',
  vouchers: { dns: 'DNS-oppføring', operator: 'Operatøren' },
  since: 'Siden',
  remove: 'Fjern',
  removeTitle: (domain) => `Fjerne ${domain}?`,
  removeText: (domain) =>
    `Den som skriver en adresse i ${domain} på påloggingssiden, blir spurt om nettstedet. Ingen blir logget av. For å få det tilbake må det bevises på nytt.`,
  removeConfirm: 'Fjern domenet',
  none: 'Dette nettstedet har ingen påloggingsdomener.',
  claim: 'Legg til et påloggingsdomene',
  claimText: 'Dere viser med en DNS-oppføring at det er deres.',
  claimOperatorText: 'Som operatør går du god for det; ingenting slås opp.',
  claimSubmit: 'Fortsett',
  claimOperatorSubmit: 'Legg til',
  proveTitle: (domain) => `Bevis ${domain}`,
  proveText:
    'Publiser denne TXT-oppføringen hos DNS-leverandøren. La oss så lete etter den; det kan ta noen minutter før den er synlig.',
  recordName: 'Navn på oppføringen',
  recordType: 'Type',
  recordValue: 'Tekst',
  prove: 'Let etter den nå',
  notFound: 'Oppføringen er ikke der ennå, eller teksten er en annen.',
  unreachable: 'Navnetjenerne svarte ikke. Ingenting ble endret; prøv igjen om et minutt.',
  whileHere: 'Behold oppføringen så lenge dere bruker domenet.',
  notices: {
    saved: 'Domenene er lagret.',
    unchanged: 'Ingenting var annerledes, så ingenting ble endret.',
    added: 'Påloggingsdomenet er lagt til.',
    removed: 'Påloggingsdomenet er fjernet.',
  },
};
