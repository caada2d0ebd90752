/** Decodes the few XML bodies that S3 takes, by the SDK's schema. */

import { XmlShapeDeserializer } from '@aws-sdk/core/protocols'
import type { NormalizedSchema } from '@smithy/core/schema'
import { s3Errors } from './s3-errors.ts'

/** @throws ServiceError MalformedXML. */
export async function decodeXml(
  shape: Parameters<typeof NormalizedSchema.of>[0],
  body: Buffer,
): Promise<Record<string, unknown>> {
  const deserializer = new XmlShapeDeserializer({
    xmlNamespace: '',
    serviceNamespace: 'com.amazonaws.s3',
    timestampFormat: { useTrait: true, default: 5 },
  })
  try {
    return await deserializer.read(shape as never, body.toString('utf8'))
  } catch {
    throw s3Errors.malformedXml()
  }
}
