import { List, Text } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { say } from '@/lib/i18n/say'

/** How many cards will start, and why the others don't. */
export function StartPreview({ preview }: { preview: api.PreviewBulkOut | undefined }) {
  const { t } = useTranslation()
  if (!preview) return null
  return (
    <div aria-live="polite">
      <Text fw={600}>{t('running.will_start', { count: preview.changes })}</Text>
      {preview.skipped.length > 0 && (
        <List spacing={4} mt={4}>
          {preview.skipped.map((k) => (
            <List.Item key={k.why.key}>
              {t('running.left_out', { count: k.count, why: say(k.why) })}
            </List.Item>
          ))}
        </List>
      )}
    </div>
  )
}
