import type { api } from '@wails/go/models'

/** The bytes as base64, as the backend takes files in both shells. */
export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = []
  // fromCharCode takes its characters as arguments, of which there may be only so many.
  for (let i = 0; i < bytes.length; i += 0x8000) {
    parts.push(String.fromCharCode(...bytes.subarray(i, i + 0x8000)))
  }
  return btoa(parts.join(''))
}

/** The bytes of base64 text. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (c) => c.charCodeAt(0))
}

/**
 * Gives the person a file. The window has saved it already and says where, or
 * was told not to; a browser downloads it.
 */
export function handOver(file: api.Download): string {
  if (file.savedTo || !file.content) return file.savedTo
  const url = URL.createObjectURL(new Blob([fromBase64(file.content)], { type: file.mime }))
  const link = document.createElement('a')
  link.href = url
  link.download = file.name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
  return ''
}
