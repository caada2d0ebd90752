/** The id of an availability zone, which is the same in every account, unlike its name. */

/** `euc1-az1` for eu-central-1a. */
export function zoneIdOf(zone: string): string {
  const region = zone.slice(0, -1).replace(/^([a-z]+)-([a-z])[a-z]*-(\d)$/, '$1$2$3')
  return `${region}-az${zone.charCodeAt(zone.length - 1) - 'a'.charCodeAt(0) + 1}`
}
