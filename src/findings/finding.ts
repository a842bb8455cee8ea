/** Something the doctor found. */
export interface Finding {
  /** Stable, lower snake case. */
  readonly id: string;
  /** `problem`: something needs doing. `notice`: worth knowing, such as an exception in force. */
  readonly level: 'problem' | 'notice';
  /** Slug of the site concerned; null for the installation. */
  readonly site: string | null;
  /** What is concerned: a setting, or a connection as `site/connection`. */
  readonly subject: string;
  /** What was found, one sentence. */
  readonly what: string;
  /** What to do, imperative. */
  readonly todo: string;
}
