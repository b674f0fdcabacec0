import { Table, Title } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import classes from './imports.module.css'

/** The first cards as they would be. */
export function GoodRows({ rows }: { rows: api.ImportPreview[] }) {
  const { t } = useTranslation()
  return (
    <section>
      <Title order={2} mb="xs">
        {t('imports.preview')}
      </Title>
      <div className={classes.scroll} style={{ maxHeight: 260 }}>
        <Table stickyHeader verticalSpacing={6} miw={640}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={72}>{t('imports.line')}</Table.Th>
              <Table.Th>{t('imports.target.card.name')}</Table.Th>
              <Table.Th>{t('imports.target.card.status')}</Table.Th>
              <Table.Th>{t('imports.group.contact')}</Table.Th>
              <Table.Th>{t('imports.target.contact.email')}</Table.Th>
              <Table.Th>{t('imports.target.contact.phone')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((r) => (
              <Table.Tr key={r.line}>
                <Table.Td className="num">{r.line}</Table.Td>
                <Table.Td fw={550}>{r.name}</Table.Td>
                <Table.Td>{r.status}</Table.Td>
                <Table.Td>{r.contact}</Table.Td>
                <Table.Td>{r.email}</Table.Td>
                <Table.Td className="num">{r.phone}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </section>
  )
}
