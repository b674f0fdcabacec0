import { Alert, Button, Group, Text } from '@mantine/core'
import { IconCopy, IconLock } from '@tabler/icons-react'
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
}

/** Why the filter can't be edited now: the active automations that use it, and a copy instead. */
export function ReadOnlyNote({ row, draft, product }: ReadOnlyNoteProps) {
  const { t } = useTranslation()
  const go = useGo()
  const admin = useIsAdmin()
  const copy = useCopyFilter()
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
  return (
    <Alert
      icon={<IconLock size={18} />}
      title={t('filters.read_only')}
      className={classes.readOnly}
      color="yellow"
      styles={{ title: { color: 'var(--tone-amber)' } }}
    >
      <Group justify="space-between" align="flex-end" gap="sm">
        <div>
          <Text size="sm">{t('filters.read_only_words', { count: active.length })}</Text>
          <UseList uses={active} product={product} />
        </div>
        {admin && (
          <Button
            leftSection={<IconCopy size={16} />}
            onClick={editCopy}
            loading={copy.isPending || draft.saving}
          >
            {t('filters.edit_copy')}
          </Button>
        )}
      </Group>
    </Alert>
  )
}
