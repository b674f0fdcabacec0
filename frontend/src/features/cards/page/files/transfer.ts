import type { api } from '@wails/go/models'
import { ApiError, backend, toApiError } from '@/lib/api/client'
import { toBase64 } from '@/lib/files/files'

interface Shell {
  WailsInvoke?: unknown
}

/** Whether this page is in the program's own window, where nothing can be fetched but by operations. */
export function inWindow(): boolean {
  return Boolean((window as Shell).WailsInvoke)
}

/** Where a browser gets a file; `show`: as a picture for the page. */
export function fileUrl(id: string, show = false): string {
  return `/files/${id}${show ? '?show' : ''}`
}

/** Adds a file to a card; `told` hears which part has been sent, from 0 to 1. Rejects with an ApiError. */
export async function upload(
  card: string,
  file: File,
  told: (part: number) => void,
): Promise<api.FileView> {
  if (!inWindow()) return send(card, file, told)
  const content = toBase64(new Uint8Array(await file.arrayBuffer()))
  told(0.5)
  return backend.AddFile({ card, name: file.name, content })
}

// fetch can't tell how much has been sent.
function send(card: string, file: File, told: (part: number) => void): Promise<api.FileView> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const query = new URLSearchParams({ card, name: file.name })
    request.open('POST', `/files?${query}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.onprogress = (e) => e.lengthComputable && told(e.loaded / e.total)
    request.onload = () => {
      const answer = read(request.responseText)
      if (answer.result) resolve(answer.result)
      else reject(toApiError(new Error(JSON.stringify(answer.error ?? {}))))
    }
    request.onerror = () =>
      reject(new ApiError({ code: 'unavailable', key: 'error.file.interrupted' }))
    request.send(file)
  })
}

function read(text: string): { result?: api.FileView; error?: unknown } {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}
