import type { api, crm } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import { folderName } from '@/components/ui/folder-name'
import { FolderDialog } from '@/components/ui/folders/folder-dialog'
import { toast } from '@/components/ui/toast'
import { useDeleteFolder, useFolders, useMove, useSaveFolder } from './api'

type Asked = { folder: crm.Folder; move: string }

/** The folders of a product's automations, what is done to them, and the dialog in which they are named. */
export function useSequenceFolders(product: string, rows: api.SequenceRow[] | undefined) {
  const { t } = useTranslation()
  const list = useFolders(product).data ?? []
  const [asked, setAsked] = useState<Asked>()
  const save = useSaveFolder()
  const removing = useDeleteFolder()
  const moving = useMove()
  const nameOf = (id: string) => rows?.find((row) => row.sequence.id === id)?.sequence.name ?? ''
  const folderNameOf = (id: string) => {
    const folder = list.find((f) => f.id === id)
    return folder ? folderName(t, folder) : ''
  }
  const put = (id: string, folder: string, place: string) =>
    moving.mutate(
      { id, folder },
      {
        onSuccess: () => {
          const said = t('ui.folder.moved', { name: nameOf(id), folder: place })
          toast({ title: said })
          announce(said)
        },
      },
    )
  const move = (id: string, folder: string) => {
    const here = rows?.find((row) => row.sequence.id === id)?.sequence.folder
    if (here !== folder) put(id, folder, folderNameOf(folder))
  }
  const close = () => {
    setAsked(undefined)
    save.reset()
  }
  const edit = (folder: crm.Folder = { id: '', product, name: '', builtin: '' }, sequence = '') =>
    setAsked({ folder, move: sequence })
  const dialog = asked && (
    <FolderDialog
      title={t(asked.folder.id ? 'sequences.folder.rename' : 'sequences.folder.new')}
      name={asked.folder.name}
      error={save.error}
      saving={save.isPending}
      onSave={(name) =>
        save.mutate(
          { ...asked.folder, name },
          {
            onSuccess: (saved) => {
              if (asked.move) put(asked.move, saved.id, saved.name)
              close()
            },
          },
        )
      }
      onClose={close}
    />
  )
  const remove = (folder: crm.Folder) => removing.mutate(folder)
  return { list, nameOf, folderNameOf, move, edit, remove, dialog }
}

/** The folders of automations and what is done to them. */
export type SequenceFolders = ReturnType<typeof useSequenceFolders>
