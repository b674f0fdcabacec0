import { List, Loader, Text } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/format/use-format'
import { say } from '@/lib/i18n/say'
import { ofAll } from './pick'

interface BulkPreviewProps {
  preview: api.PreviewBulkOut | undefined
  waiting: boolean
}

/** What an action will do, in numbers. Of many cards the numbers are reckoned from the first ones. */
export function BulkPreview({ preview, waiting }: BulkPreviewProps) {
  const { t } = useTranslation()
  const { number } = useFormat()
  if (!preview) return waiting ? <Loader size="sm" aria-label={t('common.loading')} /> : null
  const some = preview.tried < preview.count
  const n = (part: number) => ofAll(part, preview)
  const about = (words: string) => (some ? t('cards.bulk_about', { words }) : words)
  return (
    <div role="status" data-stale={waiting || undefined}>
      <Text mb={4}>
        {about(t('cards.bulk_changes', { count: n(preview.changes), all: number(preview.count) }))}
      </Text>
      <List spacing={4} size="sm">
        {preview.skipped.map((s) => (
          <List.Item key={s.why.key}>
            {t('cards.bulk_skipped', { count: n(s.count), why: say(s.why) })}
          </List.Item>
        ))}
        {preview.effects.map((e) => (
          <List.Item key={e.sequence}>
            {[
              e.starts > 0 && t('cards.bulk_starts', { count: n(e.starts), name: e.name }),
              e.ends > 0 && t('cards.bulk_ends', { count: n(e.ends), name: e.name }),
            ]
              .filter(Boolean)
              .join('; ')}
          </List.Item>
        ))}
      </List>
      {some && (
        <Text size="sm" c="dimmed" mt={4}>
          {t('cards.bulk_tried', { count: preview.tried })}
        </Text>
      )}
    </div>
  )
}
