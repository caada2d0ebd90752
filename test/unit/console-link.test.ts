import { describe, expect, it } from 'vitest'
import { linkMarkdown, renderMarkdown } from '../../src/markdown.ts'
import { findConsoleLink } from '../../src/report/console-link.ts'
import { openProducts } from '../../src/report/deploy-products.ts'
import { findForeignMarkup, listTags, renderGfm } from '../support/rendered-markdown.ts'

function linkOf(region: string, { id = 'e-abcdefghij', applicationName = 'chat' } = {}) {
  return findConsoleLink(Object.assign(openProducts(), { region, applicationName, state: { id } }))
}

describe('the link to the console', () => {
  it.each([
    ['eu-central-1', 'eu-central-1.console.aws.amazon.com'],
    ['cn-northwest-1', 'cn-northwest-1.console.amazonaws.cn'],
    ['us-gov-west-1', 'us-gov-west-1.console.amazonaws-us-gov.com'],
    ['eusc-de-east-1', 'eusc-de-east-1.console.amazonaws-eusc.eu'],
  ])('is that of the partition of %s', (region, host) => {
    expect(linkOf(region)?.href).toBe(
      `https://${host}/elasticbeanstalk/home?region=${region}#/environment/events?applicationName=chat&environmentId=e-abcdefghij`,
    )
  })

  it('is not made where no environment is known, or where there is no public console', () => {
    expect(findConsoleLink({ ...openProducts(), region: 'eu-central-1' })).toBeUndefined()
    expect(linkOf('us-iso-east-1')).toBeUndefined()
    expect(linkOf('eu-central-1', { id: 'e-a&b' })).toBeUndefined()
    expect(linkOf('example.com#')).toBeUndefined()
  })

  it('stays one link in the summary, whatever the application is called', () => {
    const link = linkOf('eu-central-1', { applicationName: 'a) <b> "c" `d` |e|\\[f](https://g.example)&h=\'#' })
    if (!link) throw new Error('There was no link')
    const summary = renderMarkdown([linkMarkdown('The events [of](it)', link)], 10_000)
    expect(findForeignMarkup(summary)).toEqual([])
    expect(listTags(renderGfm(summary)).filter(tag => tag.startsWith('<a'))).toHaveLength(1)
  })

  it('is never one to a place without https', () => {
    expect(() => linkMarkdown('x', new URL('javascript:alert(1)'))).toThrow('https')
  })
})
