import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'

interface FolderMenuProps {
  folder: crm.Folder
  empty: boolean
  onRename: () => void
  onDelete: () => void
}

/** What can be done with a folder of one's own; only an empty one goes. */
export function FolderMenu({ folder, empty, onRename, onDelete }: FolderMenuProps) {
  const { t } = useTranslation()
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon size="sm" aria-label={t('ui.more_for', { name: folder.name })}>
          <IconDots size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} />} onClick={onRename}>
          {t('sequences.folder.rename')}
        </Menu.Item>
        <Menu.Item
          color="red"
          leftSection={<IconTrash size={16} />}
          disabled={!empty}
          onClick={onDelete}
        >
          {t('common.delete')}
        </Menu.Item>
        {!empty && <Menu.Label>{t('sequences.folder.not_empty')}</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  )
}
