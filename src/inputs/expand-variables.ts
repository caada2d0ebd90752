/** Puts variables of the step into texts of a file: `${NAME}`. Pure. */

export interface Expanded {
  readonly text: string
  /** The values that were put in. */
  readonly secrets: readonly string[]
  /** What is wrong, in the past tense, with what to do. It quotes no value. */
  readonly problems: readonly ExpansionProblem[]
}

export interface ExpansionProblem {
  readonly message: string
  readonly hint: string
}

/** Undefined for one that is not set. */
export type Variables = (name: string) => string | undefined

/** What is between the braces, the second dollar sign that makes it a text, or nothing that ends. */
const REFERENCE = /(\$?)\$\{(\{[^}]*\}\}|[^}]*\}|)/g

/** The runner's own, and keys to other places: whoever writes the file shall not be able to have them sent. */
const KEPT_BACK = /^(ACTIONS|AWS|INPUT)_|^(GITHUB|GH)_TOKEN$/i

/** `$${NAME}` is the text `${NAME}`. What `encode` makes of a value stands in the text. */
export function expandVariables(text: string, variables: Variables, encode = (value: string) => value): Expanded {
  const secrets: string[] = []
  const problems: ExpansionProblem[] = []
  const expanded = text.replaceAll(REFERENCE, (whole, dollar: string, inside: string) => {
    if (dollar) return whole.slice(1)
    const name = inside.slice(0, -1)
    const problem = findProblem(inside, name) ?? findMissing(name, variables)
    if (problem) problems.push(problem)
    const value = problem ? '' : (variables(name) ?? '')
    if (value) secrets.push(value)
    return encode(value)
  })
  return { text: expanded, secrets, problems }
}

export function hasVariables(text: string): boolean {
  return /\$\{/.test(text)
}

function findProblem(inside: string, name: string): ExpansionProblem | undefined {
  if (inside.startsWith('{')) {
    const hint =
      'Write ${WS_TOKEN} here and, in the step of the workflow, "env: { WS_TOKEN: "${{ secrets.WS_TOKEN }}" }": GitHub fills that in only there.'
    return { message: 'had "${{", which only workflows have', hint }
  }
  if (/^[A-Za-z_]\w{0,99}$/.test(name)) return undefined
  const hint = 'Write a name of letters, digits and underscores, as in ${WS_TOKEN}; $${ for these two characters.'
  return { message: 'had "${" without the name of a variable and "}"', hint }
}

function findMissing(name: string, variables: Variables): ExpansionProblem | undefined {
  if (KEPT_BACK.test(name)) {
    const hint = 'Give the step a variable of another name for it, such as WS_TOKEN.'
    return { message: `named the variable ${name}, which is sent to nobody`, hint }
  }
  if (variables(name)) return undefined
  const hint = `Write "env: { ${name}: "\${{ secrets.${name} }}" }" in the step of the workflow, and make sure that this secret has a value.`
  return { message: `named the variable ${name}, which the step did not have`, hint }
}
