import type { api } from '@wails/go/models'
import { useMemo } from 'react'
import { useNameFolders } from '@/components/ui/folders/use-name-folders'
import { useMoveTemplates, useRenameFolder } from './api'
import { folderedOf, type ListView } from './state/list'

/** The folders of a product's templates. */
export function useTemplateFolders(
  product: string,
  rows: api.TemplateRow[] | undefined,
  view: ListView,
  onView: (view: Partial<ListView>) => void,
) {
  const things = useMemo(() => folderedOf(rows ?? []), [rows])
  const moving = useMoveTemplates()
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
