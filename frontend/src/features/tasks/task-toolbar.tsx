import { SegmentedControl, Select } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { ViewTabs } from '@/components/ui/view-tabs'
import { useIsAdmin, useWorkspace } from '@/lib/workspace/workspace'
import type { Group } from './api'
import { groups } from './groups'

interface TaskToolbarProps {
  who: string
  show: 'open' | 'done'
  group: Group | ''
  counts?: api.TaskCounts
  onChange: (part: { who?: string; show?: 'open' | 'done'; group?: Group | '' }) => void
}

/** Whose tasks, open or done, and which of them. */
export function TaskToolbar({ who, show, group, counts, onChange }: TaskToolbarProps) {
  const { t } = useTranslation()
  const admin = useIsAdmin()
  const { users, me } = useWorkspace()
  const all = counts && Object.values(counts).reduce((sum, n) => sum + n, 0)
  const tabs = groups
    .filter((g) => g === group || !counts || counts[g] > 0)
    .map((g) => ({
      value: g as string,
      label: t(`tasks.group.${g}`),
      count: counts?.[g],
      urgent: g === 'overdue',
    }))
  return (
    <>
      {admin && (
        <Select
          size="xs"
          w={190}
          aria-label={t('tasks.whose')}
          allowDeselect={false}
          searchable={users.length > 8}
          data={[
            { value: 'me', label: t('tasks.mine') },
            { value: 'all', label: t('tasks.all') },
            ...users
              .filter((u) => u.active && u.id !== me.id)
              .map((u) => ({ value: u.id, label: u.name })),
          ]}
          value={who}
          onChange={(v) => onChange({ who: v ?? 'me' })}
        />
      )}
      <SegmentedControl
        size="xs"
        aria-label={t('tasks.which')}
        value={show}
        onChange={(v) => onChange({ show: v as 'open' | 'done' })}
        data={[
          { value: 'open', label: t('tasks.open') },
          { value: 'done', label: t('tasks.done') },
        ]}
      />
      {show === 'open' && (
        <ViewTabs
          label={t('tasks.groups')}
          value={group}
          onChange={(g) => onChange({ group: g as Group | '' })}
          tabs={[{ value: '', label: t('tasks.group.all'), count: all }, ...tabs]}
        />
      )}
    </>
  )
}
