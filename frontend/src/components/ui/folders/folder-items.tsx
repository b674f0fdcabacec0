import { Menu } from '@mantine/core'
import { IconFolderPlus, IconFolderSymlink } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { NameFolders } from './use-name-folders'

interface FolderItemsProps {
  id: string
  /** The folder it is in now; "" for none. */
  here: string
  folders: NameFolders
}

/** The part of a menu that moves something to another folder. */
export function FolderItems({ id, here, folders }: FolderItemsProps) {
  const { t } = useTranslation()
  return (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item leftSection={<IconFolderSymlink size={16} />}>
          {t('ui.folder.move')}
        </Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown mah={360} style={{ overflowY: 'auto' }}>
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
          <Menu.Item onClick={() => void folders.move(id, '')}>{t('ui.folder.none')}</Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconFolderPlus size={16} />}
          onClick={() => folders.name({ kind: 'move', id })}
        >
          {t('ui.folder.new_one')}
        </Menu.Item>
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  )
}
