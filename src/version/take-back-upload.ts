/** Takes an upload in parts back, when the run is over, too: what was sent for it is charged as long as it is there. */

import { AbortMultipartUploadCommand, ListMultipartUploadsCommand } from '@aws-sdk/client-s3'
import { explainAfterwards, limitAfterwards } from '../aws/limit-afterwards.ts'
import { isAwsError } from '../aws/refusals.ts'
import { writeCommand } from '../aws/write-command.ts'
import type { Context } from '../context.ts'
import { toShellWord } from '../untrusted.ts'

interface Place {
  readonly bucket: string
  readonly key: string
}

/** Never throws: why the upload failed is what is to be told. What could not be taken back is a warning. */
export async function takeBack(context: Context, { bucket, key }: Place, uploadId: string): Promise<void> {
  const command = new AbortMultipartUploadCommand({ Bucket: bucket, Key: key, UploadId: uploadId })
  const change = `take back the parts that were uploaded for s3://${bucket}/${key}`
  try {
    await context.ledger.record({ change }, async () => {
      try {
        await context.aws.s3Afterwards.send(command, limitAfterwards())
      } catch (error) {
        // It had been put together after all.
        if (!isAwsError(error, 'NoSuchUpload')) throw error
      }
    })
  } catch (error) {
    const place = `--bucket ${toShellWord(bucket)} --key ${toShellWord(key)}`
    const words = `s3api abort-multipart-upload ${place} --upload-id ${toShellWord(uploadId)}`
    const remove = writeCommand(context.aws.region, words)
    context.log.warning(
      `The parts of an upload may still be in the bucket: ${explainAfterwards(error)} To remove them: ${remove}`,
    )
  }
}

/** Those of this key whose beginning was asked for, and whose id was never heard; all but `keptId`. */
export async function takeBackUnheard(context: Context, { bucket, key }: Place, keptId?: string): Promise<void> {
  const command = new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: key })
  try {
    const { Uploads = [] } = await context.aws.s3Afterwards.send(command, limitAfterwards())
    const unheard = Uploads.filter(({ Key, UploadId }) => Key === key && UploadId !== keptId)
    await Promise.all(unheard.map(({ UploadId = '' }) => takeBack(context, { bucket, key }, UploadId)))
  } catch (error) {
    const words = `s3api list-multipart-uploads --bucket ${toShellWord(bucket)} --prefix ${toShellWord(key)}`
    const list = writeCommand(context.aws.region, words)
    context.log.warning(
      `An upload may have been begun that holds nothing yet: ${explainAfterwards(error)} To see it: ${list}`,
    )
  }
}
