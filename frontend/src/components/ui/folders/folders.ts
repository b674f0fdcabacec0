/** Something that stands in a folder, named by the folder's name; "" for none. */
export interface Foldered {
  id: string
  name: string
  folder: string
}

/** Which folder is shown. */
export interface FolderView {
  /** "" for all. */
  folder: string
  /** Those in no folder. */
  loose: boolean
}

/** The folders that things are in, by name, and those that were just named. */
export function foldersOf(things: Foldered[], fresh: string[] = []): string[] {
  const names = new Set([...things.map((t) => t.folder), ...fresh])
  names.delete('')
  return [...names].sort((a, b) => a.localeCompare(b))
}

/** Whether a thing is in the shown folder. */
export function inView(folder: string, view: FolderView): boolean {
  return view.loose ? folder === '' : view.folder === '' || folder === view.folder
}
