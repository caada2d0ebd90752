import { createServer } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listForms } from '../../src/handshake/secret-forms.ts'
import { makeCertificate } from '../support/certificates.ts'
import { expectHarmless } from '../support/hostile-run.ts'
import { listenHostile, PLACES, REFUSALS } from '../support/hostile-server.ts'
import { HOSTILE_TEXTS, MARKER } from '../support/hostile-texts.ts'
import { type Listening, listen, listenTcp } from '../support/listening.ts'
import { runAction } from '../support/run-action.ts'
import { openWorkspace } from '../support/workspace.ts'

let server: Listening

beforeAll(async () => {
  server = await listenHostile()
})

afterAll(() => server[Symbol.asyncDispose]())

describe('the answer of a server', { timeout: 120_000 }, () => {
  it.each(Object.keys(PLACES))('is never taken for a command, markup or our own words: %s', async place => {
    const urls = HOSTILE_TEXTS.map((_, index) => `ws://127.0.0.1:${server.port}/${place}/${index}`)
    const run = await runAction({
      action: 'check',
      inputs: { url: urls.join('\n'), attempts: '1' },
      env: { ACTIONS_STEP_DEBUG: 'true' },
    })
    expectHarmless(run)
    expect(run.outputs.ok).toBe('false')
    expect(run.summary.match(/^### /gm)).toHaveLength(HOSTILE_TEXTS.length)
  })

  it.each(Object.keys(REFUSALS))('is never taken for them where an app refuses in words of %s', async protocol => {
    const urls = HOSTILE_TEXTS.map((_, index) => `ws://127.0.0.1:${server.port}/${protocol}/${index}`)
    const run = await runAction({
      action: 'check',
      inputs: { url: urls.join('\n'), attempts: '1', protocol },
      env: { ACTIONS_STEP_DEBUG: 'true' },
    })
    expectHarmless(run)
    expect(run.summary).toContain(MARKER)
    expect(run.outputs.finding).toMatch(
      /^(socket-io|graphql)-connection-refused$|^actioncable-disconnected$|^sockjs-closed$/,
    )
  })

  it('is never taken for a command, markup or our own words: certificate', async () => {
    const name = 'evil.example,DNS:x.example'
    const { key, cert, ca } = await makeCertificate({ name })
    const workspace = await openWorkspace({ 'ca.pem': ca })
    await using tls = await listen(createServer({ key, cert }) as never)
    const run = await runAction({
      action: 'check',
      inputs: { url: `wss://localhost:${tls.port}/`, attempts: '1' },
      env: { NODE_EXTRA_CA_CERTS: workspace.file('ca.pem') },
    })
    expectHarmless(run)
    expect(run.summary).toContain('evil.example')
  })

  it('does not show the query that was sent to it, however that was written', async () => {
    await using echo = await listenTcp(socket => {
      socket.once('data', bytes => {
        const [, target = ''] = /^GET (\S+)/.exec(bytes.toString('latin1')) ?? []
        socket.end(`HTTP/1.1 400 ${target}\r\nLocation: ${target}\r\nContent-Length: ${target.length}\r\n\r\n${target}`)
      })
    })
    const queries = ['token=SECRET+xyz', 'next=/a?token=SECRET-TOKEN', 'SECRET-TOKEN', 'a=1&token=SECRET%2Fxyz']
    const run = await runAction({
      action: 'check',
      inputs: { url: queries.map(query => `ws://127.0.0.1:${echo.port}/?${query}`).join('\n'), attempts: '1' },
      env: { ACTIONS_STEP_DEBUG: 'true' },
    })
    const [report = ''] = Object.values(run.temporaryFiles)
    const shown = [run.log, run.outputFiles.step_summary, report, JSON.stringify(run.annotations)]
    expect(shown.filter(text => text.includes('SECRET'))).toEqual([])
    expect(JSON.stringify(run.outputs)).not.toContain('SECRET')
    expect(run.outputs['failed-targets']).toContain('/?token=***')
  })

  it('does not show what was sent to it, in whichever form it comes back', async () => {
    const secret = "Zm9v/+=&\"<t0ken>'of the test'"
    const forms = listForms(secret)
    await using echo = await listenTcp(socket => {
      socket.once('data', bytes => {
        const [, index = ''] = /^GET \/(\d+)/.exec(bytes.toString('latin1')) ?? []
        const form = forms[Number(index)] ?? ''
        const broken = form.replace(/^.{9}/, '$&\r\n ')
        const body = `<p>${form}</p>\n${broken}\n${form.toUpperCase()} ${'x'.repeat(4096 - 3 * form.length - 60)}${form}${form}`
        socket.end(
          `HTTP/1.1 400 ${form}\r\nServer: ${form}\r\nX-${index}: ${form}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
          'latin1',
        )
      })
    })
    const run = await runAction({
      action: 'check',
      inputs: {
        url: forms.map((_, index) => `ws://127.0.0.1:${echo.port}/${index}`).join('\n'),
        attempts: '1',
        headers: `Authorization: Bearer ${secret}`,
      },
      env: { ACTIONS_STEP_DEBUG: 'true' },
    })
    const [report = ''] = Object.values(run.temporaryFiles)
    const shown = [
      run.outputFiles.step_summary,
      run.outputFiles.output,
      report,
      run.log,
      JSON.stringify(run.annotations),
    ]
    const seen = shown.map(text => text.replaceAll(/\s|\\[nr]/g, '').toLowerCase())
    const parts = forms.map(form => form.replaceAll(/\s/g, '').slice(0, 9).toLowerCase())
    expect(parts.filter(part => seen.some(text => text.includes(part)))).toEqual([])
    expect(report).toContain('***')
  })
})
