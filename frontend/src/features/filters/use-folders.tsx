import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import { toast, toastError } from '@/components/ui/toast'
import { useMoveFilters, useRenameFolder } from './api'
import { FolderDialog } from './folder-dialog'
import { foldersOf, type View } from './folders'

type Naming = { kind: 'new' } | { kind: 'move'; filter: string } | { kind: 'rename'; from: string }

/** The folders of the list, what is done to them, and the dialog in which they are named. */
export function useFolders(
  product: string,
  rows: api.FilterRow[],
  view: View,
  onView: (view: Partial<View>) => void,
) {
  const { t } = useTranslation()
  // A folder is there while a filter is in it: a new one waits here for its first.
  const [fresh, setFresh] = useState<string[]>([])
  const [naming, setNaming] = useState<Naming>()
  const moving = useMoveFilters()
  const renaming = useRenameFolder()
  const nameOf = (id: string) => rows.find((r) => r.filter.id === id)?.filter.name ?? ''

  const move = async (id: string, folder: string) => {
    try {
      await moving.mutateAsync({ ids: [id], folder })
      const said = folder
        ? t('filters.folder.moved', { name: nameOf(id), folder })
        : t('filters.folder.moved_out', { name: nameOf(id) })
      toast({ title: said })
      announce(said)
      setNaming(undefined)
    } catch (error) {
      toastError(error)
    }
  }
  const rename = async (from: string, to: string) => {
    try {
      if (rows.some((r) => r.filter.folder === from)) {
        await renaming.mutateAsync({ product, from, to })
      }
      setFresh(fresh.flatMap((f) => (f === from ? (to ? [to] : []) : [f])))
      if (view.folder === from) onView({ folder: to })
      setNaming(undefined)
    } catch {
      // the dialog says it
    }
  }
  const named = (name: string) => {
    if (naming?.kind === 'move') return void move(naming.filter, name)
    if (naming?.kind === 'rename') return void rename(naming.from, name)
    setFresh([...fresh, name])
    onView({ folder: name, loose: false })
    setNaming(undefined)
  }
  const dialog = naming && (
    <FolderDialog
      title={t(naming.kind === 'rename' ? 'filters.folder.rename' : 'filters.folder.new')}
      name={naming.kind === 'rename' ? naming.from : ''}
      words={naming.kind === 'new' ? t('filters.folder.new_words') : undefined}
      error={renaming.error ?? moving.error}
      saving={renaming.isPending || moving.isPending}
      onSave={named}
      onClose={() => {
        renaming.reset()
        setNaming(undefined)
      }}
    />
  )
  return { list: foldersOf(rows, fresh), move, rename, name: setNaming, nameOf, dialog }
}

export type Folders = ReturnType<typeof useFolders>
