import type { ReasonTexts } from './en';

/** What every reason means and what to do about it, in Norwegian Bokmål. */
export const reasons: ReasonTexts = {
  method_not_post: {
    title: 'Svaret kom ikke med POST.',
    fix: 'Sett ACS-bindingen hos identitetsleverandøren til HTTP-POST.',
  },
  content_type_wrong: {
    title: 'Innholdet er ikke et vanlig HTML-skjema sendt med POST.',
    fix: 'La identitetsleverandøren sende application/x-www-form-urlencoded uten komprimering.',
  },
  form_unusable: {
    title: 'Skjemaet inneholder ikke nøyaktig én SAMLResponse.',
    fix: 'Sammenlign de sendte skjemafeltene med en sporing: SAMLResponse én gang, RelayState høyst én gang, ellers ingenting fra SAML.',
  },
  too_large: {
    title: 'Svaret er større enn grensene tillater.',
    fix: 'Send færre attributter eller gruppeverdier til denne tjenesteleverandøren.',
  },
  base64_invalid: {
    title: 'SAMLResponse er ikke ren base64.',
    fix: 'Kod svaret med det vanlige base64-alfabetet, og ikke bruk deflate.',
  },
  encoding_invalid: {
    title: 'Svaret er ikke gyldig UTF-8.',
    fix: 'Send svaret i UTF-8.',
  },
  xml_forbidden: {
    title:
      'XML-en inneholder noe SAML-meldinger aldri trenger, for eksempel en DOCTYPE eller en behandlingsinstruksjon.',
    fix: 'Fjern det hos identitetsleverandøren, og se i sporingen etter et mellomledd som skriver om meldinger.',
  },
  xml_malformed: {
    title: 'Svaret er ikke velformet XML.',
    fix: 'Sammenlign det sendte svaret med en sporing fra identitetsleverandøren.',
  },
  xml_limits: {
    title: 'XML-en har flere elementer, nivåer eller attributter enn et SAML-svar trenger.',
    fix: 'Send færre attributter eller gruppeverdier til denne tjenesteleverandøren.',
  },
  sso_disabled: {
    title: 'Enkel pålogging er slått av for dette nettstedet eller denne tilkoblingen, eller adressen er ukjent.',
    fix: 'Slå på enkel pålogging for nettstedet, eller rett ACS-adressen hos identitetsleverandøren.',
  },
  configuration_unreadable: {
    title: 'Innstillingene for denne tilkoblingen kunne ikke lastes inn.',
    fix: 'Kjør usher doctor, og lagre tilkoblingen på nytt.',
  },
  certificate_missing: {
    title: 'Tilkoblingen har ikke noe sertifikat fra identitetsleverandøren.',
    fix: 'Importer signeringssertifikatet eller metadataene fra identitetsleverandøren.',
  },
  artifact_unsupported: {
    title: 'Identitetsleverandøren sendte en artefakt i stedet for et svar.',
    fix: 'Sett bindingen for Assertion Consumer Service til HTTP-POST.',
  },
  ws_federation: {
    title: 'En WS-Federation-melding ble sendt til en SAML-adresse.',
    fix: 'Konfigurer programmet hos identitetsleverandøren som SAML 2.0.',
  },
  not_a_response: {
    title: 'Meldingen er ikke et SAML 2.0-svar (Response).',
    fix: 'Send en samlp:Response i SAML 2.0 til denne adressen.',
  },
  response_malformed: {
    title: 'Svaret mangler noe SAML krever, for eksempel ID, Version, IssueInstant eller Status.',
    fix: 'Sammenlign svaret med SAML Core 3.2.2; det er identitetsleverandøren som lager det.',
  },
  idp_status: {
    title: 'Identitetsleverandøren avviste selv påloggingen.',
    fix: 'Les statusen ovenfor og loggen hos identitetsleverandøren.',
  },
  protocol_error: {
    title: 'Noe uventet skjedde mens svaret ble kontrollert.',
    fix: 'Oppgi referansen til den driftsansvarlige for Usher.',
  },

  assertion_count: {
    title: 'Svaret inneholder ikke nøyaktig én påstand.',
    fix: 'Send én Assertion eller én EncryptedAssertion rett under Response.',
  },
  assertion_malformed: {
    title: 'Påstanden mangler noe SAML krever.',
    fix: 'Sammenlign påstanden med SAML Core 2.3.3.',
  },
  duplicate_id: {
    title: 'To elementer har samme ID.',
    fix: 'Sørg for at hver ID er unik i meldingen.',
  },
  signature_missing: {
    title: 'Verken svaret eller påstanden er signert.',
    fix: 'Slå på signering av påstanden hos identitetsleverandøren.',
  },
  signature_insufficient: {
    title: 'Det finnes en signatur, men ikke på den delen denne tilkoblingen krever.',
    fix: 'Signer den delen tilkoblingen krever, eller endre requireSigned for tilkoblingen.',
  },
  signature_shape: {
    title: 'Signaturen står på feil sted eller har deler den ikke kan ha.',
    fix: 'Bruk en innebygd signatur rett under det signerte elementet, med én Reference til elementets ID.',
  },
  signature_algorithm: {
    title: 'Signaturen bruker en algoritme som ikke er tillatt.',
    fix: 'Signer med RSA-SHA256 og eksklusiv kanonisering uten kommentarer.',
  },
  signature_invalid: {
    title: 'Signaturen stemmer ikke med noe sertifikat for denne tilkoblingen.',
    fix: 'Sammenlign fingeravtrykkene: importer gjeldende signeringssertifikat, og forsikre deg om at ingenting skriver om meldingen.',
  },
  certificate_unknown: {
    title: 'Meldingen ble signert med et sertifikat denne tilkoblingen ikke kjenner.',
    fix: 'Sammenlign fingeravtrykkene med identitetsleverandøren, og importer det gjeldende sertifikatet.',
  },
  certificate_unusable: {
    title: 'Et lagret sertifikat kan ikke brukes: uleselig, en svak nøkkel eller feil type nøkkel.',
    fix: 'Importer et sertifikat med en RSA-nøkkel på minst 2048 biter eller en EC-nøkkel på minst P-256.',
  },
  certificate_expired: {
    title: 'Sertifikatet som bekrefter denne signaturen, er utløpt.',
    fix: 'Importer det nye sertifikatet, eller slå av enforceCertificateExpiry for denne tilkoblingen.',
  },
  certificate_not_yet_valid: {
    title: 'Sertifikatet som bekrefter denne signaturen, er ikke gyldig ennå.',
    fix: 'Vent til startdatoen, eller la identitetsleverandøren signere med det gjeldende.',
  },
  decryption_failed: {
    title: 'Den krypterte påstanden kunne ikke brukes.',
    fix: 'Krypter med AES-GCM og RSA-OAEP for sertifikatet i metadataene våre.',
  },
  encryption_required: {
    title: 'Denne tilkoblingen krever en kryptert påstand, men det kom en ukryptert.',
    fix: 'Slå på kryptering av påstanden hos identitetsleverandøren, eller slå av requireEncryptedAssertion.',
  },

  destination_wrong: {
    title: 'Destination er ikke adressen til denne tilkoblingen.',
    fix: 'Sett ACS-adressen hos identitetsleverandøren til nøyaktig den forventede verdien.',
  },
  recipient_wrong: {
    title: 'Recipient er ikke adressen til denne tilkoblingen.',
    fix: 'Sett mottakeren (ACS-adressen) hos identitetsleverandøren til nøyaktig den forventede verdien.',
  },
  issuer_wrong: {
    title: 'Utstederen er ikke identitetsleverandøren for denne tilkoblingen.',
    fix: 'Sammenlign begge verdiene, også store og små bokstaver og skråstrek til slutt, og rett entitets-ID-en for tilkoblingen.',
  },
  issuer_missing: {
    title: 'Utstederen mangler eller står to ganger.',
    fix: 'Oppgi utstederen én gang, som entitetsidentifikator.',
  },
  subject_invalid: {
    title: 'Det finnes ikke nøyaktig ett Subject, eller det inneholder noe det ikke kan ha.',
    fix: 'Send ett Subject med én NameID som bare inneholder tekst.',
  },
  username_missing: {
    title: 'Ingen av kildene til brukernavnet finnes og er utfylt.',
    fix: 'Send en av de forventede kildene (en NameID eller et attributt), skrevet nøyaktig slik.',
  },
  name_qualifier_wrong: {
    title: 'En kvalifikator for NameID angir noen andre.',
    fix: 'Fjern kvalifikatoren hos identitetsleverandøren, eller sett den til leverandørens egen entitets-ID (NameQualifier) eller vår (SPNameQualifier).',
  },
  name_id_format_wrong: {
    title: 'NameID har et annet format enn denne tilkoblingen krever.',
    fix: 'Bruk samme NameID-format på begge sider.',
  },
  name_id_characters: {
    title:
      'Brukernavnet eller NameID inneholder usynlige tegn, kontrolltegn eller ikke-normaliserte tegn, eller er for langt.',
    fix: 'Send en verdi i Unicode NFC uten usynlige tegn.',
  },
  name_id_not_email: {
    title: 'NameID er oppgitt som e-postadresse, men er ikke en.',
    fix: 'Send en e-postadresse, eller oppgi et annet format.',
  },

  confirmation_missing: {
    title: 'Det finnes ingen brukbar bearer-bekreftelse av subjektet.',
    fix: 'Send en SubjectConfirmation med metoden bearer og dens data.',
  },
  confirmation_not_yet_valid: {
    title: 'Bekreftelsen av subjektet er ikke gyldig ennå.',
    fix: 'Synkroniser klokkene på begge sider (NTP).',
  },
  confirmation_expired: {
    title: 'Bekreftelsen av subjektet er utløpt.',
    fix: 'Synkroniser klokkene på begge sider (NTP), og logg på igjen.',
  },
  in_response_to_missing: {
    title: 'Svaret viser ikke til noen forespørsel, men burde gjøre det.',
    fix: 'La identitetsleverandøren kopiere InResponseTo, eller tillat svar uten forespørsel på denne tilkoblingen.',
  },
  in_response_to_unknown: {
    title: 'Svaret viser til en forespørsel som er ukjent, brukt eller utløpt.',
    fix: 'Begynn på nytt fra påloggingssiden; ikke bruk et bokmerke til identitetsleverandørens side.',
  },
  in_response_to_mismatch: {
    title: 'Svaret og bekreftelsen viser til ulike forespørsler, eller til en fra en annen tilkobling.',
    fix: 'Begynn på nytt fra påloggingssiden.',
  },
  unsolicited_refused: {
    title: 'Svaret kom uten forespørsel, og denne tilkoblingen avviser slike.',
    fix: 'Begynn på påloggingssiden vår, eller sett unsolicited for tilkoblingen til restart eller confirm.',
  },
  idp_ignores_requests: {
    title: 'Identitetsleverandøren sender stadig svar som ikke viser til noen av forespørslene våre.',
    fix: 'Sett unsolicited for tilkoblingen til confirm.',
  },
  completion_failed: {
    title: 'Påloggingen kunne ikke fullføres i denne nettleseren.',
    fix: 'Begynn på nytt fra påloggingssiden i samme nettleser, med informasjonskapsler tillatt.',
  },
  conditions_invalid: {
    title: 'Conditions mangler, står dobbelt eller blir ikke forstått.',
    fix: 'Send ett Conditions-element med NotBefore, NotOnOrAfter og en AudienceRestriction.',
  },
  audience_wrong: {
    title: 'Påstanden er ment for en annen tjenesteleverandør.',
    fix: 'Sett målgruppen (Audience, entitets-ID for SP) hos identitetsleverandøren til nøyaktig den forventede verdien.',
  },
  not_yet_valid: {
    title: 'Påstanden er ikke gyldig ennå.',
    fix: 'Synkroniser klokkene på begge sider (NTP).',
  },
  assertion_expired: {
    title: 'Påstanden er utløpt.',
    fix: 'Synkroniser klokkene på begge sider (NTP); logg på igjen uten å vente på identitetsleverandørens side.',
  },
  assertion_too_old: {
    title: 'Påstanden ble utstedt for lenge siden.',
    fix: 'Logg på igjen; identitetsleverandøren må utstede en ny påstand for hver pålogging.',
  },
  session_ended_at_idp: {
    title: 'Økten hos identitetsleverandøren er allerede avsluttet.',
    fix: 'Logg på igjen hos identitetsleverandøren.',
  },
  date_invalid: {
    title: 'En dato er ikke en xs:dateTime med tidssone.',
    fix: 'Send tidspunkter i UTC, for eksempel 2026-01-31T12:00:00Z.',
  },
  authn_statement_missing: {
    title: 'Det finnes ikke noe AuthnStatement.',
    fix: 'La identitetsleverandøren sende et AuthnStatement.',
  },
  authn_instant_invalid: {
    title: 'Tidspunktet for autentiseringen ligger i fremtiden, eller for langt tilbake etter en tvungen pålogging.',
    fix: 'Synkroniser klokkene på begge sider (NTP), og logg på igjen.',
  },
  authn_context_wrong: {
    title: 'Autentiseringskonteksten er ikke en denne tilkoblingen godtar.',
    fix: 'Legg den mottatte klassen til i authnContextClassRefs, eller endre den hos identitetsleverandøren.',
  },
  attribute_ambiguous: {
    title: 'Et tilordnet attributt kom med flere ulike verdier.',
    fix: 'Send én verdi for dette attributtet.',
  },
  attribute_malformed: {
    title: 'Et attributt har ikke noe navn, eller en tilordnet verdi inneholder XML i stedet for tekst.',
    fix: 'Send rene tekstverdier.',
  },
  scope_not_allowed: {
    title: 'En identifikator har et omfang (scope) som ikke hører til denne tilkoblingen.',
    fix: 'Legg omfanget til i tilkoblingen hvis det er deres.',
  },
  assertion_replayed: {
    title: 'Denne påstanden er brukt før.',
    fix: 'Begynn på nytt fra påloggingssiden; ikke last inn identitetsleverandørens side på nytt, og ikke gå tilbake til den.',
  },

  account_not_found: {
    title: 'Det finnes ingen konto med dette brukernavnet, og kontoer opprettes ikke automatisk.',
    fix: 'Legg til personen, eller slå på automatisk kontooppretting.',
  },
  account_locked: {
    title: 'Kontoen er låst.',
    fix: 'Lås opp kontoen under Brukere.',
  },
  password_throttled: {
    title: 'Det ble prøvd for mange feil passord.',
    fix: 'Vent 15 minutter, og prøv igjen.',
  },
  account_expired: {
    title: 'Kontoen er utløpt.',
    fix: 'Angi en senere utløpsdato for kontoen.',
  },
  account_deactivated: {
    title: 'Kontoen finnes, men er deaktivert.',
    fix: 'Fjern merket for «Vis bare aktive kontoer» under Brukere, finn personen, merk av for Aktiv, og klikk på Send inn.',
  },
  account_pending: {
    title: 'Kontoen venter på godkjenning.',
    fix: 'Godta eller avvis forespørselen under Brukere.',
  },
  account_type_not_allowed: {
    title: 'Kontoer av denne typen kan ikke logge på via denne tilkoblingen.',
    fix: 'Legg typen til i allowedTypes for tilkoblingen, eller endre kontoen.',
  },
  account_bound_to_other_name_id: {
    title: 'Kontoen med dette brukernavnet hører til en annen NameID på denne tilkoblingen.',
    fix: 'Hvis det er samme person med ny identifikator, knytter du kontoen på nytt; ellers sender du et annet brukernavn.',
  },
  account_of_another_connection: {
    title: 'Kontoen med dette brukernavnet hører til en annen tilkobling.',
    fix: 'La personen logge på via den tilkoblingen, eller flytt kontoen.',
  },
  account_connection_undecided: {
    title: 'Kontoen angir ingen tilkobling, og nettstedet har flere.',
    fix: 'Angi tilkoblingen på kontoen.',
  },
  partner_id_missing: {
    title: 'Nettstedet har ikke en partner-ID, så ingen konto kan opprettes.',
    fix: 'Angi partner-ID-en for nettstedet.',
  },
  member_status_present: {
    title: 'Påstanden inneholder memberStatus (medlemsstatus), som ikke skal sendes.',
    fix: 'Fjern attributtet memberStatus hos identitetsleverandøren.',
  },
  attribute_missing: {
    title: 'Et obligatorisk attributt mangler.',
    fix: 'Send attributtet, skrevet nøyaktig som forventet; attributtnavn skiller mellom store og små bokstaver.',
  },
  attribute_empty: {
    title: 'Et obligatorisk attributt finnes, men er tomt.',
    fix: 'Fyll ut feltet i katalogen hos identitetsleverandøren.',
  },
  attribute_too_long: {
    title: 'En verdi er lengre enn tillatt.',
    fix: 'Forkort verdien i katalogen hos identitetsleverandøren.',
  },
  username_too_long: {
    title: 'Brukernavnet er lengre enn 64 tegn.',
    fix: 'Send et kortere brukernavn.',
  },
  email_invalid: {
    title: 'E-postadressen er ikke velformet.',
    fix: 'Rett adressen i katalogen hos identitetsleverandøren.',
  },
  email_taken: {
    title: 'En annen konto på nettstedet har denne e-postadressen.',
    fix: 'Finn den andre kontoen under Brukere og endre adressen der, eller send en annen.',
  },
  email_domain_restricted: {
    title: 'Domenet i e-postadressen er ikke tillatt på dette nettstedet.',
    fix: 'Legg domenet til i allowedEmailDomains, eller fjern det fra blockedEmailDomains.',
  },
  username_confusable: {
    title: 'Brukernavnet ligner brukernavnet til en annen konto.',
    fix: 'Sammenlign de to brukernavnene, og send et som er tydelig forskjellig.',
  },
  seat_unavailable: {
    title: 'Det er ingen ledige vertsplasser igjen.',
    fix: 'Øk antallet plasser for nettstedet, eller frigjør en under Brukere.',
  },
  tracking_code_missing: {
    title: 'En obligatorisk sporingskode mangler eller er tom.',
    fix: 'Send sporingskoden, eller sett bruken til valgfri under Sporingskoder.',
  },
  tracking_code_too_long: {
    title: 'En sporingskode er lengre enn 132 tegn.',
    fix: 'Forkort verdien hos identitetsleverandøren.',
  },
  tracking_code_not_listed: {
    title: 'Verdien av en sporingskode står ikke i listen.',
    fix: 'Legg til verdien under Sporingskoder, Rediger liste, eller rett den hos identitetsleverandøren; verdier sammenlignes nøyaktig.',
  },
  tracking_code_inactive: {
    title: 'Verdien av en sporingskode står i listen, men er ikke aktiv.',
    fix: 'Aktiver verdien under Sporingskoder, Rediger liste.',
  },
  update_timestamp_unreadable: {
    title: 'updateTimestamp kan ikke leses som et tidspunkt.',
    fix: 'Send sekunder eller millisekunder siden 1970, ISO 8601 med tidssone eller Generalized Time.',
  },
  update_timestamp_in_future: {
    title: 'updateTimestamp ligger mer enn en dag frem i tid.',
    fix: 'Rett klokken eller attributtilordningen hos identitetsleverandøren.',
  },
  update_timestamps_disagree: {
    title: 'Flere skrivemåter av updateTimestamp kom med ulike verdier.',
    fix: 'Send bare én av dem.',
  },

  authn_request_impossible: {
    title: 'AuthnRequest kunne ikke opprettes.',
    fix: 'Angi en brukbar påloggingsadresse (ssoUrl) for tilkoblingen.',
  },
  logout_address_missing: {
    title: 'Tilkoblingen har ingen avloggingsadresse, så identitetsleverandøren fikk ikke vite om avloggingen.',
    fix: 'Angi sloUrl hvis identitetsleverandøren tilbyr felles avlogging. Ellers er alt i orden: økten her er avsluttet.',
  },
  logout_request_impossible: {
    title: 'LogoutRequest kunne ikke opprettes.',
    fix: 'Angi en brukbar avloggingsadresse (sloUrl) og la identitetsleverandøren sende en NameID; usher doctor nevner manglende nøkler.',
  },
  logout_parameters: {
    title:
      'Avloggingsmeldingen kom ikke som én melding med signaturen sin, hver parameter én gang og i riktig rekkefølge.',
    fix: 'Se etter en proxy som skriver om adresser. SAMLRequest eller SAMLResponse, RelayState, SigAlg og Signature hører hjemme der, alt signert.',
  },
  logout_unreadable: {
    title: 'Avloggingsmeldingen kan ikke leses: ikke base64, ikke komprimert, for stor eller ikke ren XML.',
    fix: 'Komprimer meldingen bare med redirect-bindingen, ikke med POST, og hold den under 64 KB uten DOCTYPE.',
  },
  logout_unsigned: {
    title: 'Avloggingsmeldingen er ikke signert.',
    fix: 'Slå på signering av avloggingsforespørsler og -svar hos identitetsleverandøren.',
  },
  logout_request_invalid: {
    title: 'Avloggingsforespørselen kan ikke brukes.',
    fix: 'Send en signert LogoutRequest for en økt på denne tilkoblingen, med én NameID.',
  },
  logout_response_invalid: {
    title: 'Avloggingssvaret mangler noe som SAML krever.',
    fix: 'Sammenlign svaret med SAML Core 3.2.2; det er laget av identitetsleverandøren.',
  },
  logout_destination_wrong: {
    title: 'Destination er ikke avloggingsadressen til denne tilkoblingen.',
    fix: 'Sett avloggingsadressen hos identitetsleverandøren til nøyaktig den forventede verdien.',
  },
  logout_expired: {
    title: 'Avloggingsmeldingen er for gammel eller utløpt.',
    fix: 'Sammenlign klokkene på begge sider; en melding gjelder i ti minutter pluss toleransen til tilkoblingen.',
  },
  logout_request_replayed: {
    title: 'Avloggingsforespørselen er allerede utført.',
    fix: 'Etter «tilbake» eller «last inn på nytt» trengs ingenting; ellers har noen tatt opp meldingen.',
  },
  logout_response_unexpected: {
    title: 'Avloggingssvaret hører ikke til noen åpen forespørsel på denne tilkoblingen.',
    fix: 'Etter «tilbake» eller «last inn på nytt» trengs ingenting: økten her var avsluttet før forespørselen ble sendt.',
  },
  logout_status: {
    title: 'Identitetsleverandøren melder at ikke alle økter er avsluttet.',
    fix: 'Les statusen ovenfor og loggen hos identitetsleverandøren. Økten her er avsluttet.',
  },
};
