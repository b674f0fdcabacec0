import type { api } from '@wails/go/models'
import { useMemo } from 'react'
import { useNameFolders } from '@/components/ui/folders/use-name-folders'
import { useMoveFilters, useRenameFolder } from './api'
import { folderedOf, type View } from './folders'

/** The folders of a product's filters. */
export function useFolders(
  product: string,
  rows: api.FilterRow[] | undefined,
  view: View,
  onView: (view: Partial<View>) => void,
) {
  const things = useMemo(() => folderedOf(rows ?? []), [rows])
  const moving = useMoveFilters()
  const renaming = useRenameFolder()
  const folders = useNameFolders({
    things,
    view,
    onView,
    onMove: (id, folder) => moving.mutateAsync({ ids: [id], folder }),
    onRename: (from, to) => renaming.mutateAsync({ product, from, to }),
  })
  return { things, folders }
}
