import {
  brakeBounds,
  newProvisioning,
  type ProvisioningProblem,
  type ProvisioningSettings,
} from '../../scim/credentials';
import { messagesFor, type FormError, type FormValues, type Language } from '../../web';

/** What the form holds: settings, their numbers as they were typed. */
export type ProvisioningForm = Omit<ProvisioningSettings, 'brakeCount' | 'brakePercent' | 'brakeWindowMinutes'> &
  Readonly<Record<'brakeCount' | 'brakePercent' | 'brakeWindowMinutes', string>>;

/** Settings as a form. */
export function formOf(settings: ProvisioningSettings): ProvisioningForm {
  const { brakeCount, brakePercent, brakeWindowMinutes } = settings;
  return {
    ...settings,
    brakeCount: String(brakeCount),
    brakePercent: String(brakePercent),
    brakeWindowMinutes: String(brakeWindowMinutes),
  };
}

/** The form of a new provisioning. */
export const emptyForm: ProvisioningForm = formOf({
  ...newProvisioning,
  name: '',
  credentialType: 'bearer',
  actingUser: '',
});

/** What was sent: as settings to be judged, and as the form to be shown again. */
export function readForm(values: FormValues): {
  readonly settings: ProvisioningSettings;
  readonly form: ProvisioningForm;
} {
  const settings: ProvisioningSettings = {
    name: values.text('name'),
    description: values.textOrNull('description'),
    credentialType: oneOf(values.text('credentialType'), ['basic', 'bearer', 'oauth'], 'bearer'),
    actingUser: values.text('actingUser'),
    contactName: values.textOrNull('contactName'),
    contactEmail: values.textOrNull('contactEmail'),
    defaultType: oneOf(values.text('defaultType'), ['host', 'attendee'], 'host'),
    namePolicy: oneOf(values.text('namePolicy'), ['allow', 'transliterate', 'reject'], 'allow'),
    strictAttributes: values.isTicked('strictAttributes'),
    rejectUnmappedGroups: values.isTicked('rejectUnmappedGroups'),
    deleteWorkspaceGroups: values.isTicked('deleteWorkspaceGroups'),
    brakeCount: values.wholeNumber('brakeCount'),
    brakePercent: values.wholeNumber('brakePercent'),
    brakeWindowMinutes: values.wholeNumber('brakeWindowMinutes'),
    enabled: values.isTicked('enabled'),
  };
  const form = {
    ...settings,
    brakeCount: values.text('brakeCount'),
    brakePercent: values.text('brakePercent'),
    brakeWindowMinutes: values.text('brakeWindowMinutes'),
  };
  return { settings, form };
}

function oneOf<Value extends string>(text: string, values: readonly Value[], otherwise: Value): Value {
  return values.find((value) => value === text) ?? otherwise;
}

/** Mistakes in the reader's language. */
export function provisioningErrors(problems: readonly ProvisioningProblem[], language: Language): FormError[] {
  const { provisioning, rules } = messagesFor(language).admin;
  return problems.map(({ field, reason }) => {
    const bounds = boundsOf(field);
    const isRange = reason === 'out_of_range' && bounds !== null;
    const text = isRange
      ? rules.between({ id: 'between', from: bounds.least, to: bounds.most })
      : provisioning.reasons[reason];
    return { field, text: `${provisioning.fields[field].label}: ${text}` };
  });
}

function boundsOf(field: string): { readonly least: number; readonly most: number } | null {
  const bounds: Readonly<Record<string, { readonly least: number; readonly most: number }>> = brakeBounds;
  return bounds[field] ?? null;
}
