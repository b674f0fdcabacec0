import { SegmentedControl } from '@mantine/core'
import { IconChevronsDown, IconChevronsUp } from '@tabler/icons-react'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import classes from './priority.module.css'

type Priority = crm.Task['priority']

/** How much a task matters: a picture and a word; nothing for a normal one. */
export function PriorityMark({ priority }: { priority: Priority }) {
  const { t } = useTranslation()
  if (!priority) return null
  const Picture = priority === 'high' ? IconChevronsUp : IconChevronsDown
  return (
    <span className={classes.mark} data-priority={priority}>
      <Picture size={14} aria-hidden />
      {t(`ui.priority.${priority}`)}
    </span>
  )
}

interface PriorityInputProps {
  value: Priority
  onChange: (priority: Priority) => void
  readOnly?: boolean
}

/** Chooses how much a task matters. */
export function PriorityInput({ value, onChange, readOnly }: PriorityInputProps) {
  const { t } = useTranslation()
  return (
    <div>
      <div className={classes.label}>{t('ui.priority.title')}</div>
      <SegmentedControl
        aria-label={t('ui.priority.title')}
        value={value || 'normal'}
        onChange={(p) => onChange((p === 'normal' ? '' : p) as Priority)}
        readOnly={readOnly}
        data={(['high', 'normal', 'low'] as const).map((p) => ({
          value: p,
          label: t(`ui.priority.${p}`),
        }))}
      />
    </div>
  )
}
