import type { AdminMessages } from './en';

export const rules: AdminMessages['rules'] = {
  text: () => 'Skriv inn tekst.',
  filled: () => 'Fyll ut dette feltet.',
  no_blank_ends: () => 'Fjern mellomrommene i begynnelsen og på slutten.',
  no_invisible: () => 'Fjern de usynlige tegnene.',
  flag: () => 'Velg ja eller nei.',
  list: () => 'Skriv inn en liste.',
  filled_list: () => 'Nevn minst én.',
  fields: () => 'Fyll ut feltene i denne delen.',
  slug: () => 'Bruk 1 til 63 små bokstaver, sifre og bindestreker.',
  domain: () => 'Skriv inn et domene, for eksempel acme.test.',
  email: () => 'Skriv inn en e-postadresse, for eksempel navn@acme.test.',
  language: () => 'Skriv inn et språk, for eksempel en, de eller nb.',
  moment: () => 'Skriv inn en dag (2027-03-31) eller et tidspunkt med sone (2027-03-31T18:00:00Z).',
  certificate: () => 'Skriv inn et sertifikat i PEM-format.',
  at_most: ({ characters }) => `Bruk høyst ${characters} tegn.`,
  at_most_entries: ({ entries }) => `Bruk høyst ${entries} oppføringer.`,
  at_least: ({ characters }) => `Bruk minst ${characters} tegn.`,
  between: ({ from, to }) => `Skriv inn et helt tall fra ${from} til ${to}.`,
  one_of: ({ values }) => `Velg en av: ${values.join(', ')}.`,
  either: () => 'Oppgi én av de to, ikke begge.',
  address: () => 'Skriv inn en adresse som begynner med https://.',
  origin: () => 'Skriv inn bare opphavet til et program, for eksempel https://app.acme.test.',
  twice: () => 'Dette står her to ganger. Fjern en av dem.',
  new_site_unnamed: () => 'Gi nettstedet et navn.',
  domain_of_another_site: ({ domain }) => `${domain} brukes til pålogging av et annet nettsted.`,
  domain_unproven: ({ domain }) => `Vis først med en DNS-oppføring at ${domain} er deres.`,
  label_reserved: ({ label }) => `${label} er et reservert navn. Velg et annet navn.`,
  label_taken: ({ label, number }) => `TC${number} heter allerede ${label}. Velg et annet navn.`,
  label_missing: () => 'Gi sporingskoden et navn.',
  idp_missing: () => 'Importer metadataene til identitetsleverandøren, eller skriv inn entitets-ID-en.',
  unknown_tracking_code: () => 'Dette nettstedet har ingen slik sporingskode.',
  tracking_code_required: () => 'Fyll ut dette: Sporingskoden er påkrevd.',
  accounts_belong: ({ accounts }) =>
    accounts === 1
      ? 'Én konto hører til denne tilkoblingen. Flytt den til en annen først, eller slå denne av.'
      : `${accounts} kontoer hører til denne tilkoblingen. Flytt dem til en annen først, eller slå denne av.`,
  seats: ({ seats, needed }) =>
    `Ingen plass er ledig: Nettstedet har ${seats}, og ${needed} ville være i bruk. Øk antallet plasser, eller gjør noen til deltaker.`,
  unknown_connection: ({ name }) => `Dette nettstedet har ingen tilkobling ${name}.`,
  connection_name_taken: ({ name }) => `En annen tilkobling heter ${name}. Velg et annet navn.`,
  email_blocked: ({ email }) => `${email} hører til et domene som dette nettstedet sperrer.`,
  email_not_listed: ({ email }) => `${email} hører til et domene som ikke står på listen over tillatte.`,
  email_taken: ({ email }) => `En annen konto på dette nettstedet har adressen ${email}.`,
  username_taken: () => 'En annen konto har dette brukernavnet, eller et som ser likt ut.',
  last_bypass: () =>
    'Enkel pålogging kreves her, og ingen andre kommer inn uten den for å rette den. Gi først en annen Org Security Admin bypass.',
  bypass_missing: () =>
    'Gi først en aktiv Org Security Admin bypass, med passord eller adresse og uten utløp, slik at noen alltid kommer inn.',
  seat_just_taken: () => 'Noen andre tok nettopp den siste plassen. Øk antallet plasser, eller gjør noen til deltaker.',
  just_taken: () => 'Noen andre laget nettopp noe med samme navn eller adresse. Se på det, og prøv så igjen.',
};
