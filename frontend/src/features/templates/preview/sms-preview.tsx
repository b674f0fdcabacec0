import { Text } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import classes from './preview.module.css'

/** An SMS as its reader sees it. */
export function SmsPreview({ message }: { message: api.PreviewTemplateOut }) {
  const { t } = useTranslation()
  const { rendered, to } = message
  return (
    <div className={classes.phone}>
      <Text size="xs" c="dimmed" ta="center">
        {to || t('templates.no_phone')}
      </Text>
      {rendered.text ? (
        <div className={classes.bubble}>{rendered.text}</div>
      ) : (
        <div className={classes.blank}>{t('templates.no_text')}</div>
      )}
    </div>
  )
}
