/** Renders Markdown as GitHub does (GFM, HTML let through) and looks for what only we may put there. */

import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'

/** With every danger that the renderer could keep away itself: it is ours to keep it away. */
export function renderGfm(markdown: string): string {
  return micromark(markdown, {
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  })
}

/** The tags in their order, with their attributes; comments and declarations as well. */
export function listTags(html: string): string[] {
  return html.match(/<!--|<[!?/a-z][^>]*>?/gi) ?? []
}

/** What is in this summary and not of our making: tags, attributes, headings, mentions. Empty when all is well. */
export function findForeignMarkup(markdown: string): string[] {
  const html = renderGfm(markdown)
  const headings = [...html.matchAll(/<h\d>(.*?)<\/h\d>/gs)].map(match => match[1] ?? '')
  return [
    ...listTags(html).filter(tag => !OUR_TAGS.test(tag) && !OUR_LINKS.some(link => link.test(tag))),
    ...headings.filter(text => !/^(✅|❌|⏳|🗑️) /u.test(text)),
    ...findMentions(html),
    ...findOddRows(html),
  ]
}

const OUR_TAGS =
  /^<(\/?(h2|h3|p|strong|code|pre|table|thead|tbody|tr|th|td|ul|li|details|summary)|br|br \/|code class="language-(text|mermaid)"|t[hd] align="right")>$/

const OUR_LINKS = [
  // To what was deployed, in AWS's console.
  /^<(\/a|a href="https:\/\/[\w-]+\.console\.(aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com|amazonaws-eusc\.eu)\/elasticbeanstalk\/home\?region=[\w-]+#\/environment\/(events|dashboard)\?applicationName=[^"<>&=#?/]*&amp;environmentId=e-\w+")>$/,
  /^<a href="https:\/\/[\w-]+\.console\.[\w.-]+\/elasticbeanstalk\/home\?region=[\w-]+#\/application\/versions\?applicationName=[^"<>&=#?/]*">$/,
  /^<a href="https:\/\/[\w-]+\.console\.[\w.-]+\/ec2\/home\?region=[\w-]+#(SecurityGroup:groupId=sg-\w+|LoadBalancers:search=[\w-]+)">$/,
  // To the run and the commit, and to a preview.
  /^<a href="https:\/\/github\.com\/[\w-]+\/[\w-]+\/(actions\/runs\/\d+|commit\/[0-9a-f]{40})">$/,
  /^<a href="http:\/\/[\w-]+(\.[\w-]+)?\.elasticbeanstalk\.com\/">$/,
]

/** GitHub looks for these in the text that was rendered, outside of code. */
function findMentions(html: string): string[] {
  const text = html.replaceAll(/<(code|pre)[ >].*?<\/\1>/gs, '<>').replaceAll(/<[^>]*>/g, '\n')
  return [...decode(text).matchAll(/(^|\W)([@#][a-z\d][\w-]*|GH-\d+)/gi)].map(match => match[2] ?? '')
}

function findOddRows(html: string): string[] {
  const tables = [...html.matchAll(/<table>(.*?)<\/table>/gs)].map(match => match[1] ?? '')
  return tables.flatMap(table => {
    const counts = new Set([...table.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([row]) => row.match(/<t[hd]/g)?.length))
    return counts.size > 1 ? [`a table with rows of ${[...counts].join(' and ')} cells`] : []
  })
}

function decode(text: string): string {
  const named: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' }
  return text
    .replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replaceAll(/&(lt|gt|quot|amp);/g, entity => named[entity] ?? entity)
}
