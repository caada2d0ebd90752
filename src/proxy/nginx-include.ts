/** Which files an include of nginx, or of httpd, loads. */

/** Whether an include of `pattern` loads the file at `path` in the folder of nginx, or of httpd. */
export function matchesInclude(pattern: string, path: string): boolean {
  const relative = toRelative(pattern)
  return relative !== undefined && matchesPath(relative, path)
}

/** Whether an include of `pattern` loads the bundle's file called `name`, from where the bundle is unpacked to. */
export function matchesAppFile(pattern: string, name: string): boolean {
  const relative = toAppRelative(pattern)
  return relative !== undefined && matchesPath(relative, name)
}

/** Whether an include of `pattern` loads the bundle's file called `name`, where `folder` is the proxy's own. */
export function isIncluded(pattern: string, name: string, folder: string): boolean {
  const isInFolder = name.startsWith(folder) && matchesInclude(pattern, name.slice(folder.length))
  return isInFolder || matchesAppFile(pattern, name)
}

/**
 * Whether nobody can tell from the bundle what an include of nginx loads. `isKnown`: whether the pattern names one of
 * the files that are known; without a wildcard the file has to be there. A folder of the app may be filled by a build.
 */
export function isUnread(pattern: string, isKnown: boolean): boolean {
  const [inFolder, inApp] = [toRelative(pattern), toAppRelative(pattern)]
  const relative = inFolder ?? inApp
  if (relative === undefined || isUnclear(relative)) return true
  return !isKnown && (inApp !== undefined || (!/[*?[]/.test(relative) && !isPackaged(relative)))
}

/** The patterns of all includes in a text of nginx that lead to where the bundle is unpacked to. */
export function listAppIncludes(text: string): string[] {
  const found = text.matchAll(/\binclude\s+["']?(\/var\/app\/(?:current|staging)\/[^\s;"']{1,200})/g)
  return [...found].map(([, pattern = '']) => pattern)
}

/** What nginx's package puts into /etc/nginx: nothing of it sets a timeout, defines a name, or has a location. */
export function isPackaged(path: string): boolean {
  return /^(mime\.types|(fastcgi|scgi|uwsgi)_params|fastcgi\.conf|koi-.*|win-utf)$/.test(path)
}

// nginx -c resolves relative includes against the folder of nginx.conf: /var/proxy/staging/nginx while it is tested,
// /etc/nginx while it runs.
function toRelative(pattern: string): string | undefined {
  const relative = pattern.replace(/^\/(etc|var\/proxy\/staging)\/(nginx|httpd)\//, '').replace(/^(\.\/)+/, '')
  return relative.startsWith('/') ? undefined : relative
}

// The app is there before the proxy's files are tested.
function toAppRelative(pattern: string): string | undefined {
  return /^\/var\/app\/(?:current|staging)\/(.*)$/s.exec(pattern)?.[1]
}

const LONGEST_PATTERN = 200

function isUnclear(relative: string): boolean {
  const parts = relative.split('/')
  return relative.length > LONGEST_PATTERN || parts.some(part => /^(\.\.?)?$/.test(part) || !parseGlob(part))
}

function matchesPath(relative: string, path: string): boolean {
  if (relative.length > LONGEST_PATTERN) return false
  const [parts, names] = [relative.split('/'), path.split('/')]
  return parts.length === names.length && parts.every((part, index) => matchesGlob(part, names[index] ?? ''))
}

/** One character of a name, or "*" for any number of them. */
type GlobToken = '*' | ((character: string) => boolean)

// As glob(3): wildcards match no leading dot. Greedy matching with one point to come back to stays linear in practice.
function matchesGlob(pattern: string, name: string): boolean {
  const tokens = parseGlob(pattern)
  if (!tokens || (name.startsWith('.') && !pattern.startsWith('.'))) return false
  let [p, n, star, mark] = [0, 0, -1, 0]
  while (n < name.length) {
    const token = tokens[p]
    if (token === '*') [star, mark, p] = [p, n, p + 1]
    else if (token?.(name[n] ?? '')) [p, n] = [p + 1, n + 1]
    else if (star >= 0) [p, mark, n] = [star + 1, mark + 1, mark + 1]
    else return false
  }
  return tokens.slice(p).every(token => token === '*')
}

/** Undefined for what is not read here: backslashes, classes such as [[:alpha:]], a bracket that is not closed. */
function parseGlob(pattern: string): GlobToken[] | undefined {
  const tokens: GlobToken[] = []
  for (let rest = pattern; rest !== ''; ) {
    const [text = '', bracket] = /^(?:\[([!^]?\]?[^\]]*)\]|[^\\[])/s.exec(rest) ?? []
    if (text === '' || /\[[:.=]|\\/.test(bracket ?? '')) return undefined
    tokens.push(bracket === undefined ? toToken(text) : toSet(bracket))
    rest = rest.slice(text.length)
  }
  return tokens
}

function toToken(character: string): GlobToken {
  if (character === '*') return '*'
  return character === '?' ? () => true : other => other === character
}

/** "abc", "a-z", "!a": what stands between brackets. */
function toSet(text: string): GlobToken {
  const isNegated = /^[!^]/.test(text)
  const ranges = [...text.slice(isNegated ? 1 : 0).matchAll(/(.)-(.)|(.)/gs)].map(
    ([, from = '', to = '', single = '']) => (single ? [single, single] : [from, to]) as [string, string],
  )
  return character => ranges.some(([from, to]) => from <= character && character <= to) !== isNegated
}
