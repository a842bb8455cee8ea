import type { VNode } from 'preact';
import { ClaimPage, RemoveDomainPage } from '../../src/admin/emailDomains/DomainPages';
import { EmailDomainsPage } from '../../src/admin/emailDomains/EmailDomainsPage';
import { NoRightPage } from '../../src/admin/NoRightPage';
import { EditSitePage } from '../../src/admin/siteInformation/EditSitePage';
import { SiteInformationPage } from '../../src/admin/siteInformation/SiteInformationPage';
import { CodePage } from '../../src/help/CodePage';
import { CodesPage } from '../../src/help/CodesPage';
import { ReasonPage } from '../../src/help/ReasonPage';
import { MailPage, MailsPage } from '../../src/operator/MailPages';
import { OperatorSetupPage } from '../../src/operator/OperatorSetupPage';
import { OperatorSignInPage } from '../../src/operator/OperatorSignInPage';
import { ForgottenPage, ForgottenSentPage } from '../../src/signIn/ForgottenPage';
import { CheckMailPage, ClosedLinkPage, ConfirmEmailPage, NewPasswordPage } from '../../src/signIn/LinkPages';
import { SignInPage } from '../../src/signIn/SignInPage';
import type { SignInProps } from '../../src/signIn/SignInPage';
import { ConfirmPage, PostLogoutPage, PostRequestPage, RefusalPage, SignedOutPage } from '../../src/sso/pages';
import { PeoplePage } from '../../src/testIdp/PeoplePage';
import type { StoryCard } from '../../src/testIdp/PeoplePage';
import { BusyPage, ErrorPage, ForbiddenPage, messagesFor, NotFoundPage, RedirectPage } from '../../src/web';
import type { Language } from '../../src/web';
import { accountPages } from './accountPages';
import { operatorPages } from './operatorPages';
import { provisioningPages } from './provisioningPages';
import { supportPages } from './supportPages';
import { activityPages } from './activityPages';
import { trackingCodePages } from './trackingCodePages';
import { usersPages } from './usersPages';
import { workspacesPages } from './workspacesPages';
import { adminReader, claimedDomain, editedDomains, editedSite, siteAtWork } from './adminPages';
import { ssoPages } from './ssoPages';

const contact = { name: 'Help desk', email: 'help@acme.test', url: 'https://help.acme.test/' };
const startOfDay = new Date('2026-03-02T07:05:00Z');

const signIn: Omit<SignInProps, 'language'> = {
  step: { ask: 'identifier', askSite: false },
  siteName: 'Acme Corporation',
  entered: { identifier: '', site: 'acme', target: null },
  connections: [{ name: 'Acme directory', href: '/saml/acme/main/login' }],
  passwordHref: '/?password=1',
  forgottenHref: '/sign-in/forgotten?site=acme',
  changeUserHref: '/',
  errors: [],
  notice: null,
  demo: { newPersonHref: '/test-idp?story=new', refusedHref: '/test-idp?story=no-seat', everybodyHref: '/test-idp' },
};

const posted = {
  action: '/saml/demo/main/acs',
  fields: { SAMLResponse: 'PHJlc3BvbnNlLz4=', RelayState: null },
};

const stories: readonly StoryCard[] = [
  {
    id: 'new',
    name: 'Nora Newcomer',
    story: 'Has never been here. Everything the site needs is in her assertion.',
    expected: 'signs_in',
    ...posted,
  },
  {
    id: 'no-last-name',
    name: 'Plato',
    story: 'Has one name only; the last name arrives empty.',
    expected: 31,
    ...posted,
  },
  {
    id: 'late',
    name: 'Lars Latecomer',
    story: 'Left the page of the identity provider open over lunch.',
    expected: 19,
    ...posted,
  },
];

const operatorFrame = { operatorEmail: 'op@usher.test' };
const mail = {
  id: '01a20320-a200-7637-8269-867c6d9b3784',
  site: 'acme',
  to: 'ada@acme.test',
  template: 'verify_email',
  language: 'en',
  subject: 'Confirm your e-mail address',
  status: 'failed',
  attempts: 1,
  lastError: '550 no such user',
  createdAt: startOfDay,
  sentAt: null,
} as const;

const wrongPassword = [{ field: 'password', text: 'The user name or the password is wrong.' }];

/** Every page of the product in one language, by a name that tells its state. RedirectPage stands apart: it leaves. */
export function everyPage(language: Language): readonly (readonly [name: string, page: VNode])[] {
  const refusal = { contact, siteName: 'Acme Corporation', language };
  return [
    ['refusal', <RefusalPage {...refusal} code={31} reference="K7Q2MX9P" retryHref="/?site=acme" />],
    ['refusal-bare', <RefusalPage code={6} reference={null} contact={null} siteName={null} language={language} />],
    [
      'wrong-method',
      <RefusalPage {...refusal} code={5} reference={null} remark={messagesFor(language).refusal.wrongMethod} />,
    ],
    ['sign-in', <SignInPage {...signIn} language={language} />],
    [
      'sign-in-site',
      <SignInPage
        {...signIn}
        language={language}
        connections={[]}
        siteName={null}
        demo={null}
        notice="Your session has ended."
        step={{ ask: 'identifier', askSite: true }}
      />,
    ],
    [
      'sign-in-password',
      <SignInPage
        {...signIn}
        language={language}
        demo={null}
        step={{ ask: 'password', action: '/sign-in/password', askSite: false }}
        entered={{ identifier: 'ada@acme.test', site: 'acme', target: '/account' }}
        errors={wrongPassword}
      />,
    ],
    [
      'forgotten',
      <ForgottenPage
        language={language}
        entered={{ identifier: '', site: null }}
        askSite
        errors={[{ field: 'identifier', text: 'Enter your e-mail address or user name.' }]}
      />,
    ],
    ['forgotten-sent', <ForgottenSentPage language={language} startHref="/?site=acme" />],
    [
      'new-password',
      <NewPasswordPage
        language={language}
        token="t"
        siteName="Acme Corporation"
        username="ada@acme.test"
        minimumPasswordLength={12}
        errors={[{ field: 'passwordAgain', text: 'The two passwords differ.' }]}
      />,
    ],
    [
      'confirm-email',
      <ConfirmEmailPage language={language} token="t" siteName="Acme Corporation" email="ada@acme.test" />,
    ],
    ['closed-link', <ClosedLinkPage language={language} />],
    ['check-mail', <CheckMailPage language={language} startHref="/?site=acme" />],
    ...accountPages(language),
    [
      'confirm',
      <ConfirmPage
        language={language}
        siteName="Acme Corporation"
        displayName="Ada Lovelace"
        username="ada@acme.test"
        action="/saml/acme/main/complete"
        fields={{ code: 'one-time' }}
        cancelHref="/"
      />,
    ],
    [
      'post-request',
      <PostRequestPage
        language={language}
        providerName="idp.acme.test"
        action="https://idp.acme.test/sso"
        samlRequest="PHJlcXVlc3QvPg=="
        relayState="handle"
      />,
    ],
    [
      'post-logout',
      <PostLogoutPage
        language={language}
        action="https://idp.acme.test/slo"
        fields={{ SAMLRequest: 'PHJlcXVlc3QvPg==' }}
      />,
    ],
    ['refused-logout', <RefusalPage {...refusal} code={30} reference="K7Q2MX9P" of="logout" />],
    ['signed-out', <SignedOutPage language={language} signInHref="/" idpSessionMayContinue />],
    [
      'no-right',
      <NoRightPage language={language} name="Ada" siteName="Acme" roles={['Org Security Admin']} backHref="/" />,
    ],
    ['site-information', <SiteInformationPage reader={adminReader(language)} {...siteAtWork} />],
    ['site-information-edit', <EditSitePage reader={adminReader(language)} {...editedSite} />],
    ...ssoPages(language),
    ...provisioningPages(language),
    ['email-domains', <EmailDomainsPage reader={adminReader(language)} {...editedDomains} />],
    [
      'email-domains-read',
      <EmailDomainsPage {...editedDomains} reader={{ ...adminReader(language), can: () => false }} />,
    ],
    ['email-domains-claim', <ClaimPage reader={adminReader(language)} {...claimedDomain} />],
    ['email-domains-remove', <RemoveDomainPage reader={adminReader(language)} {...claimedDomain} />],
    ...supportPages(language),
    ...trackingCodePages(language),
    ...usersPages(language),
    ...workspacesPages(language),
    ...activityPages(language),
    ['not-found', <NotFoundPage language={language} />],
    ['error', <ErrorPage language={language} status={500} requestId="0199c1d2-6f3e-7a21-9d0c-4b7e2f1a8c55" />],
    ['error-too-large', <ErrorPage language={language} status={413} requestId="pi11poCz_RtL" />],
    ['error-unreadable', <ErrorPage language={language} status={400} requestId="pi11poCz_RtL" />],
    ['forbidden', <ForbiddenPage language={language} />],
    ['busy', <BusyPage language={language} cause="too_many" retryAfterSeconds={900} />],
    ['unavailable', <BusyPage language={language} cause="unavailable" retryAfterSeconds={5} />],
    [
      'operator-setup',
      <OperatorSetupPage
        language={language}
        action="/operator/setup"
        token="t"
        email="op@usher.test"
        minimumPasswordLength={12}
        errors={[{ field: 'passwordAgain', text: 'The two passwords differ.' }]}
      />,
    ],
    [
      'operator-mails',
      <MailsPage {...operatorFrame} language={language} mails={[mail]} newerHref="/operator/mails" olderHref={null} />,
    ],
    [
      'operator-mails-empty',
      <MailsPage {...operatorFrame} language={language} mails={[]} newerHref={null} olderHref={null} />,
    ],
    [
      'operator-mail',
      <MailPage {...operatorFrame} language={language} mail={{ ...mail, text: 'Confirm here:\n\nhttps://…' }} />,
    ],
    [
      'operator-mail-sent',
      <MailPage {...operatorFrame} language={language} mail={{ ...mail, status: 'sent', text: null }} />,
    ],
    ['operator-sign-in', <OperatorSignInPage language={language} action="/operator/sign-in" email="" errors={[]} />],
    ...operatorPages(language),
    ['people-sp', <PeoplePage language={language} mode="sp" otherModeHref="/test-idp?mode=idp" stories={stories} />],
    ['people-idp', <PeoplePage language={language} mode="idp" otherModeHref={null} stories={stories} />],
    ['help-codes', <CodesPage language={language} />],
    ['help-code-31', <CodePage code={31} language={language} />],
    ['help-code-reserved', <CodePage code={3} language={language} />],
    ['help-reason', <ReasonPage id="seat_unavailable" language={language} />],
  ];
}

/** The page that leads elsewhere by itself. */
export function redirectPage(language: Language, href: string): VNode {
  return <RedirectPage language={language} href={href} destination="app.acme.test" />;
}
