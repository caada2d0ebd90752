/** Finds the port on which a container of the Docker platform listens. */

import type { Bundle } from '../bundle/bundle.ts'
import { parsePort } from '../platform/describe-proxy.ts'
import { parseJson, readProperty } from '../read-json.ts'

const LONGEST_FILE_BYTES = 256 * 1024

/**
 * The first `Ports[].ContainerPort` of Dockerrun.aws.json, else the first port that the Dockerfile exposes.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/single-container-docker-configuration.html
 */
export async function findContainerPort(bundle: Pick<Bundle, 'readText'>): Promise<number | undefined> {
  const named = readDockerrun((await bundle.readText('Dockerrun.aws.json', LONGEST_FILE_BYTES)) ?? '')
  return named ?? readDockerfile((await bundle.readText('Dockerfile', LONGEST_FILE_BYTES)) ?? '')
}

function readDockerrun(text: string): number | undefined {
  const ports = readProperty(parseJson(text), 'Ports')
  return parsePort(String(readProperty(Array.isArray(ports) ? ports[0] : undefined, 'ContainerPort') ?? ''))
}

// "EXPOSE 8000", "expose 8000/tcp 9000"; a variable of the build is no number yet.
function readDockerfile(text: string): number | undefined {
  return parsePort(/^[ \t]*EXPOSE[ \t]+(\d{1,5})(?:\/tcp)?(?=[\s]|$)/im.exec(text)?.[1] ?? '')
}
