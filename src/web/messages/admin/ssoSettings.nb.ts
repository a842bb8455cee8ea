import type { AdminMessages } from './en';

export const settings: AdminMessages['singleSignOn']['settings'] = {
  heading: 'Innstillinger for nettstedet',
  sections: {
    switches: { heading: 'Hvem logger på hvordan', text: 'Gjelder alle tilkoblinger.' },
    accounts: { heading: 'Kontoer', text: 'Hva en pålogging kan gjøre med kontoer.' },
    targets: { heading: 'Hvor folk havner', text: 'Etter en vellykket pålogging, eller en som ikke lyktes.' },
  },
  fields: {
    'singleSignOn.enabled': {
      label: 'Enkel pålogging er på',
      hint: 'Av: Alle pålogginger gjennom en tilkobling avvises med kode 7. De som har passord og unntak (bypass), kommer fortsatt inn.',
    },
    'singleSignOn.required': {
      label: 'Enkel pålogging er påkrevd',
      hint: 'Passord virker da bare for kontoer med bypass. Mulig når en testpålogging har lyktes og det finnes en aktiv konto med bypass og passord, slik at ingen stenges ute.',
    },
    'singleSignOn.autoCreate': {
      label: 'Lag kontoer ved pålogging',
      hint: 'Den som ikke har konto, får en av det identitetsleverandøren sender. Krever partner-ID, og for verter en ledig plass. Det som er i veien, besvares med 31. Av: avvises med 3.',
    },
    'singleSignOn.newAccounts': {
      label: 'Nye kontoer',
      hint: 'En ventende konto tar ingen plass og kan ikke logge på før noen godkjenner den under Brukere.',
      choices: { active: 'er aktive med en gang', pending: 'venter på godkjenning' },
    },
    'singleSignOn.autoUpdate': {
      label: 'Oppdater kontoer ved pålogging',
      hint: 'Når updateTimestamp er nyere enn den kjente, hentes navn, e-post og sporingskoder fra påloggingen. Det som er i veien, besvares med 32.',
    },
    'singleSignOn.removeUpnSuffix': {
      label: 'Fjern domenet fra brukernavn (UPN)',
      hint: 'For Active Directory: ada@corp.acme.test blir ada. Bare endelsene under fjernes.',
    },
    'singleSignOn.upnSuffixes': {
      label: 'Endelser som fjernes',
      hint: 'Én per linje, uten @, for eksempel corp.acme.test.',
    },
    'singleSignOn.defaultTarget': {
      label: 'Målside',
      hint: 'Hvor de havner som ikke ba om noen side. Tom: Min konto.',
    },
    'singleSignOn.allowedTargets': {
      label: 'Tillatte mål',
      hint: 'Opphav til applikasjonene deres, ett per linje, for eksempel https://app.acme.test. Ingen sendes noe annet sted.',
    },
    'singleSignOn.errorUrl': {
      label: 'Egen feilside',
      hint: 'En avvist pålogging sendes dit med kode og referanse. Tom: Siden vår forteller det til personen.',
    },
    rawResponseDays: {
      label: 'Dager avviste svar tas vare på',
      hint: '0 til 90. Kryptert, slik at et forsøk kan prøves på nytt med dagens innstillinger. 0: ingen.',
    },
  },
};
