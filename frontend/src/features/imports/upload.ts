import type { api } from '@wails/go/models'
import { backend } from '@/lib/api/client'
import { toBase64 } from '@/lib/files/files'

/** What of a file goes in one request, in bytes. */
const part = 6 * 1024 * 1024

/**
 * Sends a file and answers as it was read. The backend judges its size by the
 * first part, so one that is too large is not read through first.
 */
export async function upload(
  product: string,
  file: File,
  progress: (share: number) => void,
): Promise<api.ReadImportOut> {
  let id = ''
  for (let from = 0; ; from += part) {
    const bytes = new Uint8Array(await file.slice(from, from + part).arrayBuffer())
    const more = from + part < file.size
    const out = await backend.ReadImport({
      product,
      import: id,
      name: file.name,
      content: toBase64(bytes),
      size: file.size,
      more,
      encoding: '',
      delimiter: '',
      sheet: '',
    })
    if (!more) return out
    id = out.import
    progress((from + part) / file.size)
  }
}
