import { Select, Table, Text } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { useTargets } from './targets'

interface ColumnRowProps {
  header: string
  samples: string[]
  targets: ReturnType<typeof useTargets>
  target: string
  error: string | undefined
  onTarget: (target: string) => void
}

/** One column: its name, its first values, and what it becomes. */
export function ColumnRow(p: ColumnRowProps) {
  const { t } = useTranslation()
  return (
    <Table.Tr data-ignored={p.target ? undefined : true}>
      <Table.Td>
        <Text fw={600} className="clip" title={p.header}>
          {p.header}
        </Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm" c="dimmed" className="clip" title={p.samples.join('\n')}>
          {p.samples.slice(0, 3).join(' · ') || '–'}
        </Text>
      </Table.Td>
      <Table.Td>
        <Select
          aria-label={t('imports.becomes_of', { column: p.header })}
          leftSection={<IconArrowRight size={14} aria-hidden />}
          data={p.targets}
          searchable
          allowDeselect={false}
          maxDropdownHeight={320}
          value={p.target || 'ignore'}
          onChange={(v) => p.onTarget(v === 'ignore' || v === null ? '' : String(v))}
          error={p.error}
        />
      </Table.Td>
    </Table.Tr>
  )
}
