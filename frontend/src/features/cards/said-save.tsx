import { List } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import { undoToast } from '@/components/ui/undo-toast'
import { say } from '@/lib/i18n/say'

/** Says what a save did: which automations it started or ended, and what was stored differently than typed. */
export function useSaidSave() {
  const { t } = useTranslation()
  return ({ effects, noted, undo }: api.SaveCardOut) => {
    const lines = [...effects, ...noted].map((p) => say(p))
    announce([t('cards.saved'), ...lines].join('. '))
    undoToast({
      undo,
      title: t('cards.saved'),
      children: lines.length > 0 && (
        <List size="sm">
          {lines.map((line) => (
            <List.Item key={line}>{line}</List.Item>
          ))}
        </List>
      ),
    })
  }
}
