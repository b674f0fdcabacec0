import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconCopy,
  IconDotsVertical,
  IconTrash,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useConfirm } from '@/components/ui/confirm'
import { toastError } from '@/components/ui/toast'
import { paths } from '@/lib/routing/paths'
import { useGo, useGoFromGone } from '@/lib/routing/use-view'
import { useIsAdmin } from '@/lib/workspace/workspace'
import { useCopy, useDelete } from './api'
import type { BuilderHeaderProps } from './builder-header'

/** Undo, redo, save all, and the menu of the whole automation. */
export function BuilderTools(p: BuilderHeaderProps) {
  const { t } = useTranslation()
  const { state, dispatch, readOnly } = p
  const admin = useIsAdmin()
  return (
    <>
      {!readOnly && (
        <>
          <Tooltip label={t('builder.undo')}>
            <ActionIcon
              aria-label={t('builder.undo')}
              disabled={state.past.length === 0}
              onClick={() => dispatch({ do: 'undo' })}
            >
              <IconArrowBackUp size={18} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={t('builder.redo')}>
            <ActionIcon
              aria-label={t('builder.redo')}
              disabled={state.future.length === 0}
              onClick={() => dispatch({ do: 'redo' })}
            >
              <IconArrowForwardUp size={18} />
            </ActionIcon>
          </Tooltip>
          <Button
            variant="default"
            disabled={!p.dirty || state.newer !== null}
            loading={p.saving}
            onClick={() => void p.saveAll()}
          >
            {t('common.save_all')}
          </Button>
        </>
      )}
      {admin && <SequenceMenu {...p} />}
    </>
  )
}

function SequenceMenu({ view, state, readOnly }: BuilderHeaderProps) {
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
