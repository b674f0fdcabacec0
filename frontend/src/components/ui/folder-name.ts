import type { crm } from '@wails/go/models'
import type { TFunction } from 'i18next'

/** The name of a folder; the built-in ones are named in the reader's language. */
export function folderName(t: TFunction, folder: crm.Folder): string {
  return folder.builtin ? t(`sequences.folder.${folder.builtin}`) : folder.name
}
