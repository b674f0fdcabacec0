import { ActionIcon, Menu } from '@mantine/core'
import { IconCopy, IconDots, IconPencil, IconTrash } from '@tabler/icons-react'
import type { api, crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useConfirm } from '@/components/ui/confirm'
import { FolderItems } from '@/components/ui/folders/folder-items'
import type { NameFolders } from '@/components/ui/folders/use-name-folders'
import { useSayInUse } from '@/components/ui/in-use'
import { toast, toastError } from '@/components/ui/toast'
import { paths } from '@/lib/routing/paths'
import { useGo } from '@/lib/routing/use-view'
import { useIsAdmin } from '@/lib/workspace/workspace'
import { useCopyFilter, useDeleteFilter, useSaveFilter } from './api'

interface FilterMenuProps {
  row: api.FilterRow
  product: string
  folders: NameFolders
}

/** What can be done with a filter of the list. */
export function FilterMenu({ row, product, folders }: FilterMenuProps) {
  const { t } = useTranslation()
  const go = useGo()
  const admin = useIsAdmin()
  const copy = useCopyFilter()
  const remove = useRemoveFilter()
  const { id, name } = row.filter
  const onCopy = async () => {
    try {
      const made = await copy.mutateAsync(id)
      go(paths.filter(product, made.filter.id))
    } catch (error) {
      toastError(error)
    }
  }
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t('ui.more_for', { name })}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconPencil size={16} />}
          onClick={() => go(paths.filter(product, id))}
        >
          {t('filters.open')}
        </Menu.Item>
        {admin && (
          <>
            <Menu.Item leftSection={<IconCopy size={16} />} onClick={onCopy}>
              {t('common.copy')}
            </Menu.Item>
            <FolderItems id={id} here={row.filter.folder} folders={folders} />
            <Menu.Divider />
            <Menu.Item
              color="red"
              leftSection={<IconTrash size={16} />}
              onClick={() => void remove(row)}
            >
              {t('common.delete')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

/** Asks and deletes a filter, or says what uses it; resolves to whether it is gone. */
export function useRemoveFilter(): (row: api.FilterRow) => Promise<boolean> {
  const { t } = useTranslation()
  const confirm = useConfirm()
  const sayInUse = useSayInUse()
  const remove = useDeleteFilter()
  const save = useSaveFilter()
  // Nothing used it, so a new one of the same conditions is as good.
  const putBack = async ({ product, name, folder, tree }: crm.Filter) => {
    try {
      await save.mutateAsync({ id: '', revision: 0, product, name, folder, tree })
      toast({ title: t('filters.is_back', { name }) })
    } catch (error) {
      toastError(error)
    }
  }
  return async ({ filter, usedBy }) => {
    const { name } = filter
    if (usedBy.length > 0) {
      sayInUse({
        title: t('filters.in_use_title', { name }),
        words: t('filters.in_use_words'),
        uses: usedBy,
        product: filter.product,
      })
      return false
    }
    const yes = await confirm({
      title: t('filters.delete_title', { name }),
      children: t('filters.delete_words'),
      action: t('common.delete'),
      danger: true,
    })
    if (!yes) return false
    try {
      await remove.mutateAsync(filter.id)
      toast({
        title: t('filters.deleted', { name }),
        action: { label: t('undo.undo'), run: () => void putBack(filter) },
      })
      return true
    } catch (error) {
      toastError(error)
      return false
    }
  }
}
