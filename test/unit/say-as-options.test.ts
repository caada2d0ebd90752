import { describe, expect, it } from 'vitest'
import { diagnose } from '../../src/handshake/diagnose.ts'
import { LOCAL_OPTIONS } from '../../src/inputs/local-options.ts'
import { sayAsOptions } from '../../src/report/say-as-options.ts'
import { answer, refused, refusedAlike } from './handshake-evidence.ts'

describe('a remedy on the command line', () => {
  it.each([
    ['Send it with the input "headers", from a secret.', 'Send it with the option --header, from a secret.'],
    ['Write it in the URL, or in "websocket-path: /ws".', 'Write it in the URL, or in "--path /ws".'],
    ['Correct "websocket-send".', 'Correct --send.'],
    [
      'Set "protocol: graphql-ws", which "graphql-ws" speaks.',
      'Set "--protocol graphql-ws", which "graphql-ws" speaks.',
    ],
    ['Leave "hold" out.', 'Leave --hold out.'],
    ['Let the deploy action do it by "proxy-timeout".', 'Let the deploy action do it by "proxy-timeout".'],
    ['Send it.\n\nheaders: |\n  A: ${{ secrets.ONE }}\n  B: two', `Send it.\n\n--header "A: $ONE"\n--header 'B: two'`],
    [
      'Write it.\n\nwebsocket-path: /socket.io/?EIO=4&transport=websocket',
      `Write it.\n\n--path '/socket.io/?EIO=4&transport=websocket'`,
    ],
    ['Raise it.\n\noption-settings: |\n  a:b:C=1', 'Raise it.\n\noption-settings: |\n  a:b:C=1'],
    ['Write it.\n\nwebsocket-path: /ws\nfurther: line', 'Write it.\n\nwebsocket-path: /ws\nfurther: line'],
    ['Read "help", or "json".', 'Read "help", or "json".'],
    ['Add it.\n\nproxy_http_version 1.1;', 'Add it.\n\nproxy_http_version 1.1;'],
  ])('names options in the place of inputs: %j', (remedy, told) => {
    expect(sayAsOptions(remedy)).toBe(told)
  })

  it('names options of the command that was given, and no others', () => {
    const remedy = 'Set it by "option-settings", not "resolve".\n\noption-settings: |\n  a:b:C=1\n  a:b:D=two words'
    expect(sayAsOptions(remedy, LOCAL_OPTIONS)).toBe(
      `Set it by --setting, not "resolve".\n\n--setting a:b:C=1\n--setting 'a:b:D=two words'`,
    )
  })

  it('names no input that has another name there, whatever was found', () => {
    const found = [
      diagnose(refusedAlike(answer(401)), {}),
      diagnose(refusedAlike(answer(403)), {}),
      diagnose(refused(answer(502, { ms: 1010 }), answer(200), 'different'), {}),
    ]
    for (const finding of found) {
      expect(finding?.remedy).toMatch(/"headers"|websocket-path/)
      expect(sayAsOptions(finding?.remedy ?? '')).not.toMatch(/"headers"|websocket-path|\bheaders:/)
    }
  })
})
