import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { languages } from '@/lib/i18n/setup'
import { Preview } from './preview'
import type { LiveForm } from './use-live-form'

/** The page of the draft as visitors see it; where it speaks theirs, in the language that is chosen. */
export function LivePreview({ live, language }: { live: LiveForm; language: string }) {
  const { t } = useTranslation()
  return (
    <Preview html={live.html} error={live.error} onRetry={() => void live.refetch()}>
      {language === '' && (
        <SegmentedControl
          size="xs"
          aria-label={t('form.preview_language')}
          value={live.language}
          onChange={live.setLanguage}
          data={languages.map((value) => ({ value, label: value.toUpperCase() }))}
        />
      )}
    </Preview>
  )
}
