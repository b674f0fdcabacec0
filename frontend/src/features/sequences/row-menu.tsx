import { ActionIcon, Menu } from '@mantine/core'
import {
  IconCopy,
  IconDotsVertical,
  IconFolderSymlink,
  IconPencil,
  IconPlayerPause,
  IconTrash,
} from '@tabler/icons-react'
import type { api, crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { folderName } from '@/components/ui/folder-name'
import { toast } from '@/components/ui/toast'
import { paths } from '@/lib/routing/paths'
import { useGo } from '@/lib/routing/use-view'
import { useIsAdmin } from '@/lib/workspace/workspace'
import { useCopy, useMove } from './api'
import { useAsk } from './use-ask'

interface RowMenuProps {
  row: api.SequenceRow
  folders: crm.Folder[]
}

/** What can be done with an automation without opening it. */
export function RowMenu({ row, folders }: RowMenuProps) {
  const { t } = useTranslation()
  const go = useGo()
  const admin = useIsAdmin()
  const copy = useCopy()
  const move = useMove()
  const ask = useAsk(row)
  const { id, name, product, folder: here, state } = row.sequence
  const openIt = (sequence: string) => go(paths.automation(product, sequence))
  const makeCopy = () =>
    copy.mutate(id, {
      onSuccess: ({ sequence }) =>
        toast({
          title: t('sequences.copied', { name: sequence.name }),
          action: { label: t('sequences.open'), run: () => openIt(sequence.id) },
        }),
    })
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t('ui.more_for', { name })}>
          <IconDotsVertical size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => openIt(id)}>
          {t('sequences.open')}
        </Menu.Item>
        {admin && (
          <>
            <Menu.Item leftSection={<IconCopy size={16} />} onClick={makeCopy}>
              {t('sequences.copy')}
            </Menu.Item>
            <Menu.Sub>
              <Menu.Sub.Target>
                <Menu.Sub.Item leftSection={<IconFolderSymlink size={16} />}>
                  {t('sequences.move')}
                </Menu.Sub.Item>
              </Menu.Sub.Target>
              <Menu.Sub.Dropdown>
                {folders.map((folder) => (
                  <Menu.Item
                    key={folder.id}
                    disabled={folder.id === here}
                    onClick={() => move.mutate({ id, folder: folder.id })}
                  >
                    {folderName(t, folder)}
                  </Menu.Item>
                ))}
              </Menu.Sub.Dropdown>
            </Menu.Sub>
            <Menu.Divider />
            {state === 'inactive' ? (
              <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={ask.toDelete}>
                {t('sequences.delete.item')}
              </Menu.Item>
            ) : (
              <Menu.Item
                color="red"
                leftSection={<IconPlayerPause size={16} />}
                onClick={ask.toDeactivate}
              >
                {t('sequences.deactivate')}
              </Menu.Item>
            )}
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
