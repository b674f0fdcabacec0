import { Button, Group, Skeleton, Text, TextInput, UnstyledButton } from '@mantine/core'
import { IconFilter, IconPlus, IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorBox } from '@/components/ui/error-box'
import { say } from '@/lib/i18n/say'
import { paths } from '@/lib/routing/paths'
import { useCount, useFilters } from './api'
import type { WizardDraft, WizardStep } from './state/draft'
import { found } from './state/found'
import classes from './wizard.module.css'

export interface StepProps {
  product: string
  draft: WizardDraft
  tell: (part: Partial<WizardDraft>, next?: WizardStep) => void
}

// More are found by typing; each that is shown is counted.
const most = 40

/** For which cards: a filter is picked with what it says, or made here. */
export function FilterStep({ product, draft, tell }: StepProps) {
  const { t } = useTranslation()
  const { data, error, refetch } = useFilters(product)
  const [search, setSearch] = useState('')
  const rows = found(data ?? [], search, (row) => `${row.filter.name} ${say(row.sentence)}`)
  const pick = (row: api.FilterRow | undefined) => row && tell({ filter: row.filter.id }, 'action')
  const make = (
    <Button
      component={Link}
      to={paths.newAutomationFilter(product)}
      variant={data?.length ? 'default' : 'filled'}
      leftSection={<IconPlus size={16} />}
      autoFocus={data?.length === 0}
    >
      {t('wizard.filter.new')}
    </Button>
  )
  if (error) return <ErrorBox error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton h={160} />
  if (data.length === 0) {
    return (
      <EmptyState icon={IconFilter} title={t('wizard.filter.none')} actions={make}>
        {t('wizard.filter.none_words')}
      </EmptyState>
    )
  }
  return (
    <section aria-label={t('wizard.step.filter')} className={classes.step}>
      <form
        className={classes.bar}
        onSubmit={(event) => {
          event.preventDefault()
          pick(rows[0])
        }}
      >
        <TextInput
          aria-label={t('wizard.filter.search')}
          placeholder={t('wizard.filter.search')}
          leftSection={<IconSearch size={16} />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          className={classes.search}
          autoFocus
        />
        {make}
      </form>
      {rows.length === 0 && <Text c="dimmed">{t('wizard.filter.not_found')}</Text>}
      <ul className={classes.rows}>
        {rows.slice(0, most).map((row) => (
          <li key={row.filter.id}>
            <FilterChoice row={row} chosen={row.filter.id === draft.filter} onPick={pick} />
          </li>
        ))}
      </ul>
      {rows.length > most && (
        <Text c="dimmed" size="sm">
          {t('wizard.more', { count: rows.length - most })}
        </Text>
      )}
    </section>
  )
}

interface FilterChoiceProps {
  row: api.FilterRow
  chosen: boolean
  onPick: (row: api.FilterRow) => void
}

function FilterChoice({ row, chosen, onPick }: FilterChoiceProps) {
  const { t } = useTranslation()
  const count = useCount(row).data
  return (
    <UnstyledButton
      className={classes.row}
      data-chosen={chosen || undefined}
      aria-pressed={chosen}
      onClick={() => onPick(row)}
    >
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <b className="clip">{row.filter.name}</b>
        {count !== undefined && count >= 0 && (
          <Text span size="sm" c="dimmed" className={classes.badge}>
            {t('wizard.filter.matches', { count })}
          </Text>
        )}
      </Group>
      <span className={classes.sentence}>{say(row.sentence)}</span>
    </UnstyledButton>
  )
}
