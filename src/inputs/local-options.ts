/** The options of the command `local`. Those about the WebSocket are those of `check`. */

import { COMMAND_OPTIONS, type CommandOption } from './command-options.ts'

export const LOAD_BALANCERS = ['none', 'classic', 'application', 'network'] as const

/** So many processes of the app and its proxy run on this machine. */
export const MOST_INSTANCES = 8

const OF_CHECK = ['path', 'header', 'protocol', 'origin', 'subprotocol', 'send', 'expect', 'hold', 'fail-on']

export const LOCAL_OPTIONS: readonly CommandOption[] = [
  {
    name: 'platform',
    value: 'name',
    description:
      'The platform, such as "Node.js 22" or a whole solution stack. Without it, the files say: package.json, requirements.txt, go.mod, Dockerfile and so on.',
  },
  {
    name: 'load-balancer',
    input: 'front',
    value: 'kind',
    default: 'application',
    description: `What stands before the instances: ${LOAD_BALANCERS.join(', ')}. With none there is a single instance.`,
  },
  {
    name: 'instances',
    value: 'count',
    default: '1',
    description: `How many instances there are, from 1 to ${MOST_INSTANCES}; more than one only behind a load balancer.`,
  },
  {
    name: 'env',
    input: 'environment-variables',
    value: 'NAME=value',
    isRepeatable: true,
    description: 'A variable of the app. Its value is shown nowhere.',
    hint: 'Write it as in: --env LOG_LEVEL=debug',
  },
  {
    name: 'setting',
    input: 'option-settings',
    value: 'namespace:Option=value',
    isRepeatable: true,
    description:
      'An option setting of the environment, such as aws:elasticbeanstalk:environment:proxy:ProxyServer=apache.',
    hint: 'Write it as in: --setting aws:elasticbeanstalk:environment:proxy:ProxyServer=apache',
  },
  {
    name: 'as-is',
    description:
      'Add no file to the bundle, as `eb deploy` would. Without it the files are added that the deploy action adds.',
  },
  { name: 'port', value: 'number', description: 'The port of 127.0.0.1 where the app answers. Default: any free one.' },
  {
    name: 'once',
    description:
      'End after the verdict, with its exit code. Without it the app goes on until Ctrl-C; Enter deploys again.',
  },
  ...OF_CHECK.flatMap(name => COMMAND_OPTIONS.filter(option => option.name === name)).map(readdress),
  {
    name: 'json',
    description: 'Print all that was found as JSON, as in the report file of the deploy action, and end.',
  },
  { name: 'help', short: 'h', description: 'Print this help.' },
]

// There is one URL here, and its path is found out as the action does.
function readdress(option: CommandOption): CommandOption {
  if (option.name !== 'path') return option
  const description = 'Path of the WebSocket. Without it, it is found out from the files, as the deploy action does.'
  return { ...option, description }
}

/** What the exit code says. */
export const LOCAL_EXIT_CODES: Readonly<Record<number, string>> = {
  0: 'It was deployed, and a WebSocket opened, with nothing to be said that --fail-on names; or --fail-on is never.',
  1: 'The deployment failed, or a WebSocket did not open, or there is a finding that --fail-on names.',
  2: 'Nothing was deployed: an argument was wrong, this machine lacks something, or the program has a bug.',
  130: 'Interrupted by Ctrl-C before the verdict. After it, Ctrl-C ends with the exit code of the verdict.',
}
