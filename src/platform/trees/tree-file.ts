/** A file that a platform generates for its proxy, and how sure its text is. */

export interface TreeParameters {
  /** Where the platform's proxy looks for the app: the environment property PORT, or the platform's default. */
  readonly appPort: number
  /** aws:elasticbeanstalk:environment:proxy:staticfiles: URL path -> folder in the bundle. None by default. */
  readonly staticFiles?: Readonly<Record<string, string>>
}

export interface TreeFileEvidence {
  /** Relative to the proxy's own folder, such as "conf.d/healthd_logformat.conf". */
  readonly path: string
  /** `verified`: read in dumps of real instances or in AWS's own copies; `inferred`: concluded from them. */
  readonly certainty: 'verified' | 'inferred'
  readonly source: string
  /** What is not sure about it. */
  readonly doubt?: string
  /** It decides whether the app sees an Upgrade. */
  readonly decides?: true
}

export interface TreeFile extends TreeFileEvidence {
  /** Undefined: with these parameters the file is not generated. */
  text(parameters: TreeParameters): string | undefined
}

/** The same files where nobody has read them: on another generation, say. */
export function asInferred(files: readonly TreeFile[], doubt: string): readonly TreeFile[] {
  return files.map(file => ({ ...file, certainty: 'inferred', doubt }))
}

export const GUIDE = 'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg'
