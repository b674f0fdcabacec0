import type { Editor } from '@tiptap/core'
import { insertNode } from '../state/insert-block'

/** Puts chosen pictures in below the caret; the last one stays selected. Resolves to how many. */
export async function addPictures(
  editor: Editor,
  files: File[],
  add: (file: Blob, name: string) => Promise<string | undefined>,
): Promise<number> {
  let added = 0
  for (const file of files) {
    const asset = await add(file, file.name)
    if (!asset || editor.isDestroyed) continue
    insertNode(editor, editor.schema.node('image', { asset }))
    added++
  }
  return added
}
