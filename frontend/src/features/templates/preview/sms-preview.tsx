import { Text } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { marked } from '../state/meter'
import classes from './preview.module.css'

interface SmsPreviewProps {
  message: api.PreviewTemplateOut
  simplify: boolean
}

/** An SMS as its reader sees it; the characters that make it dear are marked. */
export function SmsPreview({ message, simplify }: SmsPreviewProps) {
  const { t } = useTranslation()
  const { rendered, to } = message
  const runs = marked(rendered.text, simplify ? [] : (message.sms?.measure.forcing ?? []))
  return (
    <div className={classes.phone}>
      <Text size="xs" c="dimmed" ta="center">
        {to || t('templates.no_phone')}
      </Text>
      {rendered.text ? (
        <div className={classes.bubble}>
          {runs.map((run, i) =>
            run.dear ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: a run is its place
              <mark key={i} className={classes.dear} title={t('templates.meter.forcing_mark')}>
                {run.text}
              </mark>
            ) : (
              run.text
            ),
          )}
        </div>
      ) : (
        <div className={classes.blank}>{t('templates.no_text')}</div>
      )}
    </div>
  )
}
