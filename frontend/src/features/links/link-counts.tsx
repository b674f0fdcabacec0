import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/format/use-format'
import { useLinkCounts } from './api'
import classes from './links.module.css'

/** What came of a link in the last 90 days, and what these numbers can't know. */
export function LinkCounts({ id }: { id: string }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const counts = useLinkCounts(id).data?.counts
  if (!counts) return null
  return (
    <div>
      <dl className={classes.counts}>
        {(['sent', 'clicked', 'machines'] as const).map((key) => (
          <div key={key} className={classes.count}>
            <dt>{t(`link.count.${key}`)}</dt>
            <dd>{number(counts[key])}</dd>
          </div>
        ))}
      </dl>
      <Text size="sm" c="dimmed" mt={6}>
        {t('link.counts_hint')}
      </Text>
    </div>
  )
}
