import { Checkbox, Field, FormSection, messagesFor, RadioGroup, type FormError, type Language } from '../../web';
import type { ProvisioningForm } from './provisioningForm';

interface SettingsProps {
  readonly language: Language;
  readonly form: ProvisioningForm;
  readonly errors: readonly FormError[];
}

/** Everything that is set of a provisioning, each setting with its help. */
export function SettingsFields(props: SettingsProps) {
  return (
    <>
      <ClientSection {...props} />
      <ContactSection {...props} />
      <PeopleSection {...props} />
      <BrakeSection {...props} />
    </>
  );
}

function controlOf({ language, errors }: SettingsProps) {
  const { fields } = messagesFor(language).admin.provisioning;
  return (name: keyof typeof fields) => {
    const { label, hint } = fields[name];
    return { name, label, language, errors, ...(hint === '' ? {} : { hint }) };
  };
}

function ClientSection(props: SettingsProps) {
  const { language, form } = props;
  const texts = messagesFor(language).admin.provisioning;
  const control = controlOf(props);
  const types = (['basic', 'bearer', 'oauth'] as const).map((value) => ({
    value,
    label: texts.types[value],
    hint: texts.typeHints[value],
  }));
  return (
    <FormSection id="client" heading={texts.sections.client.heading} text={texts.sections.client.text}>
      <Field {...control('name')} value={form.name} autocomplete="off" required />
      <Field {...control('actingUser')} value={form.actingUser} autocomplete="off" required />
      <RadioGroup {...control('credentialType')} choices={types} value={form.credentialType} required />
      <Field {...control('description')} value={form.description ?? ''} autocomplete="off" />
      <Checkbox {...control('enabled')} checked={form.enabled} />
    </FormSection>
  );
}

function ContactSection(props: SettingsProps) {
  const { language, form } = props;
  const { contact } = messagesFor(language).admin.provisioning.sections;
  const control = controlOf(props);
  return (
    <FormSection id="contact" heading={contact.heading} text={contact.text}>
      <Field {...control('contactName')} value={form.contactName ?? ''} autocomplete="off" required />
      <Field {...control('contactEmail')} type="email" value={form.contactEmail ?? ''} autocomplete="off" required />
    </FormSection>
  );
}

function PeopleSection(props: SettingsProps) {
  const { language, form } = props;
  const texts = messagesFor(language).admin.provisioning;
  const control = controlOf(props);
  const types = (['host', 'attendee'] as const).map((value) => ({ value, label: texts.accountTypes[value] }));
  const policies = (['allow', 'transliterate', 'reject'] as const).map((value) => ({
    value,
    label: texts.namePolicies[value],
  }));
  return (
    <FormSection id="people" heading={texts.sections.people.heading} text={texts.sections.people.text}>
      <RadioGroup {...control('defaultType')} choices={types} value={form.defaultType} />
      <RadioGroup {...control('namePolicy')} choices={policies} value={form.namePolicy} />
      <Checkbox {...control('strictAttributes')} checked={form.strictAttributes} />
      <Checkbox {...control('rejectUnmappedGroups')} checked={form.rejectUnmappedGroups} />
      <Checkbox {...control('deleteWorkspaceGroups')} checked={form.deleteWorkspaceGroups} />
    </FormSection>
  );
}

function BrakeSection(props: SettingsProps) {
  const { language, form } = props;
  const { brake } = messagesFor(language).admin.provisioning.sections;
  const control = controlOf(props);
  return (
    <FormSection id="brake" heading={brake.heading} text={brake.text}>
      {(['brakeCount', 'brakePercent', 'brakeWindowMinutes'] as const).map((name) => (
        <Field key={name} {...control(name)} type="number" value={form[name]} short required />
      ))}
    </FormSection>
  );
}
