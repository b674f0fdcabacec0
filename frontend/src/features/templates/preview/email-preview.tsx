import { Text } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { emailPage } from '../state/email-page'
import classes from './preview.module.css'

interface EmailPreviewProps {
  message: api.PreviewTemplateOut
  width: 'desktop' | 'phone'
}

/** An email as its reader sees it. Its page can do nothing: no scripts, nothing fetched. */
export function EmailPreview({ message, width }: EmailPreviewProps) {
  const { t } = useTranslation()
  const { rendered, to } = message
  return (
    <div className={classes.mail} data-width={width}>
      <div className={classes.head}>
        <Text fw={600} className={classes.subject}>
          {rendered.subject || <span className={classes.none}>{t('templates.no_subject')}</span>}
        </Text>
        <Text size="xs" c="dimmed" className="clip">
          {t('templates.to', { to: to || t('templates.no_email') })}
        </Text>
      </div>
      {rendered.html ? (
        <iframe
          title={t('templates.email_frame')}
          sandbox=""
          srcDoc={emailPage(rendered.html)}
          className={classes.frame}
        />
      ) : (
        <div className={classes.blank}>{t('templates.no_text')}</div>
      )}
    </div>
  )
}
