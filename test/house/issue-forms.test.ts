import { globSync, readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { REPOSITORY } from '../support/source-files.ts'

const text = { type: 'string', minLength: 1 }
const id = { type: 'string', pattern: '^[A-Za-z0-9_-]+$' }
const validations = { type: 'object', properties: { required: { type: 'boolean' } }, additionalProperties: false }
const described = { label: text, description: text }
const written = { ...described, placeholder: text, value: text }

/** "Syntax for GitHub's form schema" in GitHub's documentation: what each type of element takes. */
const ELEMENTS = {
  markdown: { required: ['value'], properties: { value: text } },
  input: { required: ['label'], properties: written },
  textarea: { required: ['label'], properties: { ...written, render: text } },
  dropdown: {
    required: ['label', 'options'],
    properties: {
      ...described,
      multiple: { type: 'boolean' },
      default: { type: 'integer', minimum: 0 },
      options: { type: 'array', items: text, minItems: 1, uniqueItems: true },
    },
  },
  checkboxes: {
    required: ['label', 'options'],
    properties: {
      ...described,
      options: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          properties: { label: text, required: { type: 'boolean' } },
          required: ['label'],
          additionalProperties: false,
        },
      },
    },
  },
}

const elements = Object.entries(ELEMENTS).map(([type, attributes]) => ({
  type: 'object',
  properties: {
    type: { const: type },
    attributes: { type: 'object', ...attributes, additionalProperties: false },
    ...(type !== 'markdown' && { id, validations }),
  },
  required: ['type', 'attributes'],
  additionalProperties: false,
}))

/** "Syntax for issue forms" in GitHub's documentation. */
const isForm = new Ajv().compile({
  type: 'object',
  properties: {
    ...{ name: text, description: text, title: text, type: text },
    labels: { type: 'array', items: text },
    assignees: { type: 'array', items: text },
    body: {
      type: 'array',
      items: { oneOf: elements },
      minItems: 1,
      contains: { not: { properties: { type: { const: 'markdown' } } } },
    },
  },
  required: ['name', 'description', 'body'],
  additionalProperties: false,
})

/** "Configuring the template chooser" in GitHub's documentation. */
const isChooser = new Ajv().compile({
  type: 'object',
  properties: {
    blank_issues_enabled: { type: 'boolean' },
    contact_links: {
      type: 'array',
      items: {
        type: 'object',
        properties: { name: text, url: { type: 'string', pattern: '^https://' }, about: text },
        required: ['name', 'url', 'about'],
        additionalProperties: false,
      },
    },
  },
  additionalProperties: false,
})

const read = (path: string) => parse(readFileSync(`${REPOSITORY}${path}`, 'utf8'))
const forms = globSync('.github/ISSUE_TEMPLATE/[0-9]*.yml', { cwd: REPOSITORY })

interface Element {
  readonly id?: string
  readonly attributes: { readonly label?: string; readonly description?: string }
}

describe('the issue forms', () => {
  it.each(forms)("are what GitHub's documentation allows: %s", file => {
    const form = read(file)
    expect(isForm(form), JSON.stringify(isForm.errors)).toBe(true)
    const elements: readonly Element[] = form.body
    for (const names of [elements.map(({ id }) => id), elements.map(({ attributes }) => attributes.label)])
      expect(new Set(names).size).toBe(elements.length)
    expect(form.name.length).toBeGreaterThan(3)
  })

  it('have names of their own, and a page that leads elsewhere what is no issue', () => {
    expect(new Set(forms.map(file => read(file).name)).size).toBe(forms.length)
    expect(forms).toHaveLength(4)
    const chooser = read('.github/ISSUE_TEMPLATE/config.yml')
    expect(isChooser(chooser), JSON.stringify(isChooser.errors)).toBe(true)
    expect(chooser.contact_links[0].url).toMatch(/\/security\/advisories\/new$/)
  })

  it('ask for the report where it tells more than words, and say how to get it and what is in it', () => {
    const asking = forms.filter(file => read(file).body.some(({ id }: Element) => id === 'report'))
    expect(asking.map(file => file.split('/').at(-1))).toEqual(['1-false-diagnosis.yml', '2-bug.yml'])
    for (const file of asking) expect(readFileSync(`${REPOSITORY}${file}`, 'utf8')).toContain('.outputs.report }}')
  })

  it('would not be accepted with an element that GitHub does not know', () => {
    const element = { type: 'input', attributes: { label: 'a' } }
    const form = (change: object) => ({ name: 'a', description: 'b', body: [{ ...element, ...change }] })
    expect(isForm(form({}))).toBe(true)
    expect(isForm(form({ type: 'text' }))).toBe(false)
    expect(isForm(form({ attributes: { description: 'a' } }))).toBe(false)
    expect(isForm(form({ required: true }))).toBe(false)
    expect(isForm(form({ id: 'a b' }))).toBe(false)
    expect(isForm({ ...form({}), about: 'a' })).toBe(false)
  })
})
