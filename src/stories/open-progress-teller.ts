/** Tells on the pull request how far its preview has come. */

import type { Progress } from './follow-stages.ts'
import type { PreviewShow } from './show-preview.ts'

export interface ProgressTeller {
  onProgress(progress: Progress): void
  /** AWS has answered; the preview, where there is one already. */
  onFound(existing: { readonly cname: string } | undefined): void
}

/** Without credentials nothing is said on the pull request, so AWS has to have answered first. */
export function openProgressTeller(show: PreviewShow): ProgressTeller {
  let found: { readonly does: 'create' | 'update'; readonly liveUrl?: string } | undefined
  let last: Progress | undefined
  const tell = () => {
    if (found && last) show.tell({ kind: 'working', ...found, ...last })
  }
  return {
    onProgress(progress: Progress) {
      last = progress
      tell()
    },
    onFound(existing: { readonly cname: string } | undefined) {
      if (!found) show.begin()
      const { cname } = existing ?? {}
      found = { does: existing ? 'update' : 'create', ...(cname ? { liveUrl: `http://${cname}/` } : {}) }
      tell()
    },
  }
}
