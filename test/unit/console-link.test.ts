import { describe, expect, it } from 'vitest'
import { linkMarkdown, renderMarkdown } from '../../src/markdown.ts'
import {
  findConsoleLink,
  findEnvironmentLink,
  findGroupLink,
  findLoadBalancerLink,
  findVersionsLink,
} from '../../src/report/console-link.ts'
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

  it('leads to the environment, the versions, the group and the load balancer, in each partition', () => {
    const region = 'cn-north-1'
    const place = Object.assign(openProducts(), { region, applicationName: 'my chat', state: { id: 'e-abcdefghij' } })
    const home = `https://${region}.console.amazonaws.cn`
    expect([
      findEnvironmentLink(place)?.href,
      findVersionsLink(place)?.href,
      findGroupLink(region, 'sg-0123456789abcdef0')?.href,
      findLoadBalancerLink(region, 'awseb-AWSEB-1R4XG24EFD6OC')?.href,
    ]).toEqual([
      `${home}/elasticbeanstalk/home?region=${region}#/environment/dashboard?applicationName=my%20chat&environmentId=e-abcdefghij`,
      `${home}/elasticbeanstalk/home?region=${region}#/application/versions?applicationName=my%20chat`,
      `${home}/ec2/home?region=${region}#SecurityGroup:groupId=sg-0123456789abcdef0`,
      `${home}/ec2/home?region=${region}#LoadBalancers:search=awseb-AWSEB-1R4XG24EFD6OC`,
    ])
  })

  it('is not made to what has not the form of such a thing', () => {
    expect(findGroupLink('eu-central-1', 'sg-1;x')).toBeUndefined()
    expect(findLoadBalancerLink('eu-central-1', 'a b')).toBeUndefined()
    expect(findGroupLink('us-iso-east-1', 'sg-1')).toBeUndefined()
    expect(findVersionsLink({ region: 'eu-central-1', applicationName: '\ud800' })?.hash).toContain('%EF%BF%BD')
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
