/**
 * Owns: what all pages share: frame, forms, tables, texts in three languages, look, security headers, the guard against
 * forged forms, and the pages of trouble (404, 500, 403, 429) and of going elsewhere.
 * Owns not: any page of a capability, any data, any route but the assets'.
 */
export { assetsRouter } from './assets';
export { ContactLines, knownContact } from './contact';
export type { Contact } from './contact';
export { BarChart, LineChart } from './charts';
export type { Series } from './charts';
export { fieldErrors, fieldNameOf } from './fieldErrors';
export { Checkbox, CheckboxGroup, FileField, FormSection, RadioGroup, Select, TextArea } from './fields';
export type { Choice, ControlProps } from './fields';
export { FormValues } from './formValues';
export { ErrorSummary, Field, Hidden, LinkButton, SubmitButton } from './forms';
export type { FormError } from './forms';
export { formatDateTime, formatDay, formatNumber, Moment } from './format';
export { Page, ThresholdPage } from './layout';
export { filesOf, multipartForm } from './multipart';
export type { UploadedFile } from './multipart';
export { NewPasswordFields } from './newPasswordFields';
export { noticeOf, redirectDone } from './notices';
export { chooseLanguage, languages, messagesFor } from './messages';
export type { Language, Messages } from './messages';
export { RedirectPage } from './pages/RedirectPage';
export { BusyPage, ErrorPage, ForbiddenPage, NotFoundPage } from './pages/TroublePages';
export { Badge, CopyValue, Facts, Filters, Notice, Pager, Warning } from './parts';
export type { Fact } from './parts';
export { problem } from './problem';
export { referenceGroups, spellReference } from './reference';
export { refuseNul } from './refuseNul';
export { languageOf, prefersProblem, renderPage, sendPage } from './renderPage';
export { requireSameOrigin } from './requireSameOrigin';
export { safeHref } from './safeHref';
export { sendNotFound } from './sendNotFound';
export { sendBusy, sendTooMany } from './sendBusy';
export { formActionFor, securityHeaders } from './securityHeaders';
export { DataTable } from './table';
export type { Column } from './table';
