import { Select, Table, Text } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import type { api, importer } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import type { Problem } from '@/lib/api/client'
import classes from './imports.module.css'
import { useTargets } from './targets'

interface ColumnTableProps {
  file: api.ReadImportOut
  mapping: importer.Mapping
  problems: Problem[]
  onTarget: (column: number, target: string) => void
}

/** Each column with its first values, and what it becomes. */
export function ColumnTable({ file, mapping, problems, onTarget }: ColumnTableProps) {
  const { t } = useTranslation()
  const targets = useTargets()
  return (
    <div className={classes.scroll}>
      <Table className={classes.columns} verticalSpacing={6} layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="26%">{t('imports.column')}</Table.Th>
            <Table.Th>{t('imports.samples')}</Table.Th>
            <Table.Th w={280}>{t('imports.becomes')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {file.headers.map((header, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a column's place is its identity
            <Table.Tr key={i} data-ignored={mapping.columns[i] ? undefined : true}>
              <Table.Td>
                <Text fw={600} className="clip" title={header}>
                  {header || t('imports.no_header', { n: i + 1 })}
                </Text>
              </Table.Td>
              <Table.Td>
                <Text size="sm" c="dimmed" className="clip" title={samples(file, i).join('\n')}>
                  {samples(file, i).slice(0, 3).join(' · ') || '–'}
                </Text>
              </Table.Td>
              <Table.Td>
                <Select
                  aria-label={t('imports.becomes_of', { column: header })}
                  leftSection={<IconArrowRight size={14} aria-hidden />}
                  data={targets}
                  searchable
                  allowDeselect={false}
                  maxDropdownHeight={320}
                  value={mapping.columns[i] || 'ignore'}
                  onChange={(v) => onTarget(i, v === 'ignore' || v === null ? '' : String(v))}
                  error={fieldError(problems, `columns[${i}]`)}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

function samples(file: api.ReadImportOut, column: number): string[] {
  return file.rows.map((row) => row[column] ?? '').filter(Boolean)
}
