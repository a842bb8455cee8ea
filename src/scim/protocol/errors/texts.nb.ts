import type { ScimErrorTexts } from './catalogue';

const filterRule = 'Se RFC 7644 avsnitt 3.4.2.2: https://datatracker.ietf.org/doc/html/rfc7644#section-3.4.2.2';
const support = 'Kontakt teknisk støtte.';
const schemaDefinition = 'Se i skjemadefinisjonen hvilke felter som er påkrevd.';

/** What every error says, in Norwegian Bokmål. */
export const bokmal: ScimErrorTexts = {
  1: {
    detail: '«{A}» er ugyldig',
    cause: 'Verdien for «{A}» er ugyldig: ingenting her har den.',
    fix: 'Kontroller at verdien for «{A}» er riktig.',
  },
  2: {
    detail: '«{A}» er ugyldig',
    cause: 'Verdien for «{A}» er ugyldig: det den viser til, finnes ikke.',
    fix: 'Kontroller at verdien for «{A}» er riktig.',
  },
  3: {
    detail: '«{A}» finnes allerede',
    cause: 'Verdien for «{A}» finnes allerede.',
    fix: 'Oppgi en entydig verdi for «{A}».',
  },
  4: {
    detail: '«{A}» inneholder ugyldige mellomrom',
    cause: 'Verdien for «{A}» kan ikke inneholde mellomrom.',
    fix: 'Fjern mellomrommene.',
  },
  5: {
    detail: '«{A}» inneholder ugyldige tegn',
    cause: 'Verdien for «{A}» er ugyldig.',
    fix: 'Oppgi en gyldig verdi for «{A}».',
  },
  6: {
    detail: '«{A}» inneholder det ugyldige tegnet «=»',
    cause: 'Verdien for «{A}» inneholder et ugyldig tegn.',
    fix: 'Oppgi en gyldig verdi for «{A}».',
  },
  7: {
    detail: '«{A}» kan ikke være lengre enn 255 tegn',
    cause: 'Verdien for «{A}» er for lang.',
    fix: 'Oppgi en verdi på høyst 255 tegn.',
  },
  8: {
    detail: 'Ugyldig endepunkt',
    cause: 'Adressen er ikke et endepunkt.',
    fix: 'Kontroller skjemadefinisjonen og grunnadressen i klienten.',
  },
  9: {
    detail: 'HTTP-metoden støttes ikke',
    cause: 'Endepunktet støtter ikke denne HTTP-metoden.',
    fix: 'Se hvilke HTTP-metoder endepunktet støtter: headeren Allow nevner dem.',
  },
  10: {
    detail: 'Navnet på en rolle kan ikke endres',
    cause: 'Klienten prøvde å endre navnet på en rolle.',
    fix: 'Rollenavn kan ikke endres med SCIM. Slå av endring av gruppenavn i klienten.',
  },
  11: {
    detail: '«workspaceName» er ugyldig',
    cause: 'Det finnes ikke noe arbeidsområde med dette navnet.',
    fix: 'Kontroller at navnet på arbeidsområdet er riktig.',
  },
  12: {
    detail: 'Ugyldig e-postadresse',
    cause: 'E-postadressen er ugyldig.',
    fix: 'Oppgi en gyldig e-postadresse.',
  },
  13: {
    detail: 'E-postdomenet er ikke tillatt',
    cause: 'Domenet i e-postadressen er ikke tillatt.',
    fix: 'Bruk et annet domene, eller endre e-postdomenene til nettstedet.',
  },
  14: {
    detail: 'Ugyldig tidssone',
    cause: 'Tidssonen er ugyldig.',
    fix: 'Oppgi en gyldig tidssone, for eksempel Europe/Oslo.',
  },
  15: {
    detail: 'Ugyldig språkregion',
    cause: 'Språkregionen er ugyldig.',
    fix: 'Oppgi en gyldig språkregion: de_DE, en_US, es_AR, es_ES, es_MX, fr_FR, fr_CA, it_IT, nl_NL, pl_PL, zh_CN, zh_TW, ja_JP, ko_KR eller pt_BR.',
  },
  16: {
    detail: 'Ugyldig telefonnummer',
    cause: 'Telefonnummeret er ugyldig.',
    fix: 'Oppgi et gyldig telefonnummer, eller kontakt teknisk støtte.',
  },
  17: {
    detail: 'Ugyldig uttrykk i «filter»',
    cause: 'Filteret sammenligner med noe som ikke er en verdi eller ikke passer til attributtet.',
    fix: filterRule,
  },
  18: {
    detail: 'Ugyldig uttrykk i «filter»',
    cause: 'Filteret har et tegn eller ord der det ikke kan stå.',
    fix: filterRule,
  },
  19: {
    detail: 'Ugyldig uttrykk i «filter»',
    cause: 'Filteret slutter for tidlig.',
    fix: filterRule,
  },
  20: {
    detail: 'Ugyldig uttrykk i «filter»',
    cause: 'Filteret nevner «{A}», som ressurstypen ikke har.',
    fix: filterRule,
  },
  21: {
    detail: 'Attributtet «{A}» er ikke definert. Kontroller skjemadefinisjonen.',
    cause: 'Attributtet «{A}» er ikke definert i skjemaet.',
    fix: 'Kontroller skjemadefinisjonen.',
  },
  22: {
    detail: 'Attributtet «{A}» kan ikke ha flere eller sammensatte verdier',
    cause: 'Attributtet «{A}» kan ikke ha slike verdier.',
    fix: 'Se i skjemadefinisjonen hva attributtet skal inneholde.',
  },
  23: {
    detail: '«{A}» må ha en verdi',
    cause: 'Verdien av et påkrevd felt er null.',
    fix: schemaDefinition,
  },
  24: {
    detail: '«{A}» må ha en verdi',
    cause: 'Verdien av et påkrevd felt mangler.',
    fix: schemaDefinition,
  },
  25: {
    detail: '«{A}» må ha en verdi',
    cause: 'Verdien av et påkrevd felt er tom.',
    fix: schemaDefinition,
  },
  26: {
    detail: 'Personen er ikke medlem av arbeidsområdet',
    cause: 'Klienten prøvde å gi noen en rolle eller gruppe i et arbeidsområde personen ikke hører til.',
    fix: 'Legg personen til i arbeidsområdet først, deretter i rollen eller gruppen.',
  },
  27: {
    detail: 'Du har ikke tilgang. Kontakt teknisk støtte.',
    cause: 'Den handlende brukeren for klargjøringen har ikke lov til dette.',
    fix: `Gi den handlende brukeren organisasjonsrollen som trengs. ${support}`,
  },
  28: {
    detail: 'Det oppsto en feil. Kontakt teknisk støtte.',
    cause: 'Noe gikk galt hos oss.',
    fix: `${support} Forespørselens id fører til loggen.`,
  },
  unauthenticated: {
    detail: 'Autentiseringen mislyktes',
    cause: 'Legitimasjonen mangler, er feil, utløpt eller av en annen type enn klargjøringen godtar.',
    fix: 'Kontroller id, hemmelighet og legitimasjonstype for klargjøringen; lag en ny hemmelighet under Min konto om du er i tvil.',
  },
  body_malformed: {
    detail: 'Innholdet i forespørselen er ikke gyldig JSON',
    cause: 'Innholdet kan ikke leses som et JSON-objekt.',
    fix: 'Send ett JSON-objekt i UTF-8.',
  },
  body_too_large: {
    detail: 'Innholdet i forespørselen er for stort',
    cause: 'Innholdet er større enn endepunktet tar imot.',
    fix: 'Del forespørselen i mindre deler.',
  },
  media_type_unsupported: {
    detail: 'Medietypen støttes ikke',
    cause: 'Innholdet er oppgitt som noe annet enn JSON.',
    fix: 'Send application/scim+json eller application/json.',
  },
  schemas_wrong: {
    detail: '«schemas» i forespørselen mangler eller er feil',
    cause: 'Meldingen sier ikke hva den er, eller sier at den er noe annet.',
    fix: 'Send URN-en til meldingen eller ressursen i «schemas».',
  },
  version_unsupported: {
    detail: 'Bare SCIM 2.0 støttes',
    cause: 'Klienten bruker SCIM 1.',
    fix: 'Sett klienten til SCIM 2.0.',
  },
  operation_invalid: {
    detail: 'Ugyldig operasjon',
    cause: 'En operasjon i forespørselen er ukjent for protokollen eller mangler noe.',
    fix: 'Send «Operations» som en liste; i en PATCH har hver op add, replace eller remove, i en masseforespørsel method og path.',
  },
  no_target: {
    detail: 'Operasjonen har ikke noe mål',
    cause: 'En remove kom uten sti, eller filteret i en sti treffer ingenting.',
    fix: 'Nevn attributtet som skal endres, i stien, og kontroller filteret.',
  },
  not_changeable: {
    detail: 'Attributtet «{A}» kan ikke endres',
    cause: 'Attributtet «{A}» kan bare leses, er uforanderlig, eller er påkrevd og kan derfor ikke fjernes.',
    fix: 'Ta attributtet ut av tilordningen i klienten.',
  },
  value_of_wrong_type: {
    detail: 'Verdien for «{A}» har feil type',
    cause: 'Attributtet «{A}» tar imot verdier av en annen type.',
    fix: 'Se i skjemadefinisjonen hva attributtet skal inneholde.',
  },
  projection_ambiguous: {
    detail: '«attributes» og «excludedAttributes» kan ikke brukes sammen',
    cause: 'Forespørselen nevner både hva som skal leveres, og hva som skal utelates.',
    fix: 'Send bare ett av dem.',
  },
  filter_not_allowed_here: {
    detail: 'Dette endepunktet kan ikke filtreres',
    cause: 'Et filter ble sendt til et endepunkt som beskriver tjenesten.',
    fix: 'Utelat filteret.',
  },
  precondition_failed: {
    detail: 'Ressursen er endret i mellomtiden',
    cause: 'Versjonen i If-Match er ikke den gjeldende.',
    fix: 'Les ressursen på nytt og gjenta endringen.',
  },
  too_many_results: {
    detail: 'Spørringen treffer for mange ressurser',
    cause: 'Spørringen ville gitt mer enn tjenesten vil behandle.',
    fix: 'Snevre inn filteret, eller be om færre resultater.',
  },
  too_many_operations: {
    detail: 'For mange operasjoner i én forespørsel',
    cause: 'Forespørselen har flere operasjoner enn tjenesten tar imot på én gang.',
    fix: 'Del forespørselen i mindre deler; /ServiceProviderConfig oppgir grensene.',
  },
  bulk_id_unresolved: {
    detail: '«bulkId» kan ikke løses opp',
    cause: 'En operasjon viser til resultatet av en annen som mangler eller mislyktes.',
    fix: 'Kontroller henvisningene mellom operasjonene.',
  },
  seat_unavailable: {
    detail: 'Ingen ledig plass',
    cause: 'Personen ville tatt en plass som vert, og ingen er ledig.',
    fix: 'Frigjør en plass, øk antall plasser på nettstedet, eller klargjør personen som deltaker.',
  },
  account_protected: {
    detail: 'SCIM kan verken deaktivere denne kontoen eller ta rettigheter fra den',
    cause: 'Den tilhører den siste Org Security Admin, har bypass-pålogging eller handler for klargjøringen.',
    fix: 'Endre kontoen i administrasjonen, eller ta den ut av omfanget til klienten.',
  },
  rate_limited: {
    detail: 'For mange forespørsler',
    cause: 'Klienten sender flere forespørsler enn klargjøringen har lov til.',
    fix: 'Ingenting: klienten prøver igjen etter tiden i Retry-After.',
  },
  brake_held: {
    detail: 'Klargjøringen er stanset fordi den var i ferd med å deaktivere eller ta rettigheter fra mange kontoer',
    cause: 'Flere kontoer enn den innstilte andelen ville mistet tilgangen i løpet av den innstilte tiden.',
    fix: 'Se på klargjøringen i administrasjonen, og slipp den løs hvis endringen er ment.',
  },
  not_implemented: {
    detail: 'Ikke implementert',
    cause: 'Tjenesten tilbyr ikke denne valgfrie delen av SCIM.',
    fix: 'Slå den av i klienten; /ServiceProviderConfig oppgir hva som støttes.',
  },
  unavailable: {
    detail: 'Tjenesten er opptatt. Prøv igjen senere.',
    cause: 'Forespørselen kunne ikke utføres akkurat nå; ingenting ble endret.',
    fix: 'Ingenting: klienten prøver igjen.',
  },
};
