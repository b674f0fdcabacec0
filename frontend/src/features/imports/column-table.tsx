import { Button, Table } from '@mantine/core'
import type { api, importer } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import type { Problem } from '@/lib/api/client'
import { ColumnRow } from './column-row'
import classes from './imports.module.css'
import { useTargets } from './targets'

interface ColumnTableProps {
  file: api.ReadImportOut
  mapping: importer.Mapping
  problems: Problem[]
  onTarget: (column: number, target: string) => void
}

/** Each column with its first values, and what it becomes. Those that are left out and look empty wait behind a button. */
export function ColumnTable({ file, mapping, problems, onTarget }: ColumnTableProps) {
  const { t } = useTranslation()
  const targets = useTargets()
  const [all, setAll] = useState(false)
  const columns = file.headers.map((header, i) => ({
    header,
    i,
    samples: file.rows.map((row) => row[i] ?? '').filter(Boolean),
  }))
  const quiet = (c: (typeof columns)[number]) => !mapping.columns[c.i] && c.samples.length === 0
  const hidden = columns.filter(quiet).length
  return (
    <div>
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
            {columns
              .filter((c) => all || !quiet(c))
              .map((c) => (
                <ColumnRow
                  key={c.i}
                  header={c.header || t('imports.no_header', { n: c.i + 1 })}
                  samples={c.samples}
                  targets={targets}
                  target={mapping.columns[c.i] ?? ''}
                  error={c.header ? fieldError(problems, c.header) : undefined}
                  onTarget={(target) => onTarget(c.i, target)}
                />
              ))}
          </Table.Tbody>
        </Table>
      </div>
      {hidden > 0 && (
        <Button variant="subtle" size="xs" mt="xs" onClick={() => setAll(!all)}>
          {all ? t('imports.hide_empty') : t('imports.show_empty', { count: hidden })}
        </Button>
      )}
    </div>
  )
}
