import { ActionIcon, Button, Group, Menu, Tooltip } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBolt,
  IconCopy,
  IconDots,
  IconTrash,
} from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { toastError } from '@/components/ui/toast'
import { paths } from '@/lib/routing/paths'
import { useGo, useGoFromGone } from '@/lib/routing/use-view'
import { useIsAdmin } from '@/lib/workspace/workspace'
import { useCopyFilter } from './api'
import classes from './editor.module.css'
import { useRemoveFilter } from './filter-menu'
import type { FilterDraft } from './use-filter-draft'

interface EditorActionsProps {
  draft: FilterDraft
  row: api.FilterRow | undefined
  product: string
  readOnly: boolean
  /** Automations use it: saving shows first what would change. */
  reviews: boolean
  onSave: () => Promise<api.FilterRow | undefined>
  onUse: ((filter: string) => void) | undefined
  /** What asked for the filter goes on when it is saved. */
  goesOn: boolean
}

/** Undo and redo, what else can be done with the filter, and Save. */
export function EditorActions(p: EditorActionsProps) {
  const { t } = useTranslation()
  const admin = useIsAdmin()
  const { draft, row, onUse } = p
  const use = async () => {
    const saved = draft.dirty ? await p.onSave() : row
    if (saved) onUse?.(saved.filter.id)
  }
  return (
    <>
      {!p.readOnly && <Travel draft={draft} />}
      {admin && row && <MoreMenu row={row} product={p.product} />}
      {admin && onUse && (row || !p.readOnly) && (
        <Tooltip label={t('filters.use_words')} events={{ hover: true, focus: true, touch: false }}>
          <Button variant="default" leftSection={<IconBolt size={16} />} onClick={use}>
            {t('filters.use')}
          </Button>
        </Tooltip>
      )}
      {!p.readOnly && (
        <Button onClick={() => void p.onSave()} loading={draft.saving} disabled={!draft.dirty}>
          {t(p.reviews ? 'filters.review' : p.goesOn ? 'ui.save_and_go_on' : 'common.save')}
        </Button>
      )}
    </>
  )
}

function Travel({ draft }: { draft: FilterDraft }) {
  const { t } = useTranslation()
  const { state, dispatch } = draft
  return (
    <Group gap={0} wrap="nowrap">
      <Tooltip label={t('common.undo')}>
        <ActionIcon
          aria-label={t('common.undo')}
          onClick={() => dispatch({ type: 'undo' })}
          disabled={state.past.length === 0}
          className={classes.travel}
        >
          <IconArrowBackUp size={18} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('common.redo')}>
        <ActionIcon
          aria-label={t('common.redo')}
          onClick={() => dispatch({ type: 'redo' })}
          disabled={state.future.length === 0}
          className={classes.travel}
        >
          <IconArrowForwardUp size={18} />
        </ActionIcon>
      </Tooltip>
    </Group>
  )
}

function MoreMenu({ row, product }: { row: api.FilterRow; product: string }) {
  const { t } = useTranslation()
  const go = useGo()
  const goFromGone = useGoFromGone()
  const copy = useCopyFilter()
  const remove = useRemoveFilter()
  const onCopy = async () => {
    try {
      const made = await copy.mutateAsync(row.filter.id)
      go(paths.filter(product, made.filter.id))
    } catch (error) {
      toastError(error)
    }
  }
  const onRemove = async () => {
    if (await remove(row)) goFromGone(paths.filters(product))
  }
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t('ui.more_for', { name: row.filter.name })}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconCopy size={16} />} onClick={onCopy}>
          {t('common.copy')}
        </Menu.Item>
        <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={onRemove}>
          {t('common.delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
