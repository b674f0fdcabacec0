import { ActionIcon, Menu } from '@mantine/core'
import { IconCopy, IconDotsVertical, IconFileExport, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useConfirm } from '@/components/ui/confirm'
import { toastError } from '@/components/ui/toast'
import { exportSequence } from '@/lib/files/export-sequence'
import { paths } from '@/lib/routing/paths'
import { useGo, useGoFromGone } from '@/lib/routing/use-view'
import { useCopy, useDelete } from './api'
import type { BuilderHeaderProps } from './builder-header'

/** What can be done with the whole automation, besides activating it. */
export function SequenceMenu({ view, state, readOnly }: BuilderHeaderProps) {
  const { t } = useTranslation()
  const go = useGo()
  const goFromGone = useGoFromGone()
  const confirm = useConfirm()
  const copy = useCopy()
  const remove = useDelete()
  const { id, name } = view.sequence
  const askToDelete = async () => {
    const yes = await confirm({
      title: t('sequences.delete.title', { name }),
      children: t('sequences.delete.text'),
      consequences:
        view.row.live > 0 ? [t('sequences.delete.live', { count: view.row.live })] : undefined,
      action: t('sequences.delete.action'),
      danger: true,
    })
    if (!yes) return
    remove.mutate(id, {
      onSuccess: () => goFromGone(paths.automations(state.product)),
      onError: toastError,
    })
  }
  const makeCopy = () =>
    copy.mutate(id, {
      onSuccess: (made) => go(paths.automation(state.product, made.sequence.id)),
      onError: toastError,
    })
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t('ui.more_for', { name })}>
          <IconDotsVertical size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconCopy size={16} />} onClick={makeCopy}>
          {t('sequences.copy')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconFileExport size={16} />}
          onClick={() => void exportSequence(id)}
        >
          {t('packs.export')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          color="red"
          leftSection={<IconTrash size={16} />}
          disabled={readOnly}
          onClick={() => void askToDelete()}
        >
          {t('sequences.delete.item')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
