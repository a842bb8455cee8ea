import type { AdminMessages } from './en';

export const connection: AdminMessages['singleSignOn']['connection'] = {
  title: (name) => `Tilkoblingen ${name}`,
  problems: 'Det som er i veien',
  settings: 'Innstillinger',
  metadataFrom: 'Metadata hentes fra',
  forgetMetadata: 'Slutt å se etter metadata der',
  forgetMetadataHint: 'Det som er festet, blir; endringer hos identitetsleverandøren gjøres da for hånd.',
  remove: 'Fjern denne tilkoblingen',
  removeTitle: (name) => `Fjerne tilkoblingen ${name}?`,
  removeLost: [
    'Adressene slutter å virke: metadata, pålogging, ACS, utlogging. Flisen hos identitetsleverandøren fører ingen steder.',
    'Alle som er logget på gjennom den, logges av.',
    'Hvilken person hos identitetsleverandøren som er hvilken konto (NameID), glemmes.',
    'Sertifikater, tilordning og alle andre innstillinger er borte. Forsøk blir til tiden deres er ute.',
  ],
  removeInstead: 'Vil du ta en pause, slå den av i stedet: Da går ingenting tapt.',
  removeConfirm: 'Jeg forstår hva som går tapt',
  removeConfirmMissing: 'Kryss av først.',
  sections: {
    provider: {
      heading: 'Identitetsleverandør',
      text: 'Som i metadataene. Ett annet tegn er nok til at det ikke virker.',
    },
    people: { heading: 'Hvem personen er', text: 'Hvordan brukernavnet finnes, og hvem som slipper inn.' },
    attributes: {
      heading: 'Tilordning av attributter',
      text: 'Navn som identitetsleverandøren sender feltene våre under, ett per linje; det første som finnes, teller. Store og små bokstaver er forskjellige.',
    },
    requests: { heading: 'Det vi sender', text: 'Forespørselen til identitetsleverandøren, og svar uten en.' },
    responses: { heading: 'Det vi godtar', text: 'Hvordan et svar må være signert, kryptert og datert.' },
    exceptions: {
      heading: 'Unntak',
      text: 'Svake algoritmer, bare for en identitetsleverandør som ikke kan bedre, og bare til en dag.',
    },
  },
  fields: {
    enabled: {
      label: 'Denne tilkoblingen er på',
      hint: 'Av: Bare testpålogginger lykkes; alle andre avvises med 7.',
    },
    entityId: {
      label: 'Entity-ID til identitetsleverandøren',
      hint: 'Utsteder av assertions. En annen avvises med 24.',
    },
    ssoUrl: {
      label: 'Påloggingsadresse',
      hint: 'Dit vi sender folk (SingleSignOnService). Tom: Folk begynner bare hos identitetsleverandøren.',
    },
    ssoBinding: {
      label: 'Binding for forespørselen',
      hint: 'Redirect trenger ikke noe klikk. POST viser en side med en knapp.',
      choices: { redirect: 'HTTP-Redirect', post: 'HTTP-POST' },
    },
    sloUrl: {
      label: 'Utloggingsadresse',
      hint: 'SingleLogoutService. Tom: Å logge av avslutter bare økten her.',
    },
    sloBinding: {
      label: 'Binding for utlogging',
      hint: 'Hvordan utloggingsforespørsler og svar på dem sendes. Velg én når identitetsleverandøren tar imot utlogging på en annen måte enn pålogging.',
      choices: { as_sign_in: 'Som påloggingen', redirect: 'HTTP-Redirect', post: 'HTTP-POST' },
    },
    sloResponseUrl: {
      label: 'Adresse for svar på utlogging',
      hint: 'ResponseLocation for SingleLogoutService. Tom: Svar går til utloggingsadressen.',
    },
    nameIdFormat: {
      label: 'NameID-format',
      hint: 'Unspecified godtar alle. Et annet enn det valgte avvises med 25.',
      choices: {
        unspecified: 'Unspecified',
        emailAddress: 'E-postadresse',
        persistent: 'Vedvarende identifikator',
        x509SubjectName: 'X.509-emnenavn',
        entity: 'Entity-identifikator',
      },
    },
    usernameFrom: {
      label: 'Brukernavn fra',
      hint: 'Attributter, ett per linje; det første som ikke er tomt, avgjør. NameID er selve Subject.',
    },
    allowedTypes: {
      label: 'Hvem som kan logge på',
      hint: 'Andre avvises med 21.',
      choices: { host: 'Verter', attendee: 'Deltakere' },
    },
    scopes: {
      label: 'Scopes',
      hint: 'Domener som identifikatorer med scope kan slutte på, ett per linje. Tom: ikke kontrollert.',
    },
    'attributes.firstName': { label: 'Fornavn', hint: 'Vanligvis firstname.' },
    'attributes.lastName': { label: 'Etternavn', hint: 'Vanligvis lastname.' },
    'attributes.email': { label: 'E-post', hint: 'Vanligvis email.' },
    'attributes.displayName': { label: 'Visningsnavn', hint: 'Valgfritt.' },
    'attributes.language': { label: 'Språk', hint: 'Valgfritt; for eksempel en, de eller nb.' },
    signAuthnRequest: {
      label: 'Signer forespørslene våre',
      hint: 'Nødvendig når identitetsleverandøren krever signerte forespørsler. Sertifikatet vårt står i metadataene våre.',
    },
    authnContextClassRefs: {
      label: 'Måter å autentisere på (AuthnContextClassRef)',
      hint: 'Én per linje. Identitetsleverandøren må oppgi en av dem, ellers 13. Tom: alle. ADFS: urn:federation:authentication:windows.',
    },
    unsolicited: {
      label: 'Pålogginger som begynner hos identitetsleverandøren',
      hint: 'Et svar ingen her har bedt om, kan være et knep for å logge noen på som en annen.',
      choices: {
        restart: 'Begynn på nytt herfra (trygt, uten klikk)',
        confirm: 'La personen bekrefte',
        accept: 'Godta uten spørsmål',
        refuse: 'Avvis med 28',
      },
    },
    requireSigned: {
      label: 'Hva som må være signert',
      hint: 'En usignert assertion godtas aldri, uansett hva du velger.',
      choices: {
        any: 'Assertion eller svar',
        assertion: 'Assertion',
        response: 'Svaret',
        both: 'Begge',
      },
    },
    requireEncryptedAssertion: {
      label: 'Assertion må være kryptert',
      hint: 'For krypteringssertifikatet vårt, som står i metadataene våre.',
    },
    clockSkewSeconds: {
      label: 'Tillatt klokkeforskjell i sekunder',
      hint: '0 til 300, for hver kontroll av et tidspunkt. Over det: 19.',
    },
    enforceCertificateExpiry: {
      label: 'Avvis utløpte sertifikater',
      hint: 'Det et utløpt sertifikat signerer, avvises med 15.',
    },
    'legacyAlgorithms.allow': {
      label: 'Godta svake algoritmer',
      hint: 'Vises i rødt overalt til det er over.',
      choices: { sha1: 'SHA-1-signaturer', cbc: 'CBC-kryptering' },
    },
    'legacyAlgorithms.until': { label: 'Til', hint: 'En dag, for eksempel 2027-03-31.' },
  },
};
