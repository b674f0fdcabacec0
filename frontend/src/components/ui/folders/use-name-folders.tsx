import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '../announce'
import { toast, toastError } from '../toast'
import { FolderDialog } from './folder-dialog'
import { type Foldered, type FolderView, foldersOf } from './folders'

type Naming = { kind: 'new' } | { kind: 'move'; id: string } | { kind: 'rename'; from: string }

interface FolderActions {
  things: Foldered[]
  view: FolderView
  onView: (view: Partial<FolderView>) => void
  /** Puts one into a folder; "" takes it out. */
  onMove: (id: string, folder: string) => Promise<unknown>
  /** Gives a folder another name; "" takes all out. */
  onRename: (from: string, to: string) => Promise<unknown>
}

/** The folders of a list, what is done to them, and the dialog in which they are named. */
export function useNameFolders({ things, view, onView, onMove, onRename }: FolderActions) {
  const { t } = useTranslation()
  // A folder is there while something is in it: a new one waits here for its first.
  const [fresh, setFresh] = useState<string[]>([])
  const [naming, setNaming] = useState<Naming>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const nameOf = (id: string) => things.find((x) => x.id === id)?.name ?? ''

  const close = () => {
    setNaming(undefined)
    setError(undefined)
  }
  const move = async (id: string, folder: string) => {
    setBusy(true)
    try {
      await onMove(id, folder)
      const said = folder
        ? t('ui.folder.moved', { name: nameOf(id), folder })
        : t('ui.folder.moved_out', { name: nameOf(id) })
      toast({ title: said })
      announce(said)
      close()
    } catch (reason) {
      if (naming) setError(reason)
      else toastError(reason)
    } finally {
      setBusy(false)
    }
  }
  const rename = async (from: string, to: string) => {
    setBusy(true)
    try {
      if (things.some((x) => x.folder === from)) await onRename(from, to)
      setFresh(fresh.flatMap((f) => (f === from ? (to ? [to] : []) : [f])))
      if (view.folder === from) onView({ folder: to })
      close()
    } catch (reason) {
      if (naming) setError(reason)
      else toastError(reason)
    } finally {
      setBusy(false)
    }
  }
  const named = (name: string) => {
    if (naming?.kind === 'move') return void move(naming.id, name)
    if (naming?.kind === 'rename') return void rename(naming.from, name)
    setFresh([...fresh, name])
    onView({ folder: name, loose: false })
    close()
  }
  const dialog = naming && (
    <FolderDialog
      title={t(naming.kind === 'rename' ? 'ui.folder.rename' : 'ui.folder.new')}
      name={naming.kind === 'rename' ? naming.from : ''}
      words={naming.kind === 'new' ? t('ui.folder.new_words') : undefined}
      error={error}
      saving={busy}
      onSave={named}
      onClose={close}
    />
  )
  return { list: foldersOf(things, fresh), move, rename, name: setNaming, nameOf, dialog }
}

/** The folders of a list and what is done to them. */
export type NameFolders = ReturnType<typeof useNameFolders>
