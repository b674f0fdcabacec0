import { Menu } from '@mantine/core'
import { IconFolderPlus, IconFolderSymlink } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { folderName } from '@/components/ui/folder-name'
import type { RowMenuProps } from './row-menu'

/** The part of the menu that moves an automation to another folder, or to a new one. */
export function MoveItems({ row, folders }: RowMenuProps) {
  const { t } = useTranslation()
  const { id, folder: here } = row.sequence
  return (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item leftSection={<IconFolderSymlink size={16} />}>
          {t('sequences.move')}
        </Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        {folders.list.map((folder) => (
          <Menu.Item
            key={folder.id}
            disabled={folder.id === here}
            onClick={() => folders.move(id, folder.id)}
          >
            {folderName(t, folder)}
          </Menu.Item>
        ))}
        <Menu.Item
          leftSection={<IconFolderPlus size={16} />}
          onClick={() => folders.edit(undefined, id)}
        >
          {t('ui.folder.new_one')}
        </Menu.Item>
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  )
}
