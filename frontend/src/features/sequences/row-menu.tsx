import { ActionIcon, Menu } from '@mantine/core'
import {
  IconCalendarStats,
  IconChartBar,
  IconCopy,
  IconDotsVertical,
  IconFileExport,
  IconPencil,
  IconPlayerPause,
  IconTrash,
  IconUsers,
} from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { toast } from '@/components/ui/toast'
import { exportSequence } from '@/lib/files/export-sequence'
import { paths } from '@/lib/routing/paths'
import { useGo } from '@/lib/routing/use-view'
import { useIsAdmin } from '@/lib/workspace/workspace'
import { useCopy } from './api'
import { MoveItems } from './move-items'
import { useAsk } from './use-ask'
import type { SequenceFolders } from './use-sequence-folders'

/** The row whose menu it is, and the folders that it can go to. */
export interface RowMenuProps {
  row: api.SequenceRow
  folders: SequenceFolders
}

/** What can be done with an automation without opening it. */
export function RowMenu({ row, folders }: RowMenuProps) {
  const { t } = useTranslation()
  const go = useGo()
  const admin = useIsAdmin()
  const { id, name, product } = row.sequence
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t('ui.more_for', { name })}>
          <IconDotsVertical size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconPencil size={16} />}
          onClick={() => go(paths.automation(product, id))}
        >
          {t('sequences.open')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconCalendarStats size={16} />}
          onClick={() => go(paths.forecast(product, id))}
        >
          {t('forecast.link')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconUsers size={16} />}
          onClick={() => go(paths.running(product, id))}
        >
          {t('running.link')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconChartBar size={16} />}
          onClick={() => go(paths.automationReport(product, id))}
        >
          {t('sequences.report')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconFileExport size={16} />}
          onClick={() => void exportSequence(id)}
        >
          {t('packs.export')}
        </Menu.Item>
        {admin && <AdminItems row={row} folders={folders} />}
      </Menu.Dropdown>
    </Menu>
  )
}

function AdminItems({ row, folders }: RowMenuProps) {
  const { t } = useTranslation()
  const go = useGo()
  const copy = useCopy()
  const ask = useAsk(row)
  const { id, product, state } = row.sequence
  // The menu is gone when the answer comes: a callback of `mutate` would never be called.
  const makeCopy = async () => {
    const made = await copy.mutateAsync(id).catch(() => undefined)
    if (!made) return
    toast({
      title: t('sequences.copied', { name: made.sequence.name }),
      action: {
        label: t('sequences.open'),
        run: () => go(paths.automation(product, made.sequence.id)),
      },
    })
  }
  return (
    <>
      <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => void makeCopy()}>
        {t('sequences.copy')}
      </Menu.Item>
      <MoveItems row={row} folders={folders} />
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
  )
}
