import { SegmentedControl, Switch, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LetterLinks } from '@/components/ui/letter-links'
import { letterOf, picturesIn } from '@/lib/letter/letter'
import { usePictures } from '@/lib/letter/use-pictures'
import classes from './email.module.css'
import { EmailFiles } from './email-files'
import { EmailFrame } from './email-frame'
import previewClasses from './preview.module.css'

interface EmailPreviewProps {
  message: api.PreviewTemplateOut
  width: 'desktop' | 'phone'
}

/** Gmail cuts a letter's HTML off here, in bytes. */
const cutAt = 102 * 1024

/** An email as its reader sees it. Its page can do nothing: no scripts, nothing fetched, no links. */
export function EmailPreview({ message, width }: EmailPreviewProps) {
  const { t } = useTranslation()
  const { html, text, subject, files } = message.rendered
  const [part, setPart] = useState('html')
  const [dark, setDark] = useState(false)
  const ids = useMemo(() => picturesIn(html), [html])
  const pictures = usePictures(ids)
  const letter = useMemo(() => letterOf(html, { dark, pictures }), [html, dark, pictures])
  if (!html) {
    return (
      <div className={previewClasses.mail} data-width={width}>
        <Head subject={subject} to={message.to} />
        <div className={previewClasses.blank}>{t('templates.no_text')}</div>
      </div>
    )
  }
  return (
    <>
      <div className={classes.bar}>
        <SegmentedControl
          size="xs"
          aria-label={t('editor.part')}
          value={part}
          onChange={setPart}
          data={[
            { value: 'html', label: t('editor.part_html') },
            { value: 'text', label: t('editor.part_text') },
          ]}
        />
        {part === 'html' && (
          <Switch
            size="sm"
            label={t('editor.dark')}
            checked={dark}
            onChange={(e) => setDark(e.currentTarget.checked)}
          />
        )}
      </div>
      <div className={previewClasses.mail} data-width={width}>
        <Head subject={subject} to={message.to} />
        <EmailFiles files={files ?? []} />
        {part === 'html' ? (
          <EmailFrame page={letter.page} width={width} dark={dark} />
        ) : (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: long texts are scrolled by keys
          <pre className={classes.text} tabIndex={0}>
            {text}
          </pre>
        )}
      </div>
      {html.length > cutAt && (
        <Text size="sm" className={classes.warning} role="status">
          <IconAlertTriangle size={16} aria-hidden />
          {t('editor.cut_off')}
        </Text>
      )}
      <LetterLinks links={letter.links} />
    </>
  )
}

function Head({ subject, to }: { subject: string; to: string }) {
  const { t } = useTranslation()
  return (
    <div className={previewClasses.head}>
      <Text fw={600} className={previewClasses.subject}>
        {subject || <span className={previewClasses.none}>{t('templates.no_subject')}</span>}
      </Text>
      <Text size="xs" c="dimmed" className="clip">
        {t('templates.to', { to: to || t('templates.no_email') })}
      </Text>
    </div>
  )
}
