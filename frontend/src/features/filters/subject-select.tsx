import { type ComboboxItem, type ComboboxItemGroup, Select } from '@mantine/core'
import type { filter } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { say } from '@/lib/i18n/say'
import classes from './editor.module.css'
import { useEditor } from './editor-context'
import { found } from './found'
import { subjectKey, withSubject } from './state/edits'
import { type Row, subjectOf } from './state/form'

interface SubjectSelectProps {
  row: Row
  onChange: (row: Row) => void
}

/** What a condition is about: the card, its client, its product's own fields, what happened to it. */
export function SubjectSelect({ row, onChange }: SubjectSelectProps) {
  const { t } = useTranslation()
  const { subjects, choices } = useEditor()
  const subject = subjectOf(row, subjects)
  const isNew = !row.subject
  return (
    <Select
      aria-label={t('filters.subject')}
      className={classes.subject}
      style={{ flexBasis: widthOf(subject ? say(subject.label) : '', isNew ? 168 : 104) }}
      data={choices}
      value={subject ? subjectKey(subject) : null}
      placeholder={t(isNew ? 'filters.choose_subject' : 'filters.subject_gone')}
      onChange={(key) => {
        const chosen = subjects.find((s) => subjectKey(s) === key)
        if (chosen) onChange(withSubject(row, chosen))
      }}
      title={subject ? say(subject.label) : undefined}
      searchable
      filter={found}
      allowDeselect={false}
      nothingFoundMessage={t('filters.no_subject')}
      maxDropdownHeight={320}
      selectFirstOptionOnChange
      comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
      classNames={{ dropdown: classes.dropdown }}
      error={!isNew && !subject}
      data-subject
    />
  )
}

/** As wide as its words, so that they can be read. */
export function widthOf(words: string, least = 92): string {
  return `${Math.max(least, Math.min(280, 56 + words.length * 6.8))}px`
}

const groups = ['card', 'client', 'fields', 'tasks', 'messages', 'automations'] as const

/** The subjects in their groups, in the language that is on. */
export function subjectChoices(
  subjects: filter.Subject[],
  name: (group: (typeof groups)[number]) => string,
): ComboboxItemGroup<ComboboxItem>[] {
  return groups
    .map((group) => ({
      group: name(group),
      items: subjects
        .filter((s) => groupOf(s) === group)
        .map((s) => ({ value: subjectKey(s), label: say(s.label) })),
    }))
    .filter((g) => g.items.length > 0)
}

function groupOf(s: filter.Subject): (typeof groups)[number] {
  switch (s.subject as string) {
    case 'field':
      return 'fields'
    case 'contact':
    case 'consent':
      return 'client'
    case 'tasks':
      return 'tasks'
    case 'messages':
      return 'messages'
    case 'sequences':
      return 'automations'
    default:
      return 'card'
  }
}
