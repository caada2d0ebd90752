/** Sizes in words. Pure. */

const KIB = 1024
const MIB = 1024 * KIB

/** "512 bytes", "2.3 KiB", "8.4 MiB", "240 MiB". */
export function toSize(bytes: number): string {
  if (bytes < KIB) return `${bytes} bytes`
  return bytes < MIB ? `${(bytes / KIB).toFixed(1)} KiB` : `${toMiB(bytes)} MiB`
}

/** From ten on in whole ones, rounded down, so that nothing looks larger than it is. */
export function toMiB(bytes: number): string {
  return bytes < 10 * MIB ? (bytes / MIB).toFixed(1) : String(Math.floor(bytes / MIB))
}
