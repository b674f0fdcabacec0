import { Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/format/use-format'
import { useHits } from './api'
import { Section } from './section'

/** How many messages were opened and clicked, step by step, as far as can be known. */
export function Hits({ id }: { id: string }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const hits = useHits(id).data
  const seen = hits?.steps.some(({ counts: c }) => c.opened + c.clicked + c.machines > 0)
  if (!hits || hits.steps.length === 0 || !(hits.opens || hits.clicks || seen)) return null
  const counts = ['sent', 'opened', 'clicked', 'machines'] as const
  return (
    <Section title={t('link.report')} words={t('link.report_words')}>
      <Table.ScrollContainer minWidth={460}>
        <Table verticalSpacing="xs" aria-label={t('link.report')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('link.report_step')}</Table.Th>
              {counts.map((key) => (
                <Table.Th key={key} ta="end">
                  {t(`link.count.${key}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {hits.steps.map((row) => (
              <Table.Tr key={`${row.step} ${row.template}`}>
                <Table.Td>
                  {row.position > 0 && (
                    <Text span c="dimmed" className="num">
                      {row.position}.{' '}
                    </Text>
                  )}
                  {row.template}
                </Table.Td>
                {counts.map((key) => (
                  <Table.Td key={key} ta="end" className="num">
                    {key === 'opened' && !hits.opens && row.counts.opened === 0
                      ? t('link.not_counted')
                      : number(row.counts[key])}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  )
}
