import { Alert, Button, Group, Text } from '@mantine/core'
import { IconCopy, IconLock, IconPencil } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { toastError } from '@/components/ui/toast'
import { UseList } from '@/components/ui/used-by'
import { paths } from '@/lib/routing/paths'
import { useGo } from '@/lib/routing/use-view'
import { useIsAdmin } from '@/lib/workspace/workspace'
import { useCopyFilter } from './api'
import classes from './filters.module.css'
import type { FilterDraft } from './use-filter-draft'

interface ReadOnlyNoteProps {
  row: api.FilterRow
  draft: FilterDraft
  product: string
  /** It is being edited all the same, to be saved in one go with its automations. */
  editing: boolean
  onEdit: () => void
  /** Gives up what was edited. */
  onLeave: () => void
}

/** Why the filter can't simply be edited: the active automations that use it, and the two ways. */
export function ReadOnlyNote(p: ReadOnlyNoteProps) {
  const { t } = useTranslation()
  const go = useGo()
  const admin = useIsAdmin()
  const copy = useCopyFilter()
  const { row, draft, product, editing } = p
  const active = row.usedBy.filter((u) => u.active)
  // An automation may have been activated while this was edited: the edits go into the copy.
  const editCopy = async () => {
    try {
      const made = draft.dirty
        ? await draft.save({ name: t('filters.copy_name', { name: draft.form.name }) })
        : await copy.mutateAsync(row.filter.id)
      if (made) go(paths.filter(product, made.filter.id))
    } catch (error) {
      toastError(error)
    }
  }
  const words = editing ? 'filters.in_action_words' : 'filters.read_only_words'
  return (
    <Alert
      icon={<IconLock size={18} />}
      title={t(editing ? 'filters.in_action' : 'filters.read_only')}
      className={classes.readOnly}
      color="yellow"
      styles={{ title: { color: 'var(--tone-amber)' } }}
      role="region"
      aria-label={t('filters.read_only')}
    >
      <Text size="sm">{t(words, { count: active.length })}</Text>
      <UseList uses={active} product={product} />
      {admin && (
        <Group gap="xs" mt="sm">
          <Button
            size="xs"
            leftSection={<IconCopy size={16} />}
            onClick={editCopy}
            loading={copy.isPending || draft.saving}
            variant={editing ? 'default' : 'filled'}
          >
            {t('filters.edit_copy')}
          </Button>
          {editing ? (
            <Button size="xs" variant="default" onClick={p.onLeave}>
              {t('filters.leave_in_action')}
            </Button>
          ) : (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconPencil size={16} />}
              onClick={p.onEdit}
            >
              {t('filters.edit_in_action')}
            </Button>
          )}
        </Group>
      )}
    </Alert>
  )
}
