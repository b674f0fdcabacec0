import { Anchor, Select, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { say } from '@/lib/i18n/say'
import { paths } from '@/lib/routing/paths'
import { useFilters } from './api'

interface FilterFieldProps {
  product: string
  value: string
  onChange: (filter: string) => void
  error: string | undefined
}

/** Picks the filter of a new automation, and says what it means. */
export function FilterField({ product, value, onChange, error }: FilterFieldProps) {
  const { t } = useTranslation()
  const filters = useFilters(product).data ?? []
  const chosen = filters.find((row) => row.filter.id === value)
  return (
    <div>
      <Select
        label={t('sequences.field.filter')}
        placeholder={t('sequences.field.filter_choose')}
        data={filters.map((row) => ({ value: row.filter.id, label: row.filter.name }))}
        value={value || null}
        onChange={(id) => onChange(id ?? '')}
        searchable
        allowDeselect={false}
        nothingFoundMessage={t('sequences.field.filter_nothing')}
        error={error}
      />
      {chosen && (
        <Text size="xs" c="dimmed" mt={4}>
          {say(chosen.sentence)}{' '}
          {chosen.matches >= 0 && t('sequences.field.matches', { count: chosen.matches })}
        </Text>
      )}
      <Anchor component={Link} to={paths.filter(product, 'new')} size="xs">
        {t('sequences.field.filter_new')}
      </Anchor>
    </div>
  )
}
