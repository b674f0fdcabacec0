import { toBase64 } from '@/lib/files/files'

/** The widest that a picture is kept; letters show 600 on screens with twice the points. */
export const widest = 1200
const kept = ['image/png', 'image/jpeg', 'image/gif']
const heaviest = 1_500_000

/** A picture as it is uploaded. */
export interface Upload {
  name: string
  /** Base64. */
  content: string
}

/** Scales a picture down as far as a letter needs it; rejects what the browser can't read. */
export async function prepare(file: Blob, name: string): Promise<Upload> {
  const bitmap = await createImageBitmap(file)
  const asIs = bitmap.width <= widest && kept.includes(file.type) && file.size <= heaviest
  // A drawing loses its movement when it is drawn again; small ones stay.
  if (asIs || (file.type === 'image/gif' && file.size <= 2 * heaviest)) {
    bitmap.close()
    return { name: named(name, file.type), content: await base64(file) }
  }
  const scale = Math.min(1, widest / bitmap.width)
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(bitmap.width * scale)
  canvas.height = Math.round(bitmap.height * scale)
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('no canvas')
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  const type = file.type === 'image/jpeg' ? 'image/jpeg' : 'image/png'
  const scaled = await new Promise<Blob | null>((done) => canvas.toBlob(done, type, 0.85))
  if (!scaled) throw new Error('no picture')
  return { name: named(name, type), content: await base64(scaled) }
}

async function base64(file: Blob): Promise<string> {
  return toBase64(new Uint8Array(await file.arrayBuffer()))
}

/** The name with the ending of what is in it. */
function named(name: string, type: string): string {
  const ending = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/gif': 'gif' }[type] ?? 'png'
  const stem = name.replace(/\.[^.]{1,5}$/, '').trim() || 'picture'
  return `${stem}.${ending}`
}

/** The picture of a data URL. */
export function blobOf(dataUrl: string): Blob {
  const [head = '', data = ''] = dataUrl.split(',')
  const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0))
  return new Blob([bytes], { type: /^data:([^;]+)/.exec(head)?.[1] ?? '' })
}
