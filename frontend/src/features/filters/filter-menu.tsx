import { ActionIcon, Menu } from '@mantine/core'
import {
  IconCopy,
  IconDots,
  IconFolderPlus,
  IconFolderSymlink,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useConfirm } from '@/components/ui/confirm'
import { useSayInUse } from '@/components/ui/in-use'
import { toast, toastError } from '@/components/ui/toast'
import { paths } from '@/lib/routing/paths'
import { useGo } from '@/lib/routing/use-view'
import { useIsAdmin } from '@/lib/workspace/workspace'
import { useCopyFilter, useDeleteFilter } from './api'
import type { Folders } from './use-folders'

interface FilterMenuProps {
  row: api.FilterRow
  product: string
  folders: Folders
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
            <MoveItems id={id} here={row.filter.folder} folders={folders} />
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

function MoveItems({ id, here, folders }: { id: string; here: string; folders: Folders }) {
  const { t } = useTranslation()
  return (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item leftSection={<IconFolderSymlink size={16} />}>
          {t('filters.folder.move')}
        </Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown>
        {folders.list.map((folder) => (
          <Menu.Item
            key={folder}
            disabled={folder === here}
            onClick={() => void folders.move(id, folder)}
          >
            {folder}
          </Menu.Item>
        ))}
        {here && (
          <Menu.Item onClick={() => void folders.move(id, '')}>
            {t('filters.folder.none')}
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconFolderPlus size={16} />}
          onClick={() => folders.name({ kind: 'move', filter: id })}
        >
          {t('filters.folder.new_one')}
        </Menu.Item>
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  )
}

/** Asks and deletes a filter, or says what uses it; resolves to whether it is gone. */
export function useRemoveFilter(): (row: api.FilterRow) => Promise<boolean> {
  const { t } = useTranslation()
  const confirm = useConfirm()
  const sayInUse = useSayInUse()
  const remove = useDeleteFilter()
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
      toast({ title: t('filters.deleted', { name }) })
      return true
    } catch (error) {
      toastError(error)
      return false
    }
  }
}
