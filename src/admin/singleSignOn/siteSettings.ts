import type { SiteChange, SiteState } from '../../sites';
import type { FormValues } from '../../web';
import type { FormState, SettingGroup } from './settingFields';

/** The site's own settings of single sign-on, by their place in the site file. */
export type SiteSettingName = `singleSignOn.${keyof SiteState['singleSignOn']}` | 'rawResponseDays';
/** The groups they stand in. */
export type SiteSection = 'switches' | 'accounts' | 'targets';

/** The form of the site's own settings. */
export const siteSettings: readonly SettingGroup<SiteSettingName, SiteSection>[] = [
  {
    section: 'switches',
    settings: [
      { name: 'singleSignOn.enabled', kind: 'flag' },
      { name: 'singleSignOn.required', kind: 'flag' },
    ],
  },
  {
    section: 'accounts',
    settings: [
      { name: 'singleSignOn.autoCreate', kind: 'flag' },
      { name: 'singleSignOn.newAccounts', kind: 'one', values: ['active', 'pending'] },
      { name: 'singleSignOn.autoUpdate', kind: 'flag' },
      { name: 'singleSignOn.removeUpnSuffix', kind: 'flag' },
      { name: 'singleSignOn.upnSuffixes', kind: 'lines' },
    ],
  },
  {
    section: 'targets',
    settings: [
      { name: 'singleSignOn.defaultTarget', kind: 'text' },
      { name: 'singleSignOn.allowedTargets', kind: 'lines' },
      { name: 'singleSignOn.errorUrl', kind: 'text' },
      { name: 'rawResponseDays', kind: 'number', required: true },
    ],
  },
];

/** What is stored, as the form shows it. */
export function siteForm({ singleSignOn: sso, rawResponseDays }: SiteState): FormState {
  return {
    'singleSignOn.enabled': sso.enabled ? 'on' : '',
    'singleSignOn.required': sso.required ? 'on' : '',
    'singleSignOn.autoCreate': sso.autoCreate ? 'on' : '',
    'singleSignOn.newAccounts': sso.newAccounts,
    'singleSignOn.autoUpdate': sso.autoUpdate ? 'on' : '',
    'singleSignOn.removeUpnSuffix': sso.removeUpnSuffix ? 'on' : '',
    'singleSignOn.upnSuffixes': sso.upnSuffixes.join('\n'),
    'singleSignOn.defaultTarget': sso.defaultTarget ?? '',
    'singleSignOn.allowedTargets': sso.allowedTargets.join('\n'),
    'singleSignOn.errorUrl': sso.errorUrl ?? '',
    rawResponseDays: String(rawResponseDays),
  };
}

/** What the form changes. What is none of the choices is passed on: the rules of the site file refuse it. */
export function siteChange(values: FormValues): SiteChange {
  const field = (name: keyof SiteState['singleSignOn']) => `singleSignOn.${name}`;
  return {
    rawResponseDays: values.wholeNumber('rawResponseDays'),
    singleSignOn: {
      enabled: values.isTicked(field('enabled')),
      required: values.isTicked(field('required')),
      autoCreate: values.isTicked(field('autoCreate')),
      newAccounts: values.text(field('newAccounts')) as SiteState['singleSignOn']['newAccounts'],
      autoUpdate: values.isTicked(field('autoUpdate')),
      removeUpnSuffix: values.isTicked(field('removeUpnSuffix')),
      upnSuffixes: values.lines(field('upnSuffixes')),
      defaultTarget: values.textOrNull(field('defaultTarget')),
      allowedTargets: values.lines(field('allowedTargets')),
      errorUrl: values.textOrNull(field('errorUrl')),
    },
  };
}
