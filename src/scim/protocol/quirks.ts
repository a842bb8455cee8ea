import type { Language } from '../../web';

type Sentence = Readonly<Record<Language, string>>;

/**
 * What clients send otherwise than RFC 7643 and RFC 7644 have it, and what was made of it: one sentence each, as the call
 * log shows it. Ids are stable: the log keeps them.
 */
export const quirkSentences = {
  bare_manager: {
    en: 'The path "manager" came without the URN of the enterprise extension; it was taken for that attribute.',
    de: 'Der Pfad „manager“ kam ohne die URN der Enterprise-Erweiterung; er wurde als dieses Attribut verstanden.',
    nb: 'Stien «manager» kom uten URN-en til enterprise-utvidelsen; den ble lest som det attributtet.',
  },
  bare_value: {
    en: 'An element of a list came as a plain text instead of an object; it was taken for its value.',
    de: 'Ein Element einer Liste kam als einfacher Text statt als Objekt; er wurde als sein Wert verstanden.',
    nb: 'Et element i en liste kom som ren tekst i stedet for et objekt; teksten ble lest som verdien.',
  },
  dotted_key: {
    en: 'A key of the value was a path with a dot; it was taken for the sub-attribute.',
    de: 'Ein Schlüssel des Werts war ein Pfad mit Punkt; er wurde als Unterattribut verstanden.',
    nb: 'En nøkkel i verdien var en sti med punktum; den ble lest som underattributtet.',
  },
  element_created: {
    en: 'The path selected an element that did not exist; it was made from the filter and the value.',
    de: 'Der Pfad wählte ein Element, das es nicht gab; es wurde aus dem Filter und dem Wert angelegt.',
    nb: 'Stien valgte et element som ikke fantes; det ble laget av filteret og verdien.',
  },
  empty_operations: {
    en: 'The list of operations was empty; nothing was changed.',
    de: 'Die Liste der Operationen war leer; nichts wurde geändert.',
    nb: 'Listen over operasjoner var tom; ingenting ble endret.',
  },
  empty_text: {
    en: 'An empty text was sent; it was taken for "no value".',
    de: 'Es kam ein leerer Text; er wurde als „kein Wert“ verstanden.',
    nb: 'Det kom en tom tekst; den ble lest som «ingen verdi».',
  },
  hollow_element: {
    en: 'An element of a list had no value; it was left out.',
    de: 'Ein Element einer Liste hatte keinen Wert; es wurde weggelassen.',
    nb: 'Et element i en liste hadde ingen verdi; det ble utelatt.',
  },
  id_in_value: {
    en: 'The value to write held the id of the resource; it was ignored.',
    de: 'Der zu schreibende Wert enthielt die id der Ressource; sie wurde übergangen.',
    nb: 'Verdien som skulle skrives, inneholdt ressursens id; den ble oversett.',
  },
  json_as_string: {
    en: 'A value came as JSON inside a text; it was read as the JSON it holds.',
    de: 'Ein Wert kam als JSON in einem Text; er wurde als das JSON gelesen, das er enthält.',
    nb: 'En verdi kom som JSON inne i en tekst; den ble lest som JSON-en den inneholder.',
  },
  list_for_single: {
    en: 'A list of one came where one value belongs; its only element was taken.',
    de: 'Eine Liste mit einem Element kam, wo ein einzelner Wert hingehört; ihr einziges Element wurde genommen.',
    nb: 'En liste med ett element kom der en enkelt verdi hører hjemme; det eneste elementet ble brukt.',
  },
  manager_as_string: {
    en: 'The manager came as a plain text instead of an object; it was taken for the id of the manager.',
    de: 'Der Vorgesetzte kam als einfacher Text statt als Objekt; er wurde als dessen id verstanden.',
    nb: 'Lederen kom som ren tekst i stedet for et objekt; teksten ble lest som lederens id.',
  },
  number_for_string: {
    en: 'A number came where a text belongs; its digits were taken.',
    de: 'Eine Zahl kam, wo ein Text hingehört; ihre Ziffern wurden genommen.',
    nb: 'Et tall kom der en tekst hører hjemme; sifrene ble brukt.',
  },
  op_capitalised: {
    en: 'The name of an operation was not in lower case.',
    de: 'Der Name einer Operation war nicht klein geschrieben.',
    nb: 'Navnet på en operasjon var ikke skrevet med små bokstaver.',
  },
  password_ignored: {
    en: 'A password was sent; it was thrown away, because passwords are not synchronized.',
    de: 'Es kam ein Kennwort; es wurde verworfen, denn Kennwörter werden nicht abgeglichen.',
    nb: 'Det kom et passord; det ble kastet, fordi passord ikke synkroniseres.',
  },
  path_after_bracket: {
    en: 'A filter went on with a sub-attribute after the bracket, which the grammar has only for PATCH paths.',
    de: 'Ein Filter ging nach der Klammer mit einem Unterattribut weiter; die Grammatik kennt das nur in PATCH-Pfaden.',
    nb: 'Et filter fortsatte med et underattributt etter klammen; grammatikken har det bare i PATCH-stier.',
  },
  quoted_boolean: {
    en: 'A filter compared true or false as a quoted text or with a capital; it was read as true or false.',
    de: 'Ein Filter verglich wahr oder falsch als Text in Anführungszeichen oder groß geschrieben; es wurde als solches gelesen.',
    nb: 'Et filter sammenlignet sant eller usant som tekst i anførselstegn eller med stor bokstav; det ble lest som det.',
  },
  remove_with_value: {
    en: 'A list of values came with the removal from a list; only those were removed, not the whole list.',
    de: 'Mit dem Entfernen aus einer Liste kamen Werte; nur diese wurden entfernt, nicht die ganze Liste.',
    nb: 'Fjerningen fra en liste kom med verdier; bare disse ble fjernet, ikke hele listen.',
  },
  remove_without_values: {
    en: 'The removal from a list came with an empty list of values; nothing was removed.',
    de: 'Das Entfernen aus einer Liste kam mit einer leeren Liste von Werten; nichts wurde entfernt.',
    nb: 'Fjerningen fra en liste kom med en tom liste av verdier; ingenting ble fjernet.',
  },
  schemas_in_extension: {
    en: 'An extension held a "schemas" of its own; it was ignored.',
    de: 'Eine Erweiterung enthielt ein eigenes „schemas“; es wurde übergangen.',
    nb: 'En utvidelse inneholdt et eget «schemas»; det ble oversett.',
  },
  schemas_missing: {
    en: 'The body did not name its schema; it was read as what belongs at this address.',
    de: 'Der Inhalt nannte sein Schema nicht; er wurde als das gelesen, was zu dieser Adresse gehört.',
    nb: 'Innholdet nevnte ikke skjemaet sitt; det ble lest som det som hører til denne adressen.',
  },
  scim1_urn: {
    en: 'The body named a schema of SCIM 1.1 beside that of SCIM 2.0; the older one was ignored.',
    de: 'Der Inhalt nannte neben dem Schema von SCIM 2.0 eines von SCIM 1.1; das ältere wurde übergangen.',
    nb: 'Innholdet nevnte et skjema fra SCIM 1.1 ved siden av det fra SCIM 2.0; det eldste ble oversett.',
  },
  single_for_list: {
    en: 'One value came where a list belongs; it was taken for a list of one.',
    de: 'Ein einzelner Wert kam, wo eine Liste hingehört; er wurde als Liste mit einem Element verstanden.',
    nb: 'En enkelt verdi kom der en liste hører hjemme; den ble lest som en liste med ett element.',
  },
  string_boolean: {
    en: 'True or false came as a text; it was read as true or false.',
    de: 'Wahr oder falsch kam als Text; es wurde als wahr oder falsch gelesen.',
    nb: 'Sant eller usant kom som tekst; det ble lest som sant eller usant.',
  },
  unknown_attribute: {
    en: 'An attribute that Usher does not have was sent; it was ignored.',
    de: 'Es kam ein Attribut, das Usher nicht kennt; es wurde übergangen.',
    nb: 'Det kom et attributt som Usher ikke har; det ble oversett.',
  },
  unquoted_value: {
    en: 'A filter held a text without quotation marks; it was read as a text.',
    de: 'Ein Filter enthielt einen Text ohne Anführungszeichen; er wurde als Text gelesen.',
    nb: 'Et filter inneholdt en tekst uten anførselstegn; den ble lest som tekst.',
  },
  urn_key: {
    en: 'A key of the value was an attribute with the URN of its schema; it was taken for that attribute.',
    de: 'Ein Schlüssel des Werts war ein Attribut mit der URN seines Schemas; er wurde als dieses Attribut verstanden.',
    nb: 'En nøkkel i verdien var et attributt med URN-en til skjemaet sitt; den ble lest som det attributtet.',
  },
} as const satisfies Record<string, Sentence>;

/** The stable name of a departure from the standard that is tolerated. */
export type QuirkId = keyof typeof quirkSentences;

/** One tolerated departure and where it stood: an attribute path, a part of the body (`Operations[2]`), or in a filter. */
export interface Quirk {
  readonly id: QuirkId;
  readonly at: string;
}
