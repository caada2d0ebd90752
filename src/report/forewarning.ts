/** What works and will break, in words. */

export interface Forewarning {
  /** Stable, in docs/checks.md. */
  readonly kind: ForewarningKind
  /** A note is told and decides nothing; a warning fails the check where `fail-on` names warnings. */
  readonly severity: 'warning' | 'note'
  readonly title: string
  readonly what: string
  readonly remedy: string
}

export type ForewarningKind =
  | 'certificate-expires-soon'
  | 'cut-between-pings'
  | 'platform-retired'
  | 'platform-deprecated'
  | 'platform-superseded'
  | 'instances-on-mixed-versions'
  | 'slower-than-usual'
