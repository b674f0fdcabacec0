import { Select } from '@mantine/core'
import type { filter } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { say } from '@/lib/i18n/say'
import classes from './editor.module.css'
import { subjectKey, withSubject } from './state/edits'
import { type Row, subjectOf } from './state/form'

interface SubjectSelectProps {
  row: Row
  subjects: filter.Subject[]
  onChange: (row: Row) => void
}

/** What a condition is about: the card itself, its dates, its product's own fields. */
export function SubjectSelect({ row, subjects, onChange }: SubjectSelectProps) {
  const { t } = useTranslation()
  const subject = subjectOf(row, subjects)
  const isNew = !row.subject
  const data = (['card', 'dates', 'fields'] as const)
    .map((group) => ({
      group: t(`filters.subjects.${group}`),
      items: subjects
        .filter((s) => groupOf(s) === group)
        .map((s) => ({ value: subjectKey(s), label: say(s.label) })),
    }))
    .filter((g) => g.items.length > 0)
  return (
    <Select
      aria-label={t('filters.subject')}
      className={classes.subject}
      data={data}
      value={subject ? subjectKey(subject) : null}
      placeholder={t(isNew ? 'filters.choose_subject' : 'filters.subject_gone')}
      onChange={(key) => {
        const chosen = subjects.find((s) => subjectKey(s) === key)
        if (chosen) onChange(withSubject(row, chosen))
      }}
      searchable
      allowDeselect={false}
      nothingFoundMessage={t('filters.no_subject')}
      maxDropdownHeight={360}
      error={!isNew && !subject}
      data-subject
    />
  )
}

function groupOf(s: filter.Subject): 'card' | 'dates' | 'fields' {
  if (s.subject === 'field') return 'fields'
  return s.type === 'created' || s.type === 'modified' ? 'dates' : 'card'
}
