/** The patterns of IAM policies: "*" for any text, "?" for one character. */

/** Takes time in proportion to the product of both lengths at worst, whatever the pattern. */
export function matchPattern(pattern: string, text: string): boolean {
  let [inPattern, inText] = [0, 0]
  let lastStar: number | undefined
  let afterStar = 0
  while (inText < text.length) {
    if (pattern[inPattern] === '*') {
      lastStar = inPattern
      inPattern += 1
      afterStar = inText
    } else if (pattern[inPattern] === '?' || pattern[inPattern] === text[inText]) {
      inPattern += 1
      inText += 1
    } else if (lastStar === undefined) {
      return false
    } else {
      // The star takes one character more, and the rest of the pattern tries again.
      inPattern = lastStar + 1
      afterStar += 1
      inText = afterStar
    }
  }
  return /^\**$/.test(pattern.slice(inPattern))
}

/** As ArnLike does: each of the six parts by itself, so that a star does not reach over a colon. */
export function matchArn(pattern: string, arn: string): boolean {
  const [patterns, parts] = [arnParts(pattern), arnParts(arn)]
  return patterns.length === parts.length && patterns.every((part, index) => matchPattern(part, parts[index] ?? ''))
}

function arnParts(arn: string): string[] {
  const parts = arn.split(':')
  return [...parts.slice(0, 5), ...(parts.length > 5 ? [parts.slice(5).join(':')] : [])]
}
