/** The certificates that listeners may name by their ARNs. */

import { randomUUID } from 'node:crypto'
import { domainOf, partitionOf } from '../partition.ts'

export interface CertificateSpec {
  /** Of ACM, or of a server certificate in IAM. */
  readonly arn: string
  /** DNS names, `*.example.com` among them. */
  readonly names: readonly string[]
}

export interface ListenerCertificate {
  /** PEM. */
  readonly key: string
  readonly chain: string
}

/** Makes a certificate for these names. */
export type IssueCertificate = (names: readonly string[]) => Promise<ListenerCertificate>

export interface Certificates {
  /** One that every region has: `arn:aws:acm:REGION:ACCOUNT:certificate/UUID`. */
  defaultArn(region: string): string
  has(arn: string): boolean
  /** Made when it is wanted first. @throws TypeError for an ARN that is not known. */
  find(arn: string): Promise<ListenerCertificate>
  /** From here on each is made anew. */
  renew(): void
}

// A wildcard stands for one label: the names of load balancers and environments have the region in them.
const defaultNames = (region: string) => [
  'localhost',
  '127.0.0.1',
  `*.${region}.elb.${domainOf(region)}`,
  `*.elb.${region}.${domainOf(region)}`,
  `*.${region}.elasticbeanstalk.com`,
]

export function openCertificates(
  accountId: string,
  given: readonly CertificateSpec[],
  issue: IssueCertificate,
): Certificates {
  const names = new Map(given.map(spec => [spec.arn, spec.names]))
  const made = new Map<string, Promise<ListenerCertificate>>()
  const id = randomUUID()
  const defaultPattern = new RegExp(`^arn:aws(?:-[a-z-]+)?:acm:([a-z0-9-]+):${accountId}:certificate/${id}$`)
  const namesOf = (arn: string) => {
    const [, region] = defaultPattern.exec(arn) ?? []
    return names.get(arn) ?? (region === undefined ? undefined : defaultNames(region))
  }
  return {
    defaultArn: region => `arn:${partitionOf(region)}:acm:${region}:${accountId}:certificate/${id}`,
    has: arn => namesOf(arn) !== undefined,
    find: arn => {
      const wanted = namesOf(arn)
      if (wanted === undefined) throw new TypeError(`No certificate is called "${arn}"`)
      const certificate = made.get(arn) ?? issue(wanted)
      made.set(arn, certificate)
      return certificate
    },
    renew: () => made.clear(),
  }
}
